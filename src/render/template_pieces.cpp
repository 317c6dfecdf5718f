#include "render/template_pieces.h"

#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"

namespace erdmark::render {

namespace {

constexpr std::string_view kBlanks = " \t\r";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

/// Walks through a template from tag to tag, by the rules of the Mustache specification 1.1.
class PieceReader {
public:
    explicit PieceReader(const Template& tmpl) : template_(tmpl), text_(tmpl.text) {}

    std::vector<TemplatePiece> read() {
        for (std::size_t start = text_.find(open_); start != std::string_view::npos;
             start = text_.find(open_, position_)) {
            read_tag(start);
        }
        add_literal(text_.size());
        return std::move(pieces_);
    }

private:
    void read_tag(std::size_t start) {
        const std::size_t inside = start + open_.size();
        const char sigil = inside < text_.size() ? text_[inside] : '\0';
        switch (sigil) {
            case '{':
                add_variable(PieceForm::Raw, start, content(start, inside + 1, "}" + close_));
                return;
            case '&':
                add_variable(PieceForm::Raw, start, content(start, inside + 1, close_));
                return;
            case '=':
                set_delimiters(start, content(start, inside + 1, "=" + close_));
                return;
            case '!':
                content(start, inside + 1, close_);
                add_literal_before_structure(start);
                return;
            case '#':
                add_structure(PieceForm::Section, start, content(start, inside + 1, close_));
                return;
            case '^':
                add_structure(PieceForm::Inverted, start, content(start, inside + 1, close_));
                return;
            case '/':
                add_structure(PieceForm::Close, start, content(start, inside + 1, close_));
                return;
            case '>':
                add_structure(PieceForm::Partial, start, content(start, inside + 1, close_));
                return;
            default:
                add_variable(PieceForm::Escaped, start, content(start, inside, close_));
        }
    }

    /// The words up to `end`, behind which the tag ends.
    std::string_view content(std::size_t start, std::size_t from, const std::string& end) {
        const std::size_t found = text_.find(end, from);
        if (found == std::string_view::npos) {
            fail_at(template_, start, fmt::format("tag is not closed: expected '{}'", end));
        }
        tag_end_ = found + end.size();
        return trim(text_.substr(from, found - from));
    }

    void add_literal(std::size_t end) {
        if (end > position_) {
            pieces_.push_back({PieceForm::Literal,
                               std::string(text_.substr(position_, end - position_)), position_});
        }
    }

    void add_variable(PieceForm form, std::size_t start, std::string_view name) {
        add_literal(start);
        position_ = tag_end_;
        add_tag(form, start, name);
    }

    void add_structure(PieceForm form, std::size_t start, std::string_view name) {
        std::string indent = add_literal_before_structure(start);
        add_tag(form, start, name);
        pieces_.back().indent = std::move(indent);
    }

    void add_tag(PieceForm form, std::size_t start, std::string_view name) {
        if (name.empty()) {
            fail_at(template_, start, "tag has no name: expected the name of a value");
        }
        pieces_.push_back({form, std::string(name), start});
    }

    /// A tag of structure that has a line to itself takes the whole line with it. Returns what the
    /// line began with.
    std::string add_literal_before_structure(std::size_t start) {
        const std::size_t line =
            start == 0 ? 0 : text_.rfind('\n', start - 1) + 1;  // npos + 1 is 0: the first line
        const std::size_t line_end = std::min(text_.find('\n', tag_end_), text_.size());
        const bool alone = line >= position_ && is_blank(text_.substr(line, start - line)) &&
                           is_blank(text_.substr(tag_end_, line_end - tag_end_));
        add_literal(alone ? line : start);
        position_ = alone ? std::min(line_end + 1, text_.size()) : tag_end_;
        return alone ? std::string(text_.substr(line, start - line)) : "";
    }

    void set_delimiters(std::size_t start, std::string_view content) {
        const std::string words = collapse_whitespace(content);
        const std::vector<std::string_view> parts = split(words, ' ');
        if (parts.size() != 2 || words.find('=') != std::string::npos) {
            fail_at(template_, start, "delimiters are set as in '{{=<% %>=}}': expected two words");
        }
        add_literal_before_structure(start);
        open_ = parts[0];
        close_ = parts[1];
    }

    const Template& template_;
    std::string_view text_;
    std::size_t position_ = 0;  ///< Where the text that is not read yet begins.
    std::size_t tag_end_ = 0;
    std::string open_ = "{{";
    std::string close_ = "}}";
    std::vector<TemplatePiece> pieces_;
};

}  // namespace

std::vector<TemplatePiece> read_pieces(const Template& tmpl) {
    return PieceReader(tmpl).read();
}

void fail_at(const Template& tmpl, std::size_t offset, const std::string& message) {
    throw Error(
        ErrorKind::Config,
        fmt::format("{}: {}", format_position(tmpl.path, position_at(tmpl.text, offset)), message));
}

}  // namespace erdmark::render
