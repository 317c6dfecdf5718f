#include "migration/migration_head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace erdmark::migration {

namespace {

using sql::Token;

enum class Field { Title, Description, Author, Revision, Binding, Depends, Nothing };

struct FieldName {
    std::string_view name;  ///< In lower case.
    Field field;
};

constexpr auto kFields = std::to_array<FieldName>({
    {"migration", Field::Title},
    {"title", Field::Title},
    {"description", Field::Description},
    {"desc", Field::Description},
    {"purpose", Field::Description},
    {"summary", Field::Description},
    {"author", Field::Author},
    {"authors", Field::Author},
    {"created by", Field::Author},
    {"depends", Field::Binding},
    {"depends on", Field::Depends},
    {"depends-on", Field::Depends},
    {"dependencies", Field::Depends},
    {"dependency", Field::Depends},
    {"down_revision", Field::Depends},
    {"down revision", Field::Depends},
    {"requires", Field::Depends},
    {"require", Field::Depends},
    {"revises", Field::Depends},
    {"revision", Field::Revision},
    {"revision id", Field::Revision},
    {"created", Field::Nothing},
    {"created at", Field::Nothing},
    {"created on", Field::Nothing},
    {"create date", Field::Nothing},
    {"date", Field::Nothing},
    {"file", Field::Nothing},
    {"filename", Field::Nothing},
    {"database", Field::Nothing},
    {"target", Field::Nothing},
    {"version", Field::Nothing},
});

struct HeadLine {
    Field field;
    std::string_view value;
};

std::string_view without_quotes(std::string_view text) {
    const auto is_quote = [](char c) { return c == '\'' || c == '"' || c == '`'; };
    while (!text.empty() && is_quote(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_quote(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

/// `Migration 003` → `migration`: the number is the version, which is known.
std::string field_name(std::string_view key) {
    std::string name = to_lower(trim(key));
    if (name.starts_with("migration ")) {
        const std::string_view rest = trim(std::string_view(name).substr(10));
        const bool is_version = rest.find_first_not_of("#v._-0123456789") == std::string::npos;
        return is_version ? "migration" : name;
    }
    return name;
}

/// What a line of the form `key: value` or `key = value` says, when its key is a known one.
std::optional<HeadLine> head_line(std::string_view line) {
    if (line.starts_with('@')) {
        line.remove_prefix(1);
    }
    const std::size_t mark = line.find_first_of(":=");
    if (mark == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string name = field_name(line.substr(0, mark));
    const auto found = std::ranges::find(kFields, name, &FieldName::name);
    if (found == kFields.end()) {
        return std::nullopt;
    }
    return HeadLine{found->field, trim(line.substr(mark + 1))};
}

/// A line that only repeats the name of the file says nothing.
bool names_the_file(std::string_view line, const migration::Migration& migration) {
    return line.ends_with(".sql") || equals_ignoring_case(line, migration.id()) ||
           equals_ignoring_case(line, migration.name) || equals_ignoring_case(line, "migration");
}

/// `003: Users`, `003 - Users`, `Migration 003 Users` without the number, where it is the version.
std::string_view without_version(std::string_view line, const std::string& version) {
    constexpr std::string_view kSeparators = " :.-–";
    const std::string lower = to_lower(line);
    std::string_view rest = line;
    for (const std::string_view word : {"migration ", "migration #", "v"}) {
        if (lower.starts_with(word) && rest.size() == line.size()) {
            rest.remove_prefix(word.size());
        }
    }
    if (version.empty() || !rest.starts_with(version)) {
        return line;
    }
    rest.remove_prefix(version.size());
    const std::size_t words = rest.find_first_not_of(kSeparators);
    const bool is_parted = words != std::string_view::npos && words > 0;
    return is_parted ? rest.substr(words) : line;
}

std::vector<std::string> names_in(std::string_view value) {
    std::vector<std::string> names;
    const std::string list = replace_all(value, ";", ",");
    for (const std::string_view part : split(list, ',')) {
        std::string_view name = without_quotes(trim(part));
        if (name.ends_with(".sql")) {
            name.remove_suffix(4);
        }
        const std::string lower = to_lower(name);
        const bool is_none = lower.empty() || lower == "none" || lower == "nothing" ||
                             lower == "n/a" || lower == "-";
        if (!is_none) {
            names.emplace_back(name);
        }
    }
    return names;
}

/// Puts a head together from its lines.
class HeadReader {
public:
    explicit HeadReader(const migration::Migration& migration) : migration_(migration) {}

    MigrationHead read(const std::vector<sql::CommentLine>& lines) {
        for (const sql::CommentLine& line : lines) {
            if (begins_section(line)) {
                break;
            }
            switch (line.kind) {
                case sql::LineKind::Words:
                    read_words(line.text);
                    break;
                case sql::LineKind::Banner:
                    read_words(line.text);
                    end_paragraph();
                    break;
                case sql::LineKind::Ruler:
                case sql::LineKind::Break:
                case sql::LineKind::Gap:
                    end_paragraph();
                    break;
            }
        }
        end_paragraph();
        return finish();
    }

private:
    /// Words between rulers are the head when nothing is said before them, else a section of the
    /// tables below.
    bool begins_section(const sql::CommentLine& line) {
        const bool is_ruled =
            line.kind == sql::LineKind::Ruler || line.kind == sql::LineKind::Banner;
        if (!is_ruled) {
            return false;
        }
        const bool is_end = std::exchange(in_box_, line.kind == sql::LineKind::Ruler && !in_box_);
        const bool has_said = !prose_.empty() || !lines_.empty() || head_ != MigrationHead{};
        return has_said && !is_end;
    }

    void read_words(const std::string& line) {
        if (const std::optional<HeadLine> said = head_line(line)) {
            end_paragraph();
            take(*said);
        } else if (sql::is_directive(line)) {
            end_paragraph();
        } else if (names_the_file(line, migration_)) {
            return;
        } else if (goes_on_ == Field::Description && !head_.description.empty()) {
            head_.description += " " + line;
        } else {
            lines_.push_back({sql::LineKind::Words, line});
        }
    }

    void take(const HeadLine& line) {
        goes_on_ = line.field;
        switch (line.field) {
            case Field::Title:
                if (!names_the_file(line.value, migration_) && head_.title.empty()) {
                    head_.title = without_version(line.value, migration_.version);
                }
                break;
            case Field::Description:
                head_.description = line.value;
                break;
            case Field::Author:
                head_.author = line.value;
                break;
            case Field::Revision:
                head_.revision = without_quotes(line.value);
                break;
            case Field::Binding:
                std::ranges::copy(names_in(line.value), std::back_inserter(head_.binding));
                [[fallthrough]];
            case Field::Depends:
                std::ranges::move(names_in(line.value), std::back_inserter(head_.depends));
                break;
            case Field::Nothing:
                break;
        }
    }

    /// The first paragraph of prose is what the migration is for.
    void end_paragraph() {
        goes_on_ = Field::Nothing;
        const std::string words = sql::prose(lines_);
        lines_.clear();
        const std::string_view text = without_version(words, migration_.version);
        if (text.size() < words.size() && head_.title.empty()) {
            head_.title = text;
        } else if (prose_.empty()) {
            prose_ = words;
        }
    }

    MigrationHead finish() {
        if (head_.description.empty()) {
            head_.description = prose_;
        }
        if (head_.description == head_.title) {
            head_.description.clear();
        }
        return std::move(head_);
    }

    const migration::Migration& migration_;
    MigrationHead head_;
    std::vector<sql::CommentLine> lines_;
    std::string prose_;
    Field goes_on_ = Field::Nothing;
    bool in_box_ = false;  ///< Between two rulers.
};

/// The text of the file that an up part is cut from.
std::string file_text(const migration::Migration& migration) {
    const sql::Script& up = migration.up;
    if (migration.preamble) {
        // The line that begins the part ends a paragraph.
        return *migration.preamble + "-- migrate:up\n" + up.text;
    }
    if (up.start == Position{}) {
        return up.text;
    }
    try {
        return read_text_file(up.file);
    } catch (const Error&) {
        return up.text;
    }
}

struct HeadComments {
    std::vector<Token> comments;
    bool touches_statement = false;  ///< The last ones stand directly above it.
};

/// The comments before the first statement. Lines of psql (`\set …`) are none.
HeadComments comments_in_front(const std::string& text, const sql::Syntax& syntax) {
    HeadComments head;
    sql::Lexer lexer(text, syntax);
    while (const std::optional<Token> token = lexer.next()) {
        if (token->text.front() == '\\') {
            lexer.continue_at(std::min(text.find('\n', token->offset), text.size()));
            continue;
        }
        if (!is_comment(*token)) {
            if (!head.comments.empty()) {
                const Token& last = head.comments.back();
                const std::size_t end = last.offset + last.text.size();
                head.touches_statement =
                    std::count(text.begin() + static_cast<std::ptrdiff_t>(end),
                               text.begin() + static_cast<std::ptrdiff_t>(token->offset), '\n') < 2;
            }
            break;
        }
        head.comments.push_back(*token);
    }
    return head;
}

bool has_several_statements(const sql::Script& script, const sql::Syntax& syntax) {
    try {
        return sql::split_statements(script, syntax).size() > 1;
    } catch (const Error&) {
        return true;
    }
}

/// The lines behind the last gap.
std::span<const sql::CommentLine> last_block(std::span<const sql::CommentLine> lines) {
    const auto gap = std::find_if(lines.rbegin(), lines.rend(), [](const sql::CommentLine& line) {
        return line.kind == sql::LineKind::Gap;
    });
    return {gap.base(), lines.end()};
}

bool is_ruler(const sql::CommentLine& line) {
    return line.kind == sql::LineKind::Ruler;
}

/// Empty when there is a gap between the lines, or the head of a migration.
std::string joined_lines(std::span<const sql::CommentLine> lines) {
    std::string words;
    for (const sql::CommentLine& each : lines) {
        if (each.kind == sql::LineKind::Gap || head_line(each.text)) {
            return {};
        }
        words += (words.empty() ? "" : " ") + each.text;
    }
    return words;
}

}  // namespace

MigrationHead read_head(const migration::Migration& migration, const sql::Syntax& syntax) {
    const std::string text = file_text(migration);
    const HeadComments head = comments_in_front(text, syntax);
    std::vector<sql::CommentLine> lines = sql::comment_lines(head.comments);
    const std::span<const sql::CommentLine> last = last_block(lines);
    const bool may_be_of_statement = head.touches_statement && !last.empty() && !is_head(last);
    if (may_be_of_statement && has_several_statements(migration.up, syntax)) {
        lines.resize(lines.size() - last.size());
    }
    return HeadReader(migration).read(lines);
}

bool is_head(std::span<const sql::CommentLine> lines) {
    return std::ranges::any_of(
        lines, [](const sql::CommentLine& line) { return head_line(line.text).has_value(); });
}

std::optional<std::string> last_banner(std::span<const Token> comments) {
    const std::vector<sql::CommentLine> lines = sql::comment_lines(comments);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (line->kind == sql::LineKind::Banner && !head_line(line->text)) {
            return line->text;
        }
        if (!is_ruler(*line)) {
            continue;
        }
        const auto upper = std::find_if(line + 1, lines.rend(), is_ruler);
        if (upper == lines.rend()) {
            continue;
        }
        if (std::string words = joined_lines({upper.base(), line.base() - 1}); !words.empty()) {
            return words;
        }
    }
    return std::nullopt;
}

}  // namespace erdmark::migration
