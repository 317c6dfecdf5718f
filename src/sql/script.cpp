#include "sql/script.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::sql {
namespace {

constexpr std::size_t kMostKeywords = 6;
constexpr std::string_view kSpace = " \t\n\v\f\r";
constexpr std::string_view kLineEnds = "\r\n";

std::string upper_case(std::string_view word) {
    std::string upper(word);
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
}

/// Moves `place` over `text`. As `position_at`, but quick over ASCII, where a byte is a column.
void advance(Position& place, std::string_view text) {
    const bool plain = std::ranges::none_of(
        text, [](char c) { return c == '\r' || static_cast<unsigned char>(c) >= 0x80; });
    if (!plain) {
        place = position_at(text, text.size(), place);
        return;
    }
    const std::size_t last = text.rfind('\n');
    place.line += static_cast<std::size_t>(std::ranges::count(text, '\n'));
    place.column = last == std::string_view::npos ? place.column + text.size() : text.size() - last;
}

/// What an open token lacks.
std::string missing_end(const Token& token) {
    switch (token.kind) {
        case TokenKind::BlockComment:
            return "a comment without end; expected '*/'";
        case TokenKind::QuotedName:
            return fmt::format("a quoted name without end; expected {}",
                               token.text.front() == '[' ? ']' : token.text.front());
        case TokenKind::Word:
        case TokenKind::String:
        case TokenKind::Number:
        case TokenKind::Operator:
        case TokenKind::LineComment:
            break;
    }
    if (token.text.front() == '$') {
        return fmt::format("a string without end; expected '{}'",
                           token.text.substr(0, token.text.find('$', 1) + 1));
    }
    return "a string without end; expected another single quote";
}

/// Follows one statement of PostgreSQL: where a semicolon does not end it.
class AtomicBody {
public:
    bool is_open() const { return depth_ > 0; }
    std::size_t begin() const { return begin_; }

    void take(const Token& token) {
        if (is_keyword(token, "ATOMIC") && after_begin_ && depth_ == 0) {
            depth_ = 1;
        } else if (depth_ > 0 && !after_name_mark_) {
            // Both are reserved, so bare they are names only behind a dot or AS.
            depth_ += is_keyword(token, "CASE") ? 1 : 0;
            depth_ -= is_keyword(token, "END") ? 1 : 0;
        }
        after_begin_ = is_keyword(token, "BEGIN");
        begin_ = after_begin_ && depth_ == 0 ? token.offset : begin_;
        after_name_mark_ = token.text == "." || is_keyword(token, "AS");
    }

private:
    std::size_t depth_ = 0;
    std::size_t begin_ = 0;
    bool after_begin_ = false;
    bool after_name_mark_ = false;
};

/// Follows one statement of SQLite as its shell does: a trigger ends with `; END ;`.
/// https://www.sqlite.org/c3ref/complete.html
class TriggerBody {
public:
    bool is_open() const { return state_ == State::Body || state_ == State::Semicolon; }
    bool has_begun() const { return is_open() && begin_.has_value(); }
    std::size_t begin() const { return *begin_; }

    void take(const Token& token) {
        if (is_open() && !begin_ && is_keyword(token, "BEGIN")) {
            begin_ = token.offset;
        }
        state_ = after(token);
    }

private:
    enum class State { Start, Explain, Create, Other, Body, Semicolon, End };

    State after(const Token& token) const {
        switch (state_) {
            case State::Start:
                return is_keyword(token, "EXPLAIN") ? State::Explain : after_start(token);
            case State::Explain:
                return is_keyword(token, "QUERY") || is_keyword(token, "PLAN") ? State::Explain
                                                                               : after_start(token);
            case State::Create:
                if (is_keyword(token, "TEMP") || is_keyword(token, "TEMPORARY")) {
                    return State::Create;
                }
                return is_keyword(token, "TRIGGER") ? State::Body : State::Other;
            case State::Other:
                return State::Other;
            case State::Semicolon:
                return is_keyword(token, "END") ? State::End : after_body(token);
            case State::Body:
            case State::End:
                return after_body(token);
        }
        return state_;
    }

    static State after_start(const Token& token) {
        return is_keyword(token, "CREATE") ? State::Create : State::Other;
    }

    static State after_body(const Token& token) {
        return token.text == ";" ? State::Semicolon : State::Body;
    }

    State state_ = State::Start;
    std::optional<std::size_t> begin_;
};

/// A statement that is being read.
struct OpenStatement {
    std::size_t offset;
    std::size_t end;
    std::size_t keyword_count = 0;
    bool in_keywords = true;
    std::size_t parentheses = 0;
    bool after_from = false;
    bool reads_rows = false;  ///< `FROM STDIN` was seen.
    AtomicBody atomic;
    TriggerBody trigger;
    Statement statement;
};

class Splitter {
public:
    Splitter(const Script& script, const Syntax& syntax)
        : script_(script), text_(script.text), syntax_(syntax), lexer_(text_, syntax) {
        place_ = script.start;
    }

    std::vector<Statement> statements() {
        while (const std::optional<Token> token = lexer_.next()) {
            if (!token->closed) {
                fail_at(token->offset, missing_end(*token));
            }
            take(*token);
        }
        check_bodies();
        close();
        return std::move(statements_);
    }

private:
    [[noreturn]] void fail_at(std::size_t offset, const std::string& message) const {
        const Position position = position_at(text_, offset, script_.start);
        throw Error(ErrorKind::Input, format_position(script_.file, position) + ": " + message);
    }

    void take(const Token& token) {
        if (is_comment(token)) {
            if (!open_) {
                comments_.push_back(token);
            }
        } else if (begins_command(token)) {
            close();
            take_command(token.offset);
        } else if (token.text == ";" && ends_here()) {
            finish(token.offset + 1);
        } else {
            add(token);
        }
    }

    /// A command stands where no statement has begun, or sends the one that has: `\gexec`.
    bool begins_command(const Token& token) const {
        if (syntax_.command_mark == '\0' || token.text.front() != syntax_.command_mark) {
            return false;
        }
        if (!open_) {
            return syntax_.command_mark == '\\' || stands_first(token.offset);
        }
        const std::string_view word = text_.substr(token.offset + 1);
        return syntax_.command_mark == '\\' &&
               (word.starts_with('g') || word.starts_with("crosstabview") ||
                word.starts_with("watch"));
    }

    bool stands_first(std::size_t offset) const {
        const std::size_t before = text_.substr(0, offset).find_last_not_of(" \t");
        return before == std::string_view::npos || text_[before] == '\n';
    }

    bool ends_here() {
        if (!open_) {
            return true;
        }
        const bool held = syntax_.parentheses_hold && open_->parentheses > 0;
        return !held && !(syntax_.atomic_bodies && open_->atomic.is_open()) &&
               !(syntax_.trigger_bodies && open_->trigger.is_open());
    }

    void add(const Token& token) {
        if (!open_) {
            open_ = OpenStatement{.offset = token.offset, .end = token.offset};
            open_->statement.comments = std::exchange(comments_, {});
        }
        open_->end = token.offset + token.text.size();
        add_keyword(token);
        count_parentheses(token);
        follow(token);
    }

    void follow(const Token& token) {
        if (syntax_.trigger_bodies) {
            open_->trigger.take(token);
        }
        if (syntax_.atomic_bodies && open_->statement.keywords.starts_with("CREATE")) {
            open_->atomic.take(token);
        }
        if (!syntax_.copy_rows || !open_->statement.keywords.starts_with("COPY")) {
            return;
        }
        open_->reads_rows |=
            open_->after_from && open_->parentheses == 0 && is_keyword(token, "STDIN");
        open_->after_from = is_keyword(token, "FROM");
    }

    void add_keyword(const Token& token) {
        open_->in_keywords &= token.kind == TokenKind::Word && open_->keyword_count < kMostKeywords;
        if (open_->in_keywords) {
            std::string& keywords = open_->statement.keywords;
            keywords += (keywords.empty() ? "" : " ") + upper_case(token.text);
            ++open_->keyword_count;
        }
    }

    void count_parentheses(const Token& token) {
        if (token.text == "(") {
            ++open_->parentheses;
        } else if (token.text == ")" && open_->parentheses > 0) {
            --open_->parentheses;
        }
    }

    void finish(std::size_t end) {
        const bool has_rows = open_ && open_->reads_rows;
        close();
        if (has_rows) {
            take_rows(end);
        }
    }

    void close() {
        if (open_) {
            add_statement(std::move(open_->statement), open_->offset, open_->end);
            open_.reset();
        }
    }

    void add_statement(Statement statement, std::size_t begin, std::size_t end) {
        advance(place_, text_.substr(placed_, begin - placed_));
        placed_ = begin;
        statement.text = text_.substr(begin, end - begin);
        statement.offset = begin;
        statement.position = place_;
        statements_.push_back(std::move(statement));
    }

    void take_command(std::size_t begin) {
        const std::size_t line_end = std::min(text_.find_first_of(kLineEnds, begin), text_.size());
        const std::string_view line = text_.substr(begin, line_end - begin);
        const std::size_t length = line.find_last_not_of(kSpace) + 1;
        Statement command{.kind = StatementKind::ClientCommand,
                          .comments = std::exchange(comments_, {})};
        add_statement(std::move(command), begin, begin + length);
        lexer_.continue_at(line_end);
        if (syntax_.copy_rows && copies_rows(line)) {
            take_rows(line_end);
        }
    }

    /// Whether a line for the client is `\copy … from stdin`.
    bool copies_rows(std::string_view line) const {
        if (!to_lower(line.substr(0, 6)).starts_with("\\copy ")) {
            return false;
        }
        const std::vector<Token> tokens = tokenize(line, syntax_);
        const auto from = std::ranges::find_if(
            tokens, [](const Token& token) { return is_keyword(token, "FROM"); });
        return from != tokens.end() && from + 1 != tokens.end() && is_keyword(from[1], "STDIN");
    }

    /// The rows begin on the line below `end` and run to a line `\.`.
    void take_rows(std::size_t end) {
        const std::size_t line_end = std::min(text_.find_first_of(kLineEnds, end), text_.size());
        const std::string_view rest = text_.substr(end, line_end - end);
        if (const std::size_t other = rest.find_first_not_of(kSpace);
            other != std::string_view::npos && !rest.substr(other).starts_with("--")) {
            fail_at(end + other,
                    "text behind 'COPY … FROM stdin;', whose rows begin on the next "
                    "line; move it below them");
        }
        const std::size_t begin = after_line(line_end);
        if (text_.find_first_not_of(kSpace, begin) != std::string_view::npos) {
            take_rows_between(begin, find_end_of_rows(begin));
        }
    }

    void take_rows_between(std::size_t begin, std::size_t end) {
        if (end > begin) {
            add_statement({.kind = StatementKind::CopyRows}, begin, end);
        }
        lexer_.continue_at(std::min(text_.find_first_of(kLineEnds, end), text_.size()));
    }

    std::size_t find_end_of_rows(std::size_t begin) const {
        for (std::size_t line = begin; line < text_.size();) {
            const std::size_t end = std::min(text_.find_first_of(kLineEnds, line), text_.size());
            if (text_.substr(line, end - line) == "\\.") {
                return line;
            }
            line = after_line(end);
        }
        fail_at(begin, "rows of COPY without end; expected a line '\\.' below them");
    }

    /// Where the next line begins, given the end of one.
    std::size_t after_line(std::size_t end) const {
        if (end >= text_.size()) {
            return text_.size();
        }
        return end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
    }

    void check_bodies() const {
        if (!open_) {
            return;
        }
        if (syntax_.atomic_bodies && open_->atomic.is_open()) {
            fail_at(open_->atomic.begin(), "BEGIN ATOMIC without its END");
        }
        if (syntax_.trigger_bodies && open_->trigger.has_begun()) {
            fail_at(open_->trigger.begin(), "the body of a trigger without its END");
        }
    }

    const Script& script_;
    std::string_view text_;
    const Syntax& syntax_;
    Lexer lexer_;
    std::vector<Statement> statements_;
    std::vector<Token> comments_;
    std::optional<OpenStatement> open_;
    std::size_t placed_ = 0;  ///< Of the last statement, whose position is `place_`.
    Position place_;
};

}  // namespace

std::vector<Statement> split_statements(const Script& script, const Syntax& syntax) {
    return Splitter(script, syntax).statements();
}

}  // namespace erdmark::sql
