#include "migration/script_parts.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"
#include "sql/lexer.h"

namespace erdmark::migration {
namespace {

constexpr std::string_view kLineEnds = "\r\n";

/// What PostgreSQL, SQLite and MySQL have in common, as far as they do not contradict each other.
constexpr sql::Syntax kAnyDialect{.backtick_names = true,
                                  .return_ends_line = true,
                                  .dollar_quotes = true,
                                  .escape_strings = true};

std::size_t next_line(std::string_view text, std::size_t offset) {
    const std::size_t end = std::min(text.find_first_of(kLineEnds, offset), text.size());
    return std::min(end + (text.substr(end).starts_with("\r\n") ? 2 : 1), text.size());
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
    return text.substr(0, offset).find_last_of(kLineEnds) + 1;
}

CommentLine comment_line_at(std::string_view text, std::size_t offset) {
    const std::size_t end = std::min(text.find_first_of(kLineEnds, offset), text.size());
    const std::size_t last = text.substr(offset, end - offset).find_last_not_of(" \t\v\f");
    return {.offset = offset,
            .text = text.substr(offset, last + 1),
            .next = next_line(text, offset),
            .indented = line_begin(text, offset) != offset};
}

/// By lines alone.
std::vector<CommentLine> dashed_lines(std::string_view text) {
    std::vector<CommentLine> lines;
    std::size_t dashes = text.find("--");
    while (dashes != std::string_view::npos) {
        const std::size_t before = text.substr(0, dashes).find_last_not_of(" \t");
        const bool is_first = before == std::string_view::npos ||
                              kLineEnds.find(text[before]) != std::string_view::npos;
        if (is_first) {
            lines.push_back(comment_line_at(text, dashes));
        }
        dashes = text.find("--", is_first ? lines.back().next : dashes + 1);
    }
    return lines;
}

/// The comment lines of a file, one after the other.
class CommentLines {
public:
    explicit CommentLines(std::string_view text) : text_(text), lexer_(text, kAnyDialect) {}

    std::optional<CommentLine> next() {
        while (const std::optional<sql::Token> token = lexer_.next()) {
            if (!token->closed) {
                is_broken_ = true;
                return std::nullopt;
            }
            const std::string_view before = text_.substr(seen_, token->offset - seen_);
            const bool is_first =
                seen_ == 0 || before.find_first_of(kLineEnds) != std::string_view::npos;
            seen_ = token->offset + token->text.size();
            if (token->kind == sql::TokenKind::LineComment && is_first) {
                return comment_line_at(text_, token->offset);
            }
        }
        return std::nullopt;
    }

    /// Whether it ended at a string or a comment without an end.
    bool is_broken() const { return is_broken_; }

private:
    std::string_view text_;
    sql::Lexer lexer_;
    std::size_t seen_ = 0;  ///< The end of the token before: no line is looked at twice.
    bool is_broken_ = false;
};

void blank_out(std::string& text, Range range) {
    std::string ends;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (kLineEnds.find(text[i]) != std::string_view::npos) {
            ends += text[i];
        }
    }
    text.replace(range.begin, range.end - range.begin, ends);
}

}  // namespace

std::vector<CommentLine> comment_lines(std::string_view text) {
    std::vector<CommentLine> lines;
    CommentLines reader(text);
    while (const std::optional<CommentLine> line = reader.next()) {
        lines.push_back(*line);
    }
    return reader.is_broken() ? dashed_lines(text) : lines;
}

bool has_comment_line(std::string_view text, bool (*wanted)(std::string_view comment)) {
    // Each comment line begins with dashes, and so may others.
    if (std::ranges::none_of(dashed_lines(text), wanted, &CommentLine::text)) {
        return false;
    }
    CommentLines reader(text);
    while (const std::optional<CommentLine> line = reader.next()) {
        if (wanted(line->text)) {
            return true;
        }
    }
    return reader.is_broken();
}

sql::Script part_of(const sql::Script& file, Range range) {
    return {.file = file.file,
            .text = file.text.substr(range.begin, range.end - range.begin),
            .start = position_at(file.text, range.begin, file.start)};
}

sql::Script parts_of(const sql::Script& file, std::span<const Range> ranges) {
    if (ranges.empty()) {
        return part_of(file, {file.text.size(), file.text.size()});
    }
    const std::size_t begin = ranges.front().begin;
    sql::Script script = part_of(file, {begin, ranges.back().end});
    for (std::size_t i = ranges.size() - 1; i > 0; --i) {
        blank_out(script.text, {ranges[i - 1].end - begin, ranges[i].begin - begin});
    }
    return script;
}

void fail_at(const sql::Script& file, std::size_t offset, const std::string& message) {
    const Position position = position_at(file.text, offset, file.start);
    throw Error(ErrorKind::Input, format_position(file.file, position) + ": " + message);
}

void refuse_sql_before(const sql::Script& file, std::size_t end) {
    for (const sql::Token& token :
         sql::tokenize(std::string_view(file.text).substr(0, end), kAnyDialect)) {
        if (token.kind != sql::TokenKind::LineComment &&
            token.kind != sql::TokenKind::BlockComment) {
            fail_at(
                file, token.offset,
                "SQL before the first section; move it below the line that begins the up section");
        }
    }
}

}  // namespace erdmark::migration
