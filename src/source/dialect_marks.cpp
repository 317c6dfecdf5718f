#include "source/dialect_marks.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

#include "base/position.h"
#include "base/text.h"
#include "sql/lexer.h"

namespace erdmark::source {

namespace {

using sql::Token;
using sql::TokenKind;

constexpr const char* kPostgres = "postgresql";
constexpr const char* kSqlite = "sqlite";

/// Enough to be sure of; the rest of a long text need not be read.
constexpr std::size_t kEnough = 50;

/// Understands the quotes of both: neither has a use for the other's.
constexpr sql::Syntax kBoth{.backtick_names = true, .dollar_quotes = true, .escape_strings = true};

/// Words that stand one after the other, in upper case; a word of a list may be a sign.
struct Mark {
    std::array<std::string_view, 3> words;
    const char* dialect;
};

constexpr auto kMarks = std::to_array<Mark>({
    {{"::"}, kPostgres},
    {{"SERIAL"}, kPostgres},
    {{"BIGSERIAL"}, kPostgres},
    {{"SMALLSERIAL"}, kPostgres},
    {{"JSONB"}, kPostgres},
    {{"TIMESTAMPTZ"}, kPostgres},
    {{"TSVECTOR"}, kPostgres},
    {{"BYTEA"}, kPostgres},
    {{"INET"}, kPostgres},
    {{"CITEXT"}, kPostgres},
    {{"PLPGSQL"}, kPostgres},
    {{"GEN_RANDOM_UUID"}, kPostgres},
    {{"UUID_GENERATE_V4"}, kPostgres},
    {{"WITH", "TIME", "ZONE"}, kPostgres},
    {{"CREATE", "EXTENSION"}, kPostgres},
    {{"CREATE", "TYPE"}, kPostgres},
    {{"CREATE", "DOMAIN"}, kPostgres},
    {{"CREATE", "SCHEMA"}, kPostgres},
    {{"CREATE", "SEQUENCE"}, kPostgres},
    {{"CREATE", "POLICY"}, kPostgres},
    {{"CREATE", "FUNCTION"}, kPostgres},
    {{"OR", "REPLACE", "FUNCTION"}, kPostgres},
    {{"MATERIALIZED", "VIEW"}, kPostgres},
    {{"INDEX", "CONCURRENTLY"}, kPostgres},
    {{"AS", "ENUM"}, kPostgres},
    {{"AS", "IDENTITY"}, kPostgres},
    {{"COMMENT", "ON", "TABLE"}, kPostgres},
    {{"COMMENT", "ON", "COLUMN"}, kPostgres},
    {{"COMMENT", "ON", "FUNCTION"}, kPostgres},
    {{"COMMENT", "ON", "TYPE"}, kPostgres},
    {{"ADD", "CONSTRAINT"}, kPostgres},
    {{"DROP", "CONSTRAINT"}, kPostgres},
    {{"ALTER", "COLUMN"}, kPostgres},
    {{"OWNER", "TO"}, kPostgres},
    {{"USING", "GIN"}, kPostgres},
    {{"USING", "GIST"}, kPostgres},
    {{"USING", "BTREE"}, kPostgres},
    {{"USING", "HASH"}, kPostgres},
    {{")", "PARTITION", "BY"}, kPostgres},
    {{"EXECUTE", "FUNCTION"}, kPostgres},
    {{"EXECUTE", "PROCEDURE"}, kPostgres},
    {{"ADD", "COLUMN", "IF"}, kPostgres},
    {{"AUTOINCREMENT"}, kSqlite},
    {{"PRAGMA"}, kSqlite},
    {{"WITHOUT", "ROWID"}, kSqlite},
    {{")", "STRICT"}, kSqlite},
    {{"VIRTUAL", "TABLE"}, kSqlite},
    {{"USING", "FTS5"}, kSqlite},
    {{"RAISE", "(", "ABORT"}, kSqlite},
    {{"SQLITE_MASTER"}, kSqlite},
    {{"SQLITE_SCHEMA"}, kSqlite},
    {{"SQLITE_SEQUENCE"}, kSqlite},
});

/// The marks by their first word.
const std::multimap<std::string_view, const Mark*>& marks_by_word() {
    static const std::multimap<std::string_view, const Mark*> marks = [] {
        std::multimap<std::string_view, const Mark*> result;
        for (const Mark& mark : kMarks) {
            result.emplace(mark.words[0], &mark);
        }
        return result;
    }();
    return marks;
}

std::string upper_case(std::string_view word) {
    std::string upper(word);
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
}

bool is_code(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::Operator;
}

/// How many words of `mark` there are; 0 unless they all stand at `index`.
std::size_t length_at(const std::vector<Token>& tokens, std::size_t index, const Mark& mark) {
    std::size_t length = 0;
    for (const std::string_view word : mark.words) {
        if (word.empty()) {
            break;
        }
        const std::size_t at = index + length;
        if (at >= tokens.size() || !is_code(tokens[at]) ||
            !equals_ignoring_case(tokens[at].text, word)) {
            return 0;
        }
        ++length;
    }
    return length;
}

class MarkCount {
public:
    /// Says whether enough was seen.
    bool read(const sql::Script& script) {
        std::vector<Token> tokens = sql::tokenize(script.text, kBoth);
        std::erase_if(tokens, [](const Token& token) {
            return token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment;
        });
        for (std::size_t index = 0; index < tokens.size() && total_ < kEnough; ++index) {
            if (is_code(tokens[index])) {
                look(script, tokens, index);
            }
        }
        return total_ >= kEnough;
    }

    std::optional<DialectMark> result() const {
        std::optional<DialectMark> best;
        std::size_t most = 0;
        for (const auto& [dialect, count] : counts_) {
            if (count > most) {
                most = count;
                best = first_.at(dialect);
            }
        }
        return best;
    }

private:
    void look(const sql::Script& script, const std::vector<Token>& tokens, std::size_t index) {
        const auto [begin, end] = marks_by_word().equal_range(upper_case(tokens[index].text));
        for (auto each = begin; each != end; ++each) {
            const std::size_t length = length_at(tokens, index, *each->second);
            if (length > 0) {
                add(script, tokens, index, length, each->second->dialect);
            }
        }
    }

    void add(const sql::Script& script, const std::vector<Token>& tokens, std::size_t index,
             std::size_t length, const char* dialect) {
        ++total_;
        if (++counts_[dialect] > 1) {
            return;
        }
        const Token& last = tokens[index + length - 1];
        const std::size_t begin = tokens[index].offset;
        const std::string_view text =
            std::string_view(script.text).substr(begin, last.offset + last.text.size() - begin);
        const Position position = position_at(script.text, begin, script.start);
        first_[dialect] = {.dialect = dialect,
                           .mark = collapse_whitespace(text),
                           .place = format_position(script.file, position)};
    }

    std::size_t total_ = 0;
    std::map<std::string, std::size_t> counts_;
    std::map<std::string, DialectMark> first_;
};

}  // namespace

std::optional<DialectMark> find_dialect_mark(std::span<const sql::Script* const> scripts) {
    MarkCount count;
    for (const sql::Script* script : scripts) {
        if (count.read(*script)) {
            break;
        }
    }
    return count.result();
}

}  // namespace erdmark::source
