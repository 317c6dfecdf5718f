#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/position.h"
#include "base/text.h"
#include "render/template_engine.h"
#include "render/template_pieces.h"

namespace erdmark::render {

namespace {

using Form = TemplateNode::Form;
using Nodes = std::vector<TemplateNode>;

/// `text` with `indent` in front of each line.
std::string indented(const std::string& text, const std::string& indent) {
    std::string result = text.empty() ? "" : indent + replace_all(text, "\n", "\n" + indent);
    if (text.ends_with('\n')) {
        result.resize(result.size() - indent.size());
    }
    return result;
}

std::string expected_one_of(const std::string& word, const std::vector<std::string>& known) {
    const std::string near = did_you_mean(word, known);
    return near.empty() ? fmt::format(": expected one of '{}'", fmt::join(known, "', '")) : near;
}

class Compiler {
public:
    Compiler(const std::map<std::string, Template>& all, const TagTable& values)
        : all_(all), levels_{&values} {}

    Nodes compile(const Template& tmpl) {
        Nodes nodes;
        add_template(tmpl, nodes);
        return nodes;
    }

private:
    struct Section {
        TemplateNode node;
        std::size_t offset;
        bool level;  ///< A list: its items' names are visible inside.
    };

    void add_template(const Template& tmpl, Nodes& nodes) {
        includes_.push_back(tmpl.name);
        std::vector<Section> open;
        for (TemplatePiece& piece : read_pieces(tmpl)) {
            add_piece(tmpl, piece, open, nodes);
        }
        if (!open.empty()) {
            fail_at(tmpl, open.back().offset,
                    fmt::format("section '{0}' is not closed: expected '{{{{/{0}}}}}'",
                                open.back().node.text));
        }
        includes_.pop_back();
    }

    void add_piece(const Template& tmpl, TemplatePiece& piece, std::vector<Section>& open,
                   Nodes& top) {
        Nodes& nodes = open.empty() ? top : open.back().node.children;
        switch (piece.form) {
            case PieceForm::Literal:
                nodes.push_back({Form::Literal, std::move(piece.text)});
                return;
            case PieceForm::Escaped:
            case PieceForm::Raw:
                nodes.push_back(variable(tmpl, piece));
                return;
            case PieceForm::Section:
            case PieceForm::Inverted:
                open.push_back(section(tmpl, piece));
                return;
            case PieceForm::Close:
                close_section(tmpl, piece, open, top);
                return;
            case PieceForm::Partial:
                add_partial(tmpl, piece, nodes);
                return;
        }
    }

    const Tag& value_of(const Template& tmpl, const TemplatePiece& piece) const {
        std::vector<std::string> known;
        for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
            const auto found = std::ranges::find(**level, piece.text, &Tag::name);
            if (found != (*level)->end()) {
                return *found;
            }
            std::ranges::transform(**level, std::back_inserter(known), &Tag::name);
        }
        fail_at(
            tmpl, piece.offset,
            fmt::format("unknown value '{}'{}", piece.text, expected_one_of(piece.text, known)));
    }

    TemplateNode variable(const Template& tmpl, const TemplatePiece& piece) const {
        const TagKind kind = value_of(tmpl, piece).kind;
        const bool raw = piece.form == PieceForm::Raw;
        if (kind == TagKind::Text && raw) {
            fail_at(tmpl, piece.offset,
                    fmt::format("value '{0}' is plain text: expected '{{{{{0}}}}}', which escapes "
                                "it",
                                piece.text));
        }
        if (kind == TagKind::Markup && !raw) {
            fail_at(tmpl, piece.offset,
                    fmt::format("value '{0}' is ready markup: expected '{{{{{{{0}}}}}}}', which "
                                "does not escape it again",
                                piece.text));
        }
        if (kind == TagKind::Flag || kind == TagKind::List) {
            fail_at(tmpl, piece.offset,
                    fmt::format("value '{0}' is a {1}: expected a section "
                                "'{{{{#{0}}}}}…{{{{/{0}}}}}'",
                                piece.text, kind == TagKind::Flag ? "flag" : "list"));
        }
        return {raw ? Form::Raw : Form::Escaped, piece.text};
    }

    Section section(const Template& tmpl, const TemplatePiece& piece) {
        const Tag& value = value_of(tmpl, piece);
        if (piece.form == PieceForm::Inverted) {
            return {{Form::Inverted, piece.text}, piece.offset, false};
        }
        const bool level = value.kind == TagKind::List;
        if (level) {
            levels_.push_back(&value.inner);
        }
        return {{Form::Section, piece.text}, piece.offset, level};
    }

    void close_section(const Template& tmpl, const TemplatePiece& piece, std::vector<Section>& open,
                       Nodes& top) {
        if (open.empty()) {
            fail_at(tmpl, piece.offset,
                    fmt::format("'{{{{/{0}}}}}' closes no section: expected '{{{{#{0}}}}}' before "
                                "it",
                                piece.text));
        }
        Section last = std::move(open.back());
        open.pop_back();
        if (last.node.text != piece.text) {
            fail_at(
                tmpl, piece.offset,
                fmt::format("'{{{{/{0}}}}}' does not close section '{1}' of line {2}: expected "
                            "'{{{{/{1}}}}}'",
                            piece.text, last.node.text, position_at(tmpl.text, last.offset).line));
        }
        if (last.level) {
            levels_.pop_back();
        }
        Nodes& nodes = open.empty() ? top : open.back().node.children;
        nodes.push_back(std::move(last.node));
    }

    void add_partial(const Template& tmpl, const TemplatePiece& piece, Nodes& nodes) {
        const auto found = all_.find(piece.text);
        if (found == all_.end()) {
            std::vector<std::string> known;
            for (const auto& [name, other] : all_) {
                known.push_back(name);
            }
            fail_at(tmpl, piece.offset,
                    fmt::format("unknown partial '{}'{}", piece.text,
                                expected_one_of(piece.text, known)));
        }
        if (std::ranges::find(includes_, found->second.name) != includes_.end()) {
            fail_at(tmpl, piece.offset,
                    fmt::format("partial '{}' includes itself: expected an end of the chain",
                                piece.text));
        }
        if (piece.indent.empty()) {
            add_template(found->second, nodes);
            return;
        }
        // What is wrong in it has its place in the file as it is, so that is compiled first.
        Nodes unused;
        add_template(found->second, unused);
        Template partial = found->second;
        partial.text = indented(partial.text, piece.indent);
        add_template(partial, nodes);
    }

    const std::map<std::string, Template>& all_;
    std::vector<const TagTable*> levels_;
    std::vector<std::string> includes_;
};

}  // namespace

std::vector<TemplateNode> compile_template(const Template& tmpl,
                                           const std::map<std::string, Template>& all,
                                           const TagTable& values) {
    return Compiler(all, values).compile(tmpl);
}

}  // namespace erdmark::render
