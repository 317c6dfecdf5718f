#include "dialect/postgres/replay/client_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/statement_tree.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/word_list.h"
#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

namespace {

using ClientVariables = std::map<std::string, std::string>;

constexpr std::string_view kBlanks = " \t\r\n\v\f";

// Values made of values grow quickly.
constexpr std::size_t kLongestVariable = 65'536;
constexpr std::size_t kMostExpanded = std::size_t{16} * 1024 * 1024;

/// The command `\\`, which ends those of its line.
constexpr std::string_view kStatementsFollow = "\\";

/// As the tokenizer of psql has it: digits may come first.
bool is_variable_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// As PQescapeLiteral writes it.
std::string literal_value(const std::string& value) {
    const std::string quoted = replace_all(replace_all(value, "'", "''"), "\\", "\\\\");
    return (value.find('\\') == std::string::npos ? "'" : " E'") + quoted + "'";
}

/// A use of a variable at the beginning of a text, and what stands for it.
struct VariableUse {
    std::string name;
    std::size_t length = 0;
    std::optional<std::string> value;  ///< Nothing when the variable has none.
};

/// What stands between the marks of a form in which variables are used.
struct VariableForm {
    std::string_view begin;
    std::string_view end;
};

constexpr std::array<VariableForm, 4> kVariableForms{
    {{":{?", "}"}, {":'", "'"}, {":\"", "\""}, {":", ""}}};

std::optional<std::string> value_in(const VariableForm& form, const std::string& name,
                                    const ClientVariables& variables) {
    const auto found = variables.find(name);
    if (form.end == "}") {
        return found == variables.end() ? "FALSE" : "TRUE";
    }
    if (found == variables.end()) {
        return std::nullopt;
    }
    if (form.end == "'") {
        return literal_value(found->second);
    }
    return form.end.empty() ? found->second
                            : "\"" + replace_all(found->second, "\"", "\"\"") + "\"";
}

/// Reads `:name`, `:'name'`, `:"name"` or `:{?name}`; nothing for another text.
std::optional<VariableUse> read_use(std::string_view text, const ClientVariables& variables) {
    const auto* const form = std::ranges::find_if(
        kVariableForms, [&](const VariableForm& each) { return text.starts_with(each.begin); });
    const std::string_view rest = text.substr(form->begin.size());
    const auto* const end = std::ranges::find_if_not(rest, is_variable_char);
    const auto length = static_cast<std::size_t>(end - rest.begin());
    if (length == 0 || !rest.substr(length).starts_with(form->end)) {
        return std::nullopt;
    }
    const std::string name(rest.substr(0, length));
    return VariableUse{name, form->begin.size() + length + form->end.size(),
                       value_in(*form, name, variables)};
}

/// Reads the words behind a command: blanks part them, quotes hold them together, values stand for
/// variables.
class ArgumentReader {
public:
    ArgumentReader(std::string_view line, const ClientVariables& variables)
        : line_(line), variables_(variables) {}

    /// The name behind a backslash; empty at the end of the line.
    std::string_view command() {
        at_ = std::min(line_.find('\\', at_), line_.size());
        if (at_ == line_.size()) {
            return {};
        }
        const std::size_t begin = ++at_;
        if (begin < line_.size() && line_[begin] == '\\') {
            at_ = line_.size();
            return kStatementsFollow;
        }
        at_ = std::min(line_.find_first_of(" \t\r\n\v\f\\", begin), line_.size());
        return line_.substr(begin, at_ - begin);
    }

    std::vector<std::string> arguments() {
        std::vector<std::string> words;
        while (true) {
            at_ = std::min(line_.find_first_not_of(kBlanks, at_), line_.size());
            if (at_ == line_.size() || line_[at_] == '\\') {
                return words;
            }
            words.push_back(read_word());
        }
    }

    bool runs_shell() const { return runs_shell_; }

private:
    std::string read_word() {
        std::string word;
        while (at_ < line_.size() && kBlanks.find(line_[at_]) == std::string_view::npos &&
               line_[at_] != '\\') {
            switch (line_[at_]) {
                case '\'':
                    read_quoted(word);
                    break;
                case '"':
                case '`':
                    read_literally(word);
                    break;
                case ':':
                    read_variable(word);
                    break;
                default:
                    word += line_[at_++];
            }
        }
        return word;
    }

    void read_quoted(std::string& word) {
        for (++at_; at_ < line_.size(); ++at_) {
            const bool is_pair = line_[at_] == '\'' && line_.substr(at_ + 1).starts_with('\'');
            if (line_[at_] == '\'' && !is_pair) {
                ++at_;
                return;
            }
            if (line_[at_] == '\\' && at_ + 1 < line_.size()) {
                constexpr std::string_view kLetters = "nrtbf";
                constexpr std::string_view kMeanings = "\n\r\t\b\f";
                const std::size_t letter = kLetters.find(line_[++at_]);
                word += letter == std::string_view::npos ? line_[at_] : kMeanings[letter];
                continue;
            }
            at_ += is_pair ? 1 : 0;
            word += line_[at_];
        }
    }

    /// The quotes stay. Between backquotes stands a command for the shell.
    void read_literally(std::string& word) {
        const char quote = line_[at_];
        runs_shell_ = runs_shell_ || quote == '`';
        const std::size_t end = std::min(line_.find(quote, at_ + 1), line_.size() - 1);
        word += line_.substr(at_, end + 1 - at_);
        at_ = end + 1;
    }

    void read_variable(std::string& word) {
        const std::optional<VariableUse> use = read_use(line_.substr(at_), variables_);
        const std::size_t length = use ? use->length : 1;
        value_bytes_ += use && use->value ? use->value->size() : 0;
        if (value_bytes_ > kLongestVariable) {
            refuse("the values of variables in this line are too long for a replay",
                   condition::kSyntaxError);
        }
        word += use && use->value ? *use->value : std::string(line_.substr(at_, length));
        at_ += length;
    }

    std::string_view line_;
    const ClientVariables& variables_;
    std::size_t at_ = 0;
    std::size_t value_bytes_ = 0;
    bool runs_shell_ = false;
};

bool is_branch(std::string_view name) {
    return name == "if" || name == "elif" || name == "else" || name == "endif";
}

/// Commands that run SQL which is not in the script, or take what a query gives.
bool runs_sql(std::string_view name) {
    constexpr std::array<std::string_view, 7> kRunning{
        "i", "ir", "include", "include_relative", "gexec", "gset", kStatementsFollow};
    return contains(kRunning, name);
}

}  // namespace

std::size_t ExpandedText::source_of(std::size_t offset) const {
    const auto behind = std::ranges::upper_bound(pieces, offset, {}, &Piece::offset);
    if (behind == pieces.begin()) {
        return offset;
    }
    const Piece& piece = *(behind - 1);
    return piece.source + (piece.is_value ? 0 : offset - piece.offset);
}

std::string ClientSession::unset_variable_at(std::string_view text, std::size_t offset) const {
    const std::string_view rest = text.substr(std::min(offset, text.size()));
    const std::optional<VariableUse> use =
        rest.starts_with(':') ? read_use(rest, variables_) : std::nullopt;
    return use && !use->value ? use->name : "";
}

std::optional<ExpandedText> ClientSession::expand(std::string_view statement) {
    if (statement.find(':') == std::string_view::npos) {
        return std::nullopt;
    }
    ExpandedText expanded;
    std::size_t done = 0;
    sql::Lexer lexer(statement, kScriptSyntax);
    while (const std::optional<sql::Token> token = lexer.next()) {
        if (token->text != ":") {
            continue;
        }
        const std::optional<VariableUse> use =
            read_use(statement.substr(token->offset), variables_);
        if (!use || !use->value) {
            continue;
        }
        expanded_ += use->value->size();
        if (expanded_ > kMostExpanded) {
            refuse("the values of variables in this script are too long for a replay",
                   condition::kSyntaxError, static_cast<int>(token->offset));
        }
        expanded.text += statement.substr(done, token->offset - done);
        expanded.pieces.push_back(
            {.offset = expanded.text.size(), .source = token->offset, .is_value = true});
        expanded.text += *use->value;
        done = token->offset + use->length;
        expanded.pieces.push_back({.offset = expanded.text.size(), .source = done});
        lexer.continue_at(done);
    }
    if (expanded.pieces.empty()) {
        return std::nullopt;
    }
    expanded.text += statement.substr(done);
    return expanded;
}

std::vector<std::string> ClientSession::run(std::string_view line) {
    ArgumentReader reader(line, variables_);
    for (std::string_view name = reader.command(); !name.empty(); name = reader.command()) {
        const std::vector<std::string> arguments = reader.arguments();
        if (reader.runs_shell() && (name == "set" || is_branch(name)) && !skips()) {
            notes_.push_back(fmt::format("the command for the shell behind \\{} is not run", name));
        }
        if (is_branch(name) || !skips()) {
            run_command(name, arguments);
        }
    }
    return std::exchange(notes_, {});
}

void ClientSession::run_command(std::string_view name, const std::vector<std::string>& arguments) {
    if (name == "if") {
        begin_branch(arguments);
    } else if (is_branch(name)) {
        change_branch(name, arguments);
    } else if (name == "set" && !arguments.empty()) {
        variables_[arguments[0]] =
            fmt::to_string(fmt::join(arguments.begin() + 1, arguments.end(), ""));
    } else if (name == "unset" && !arguments.empty()) {
        variables_.erase(arguments[0]);
    } else if (runs_sql(name)) {
        notes_.push_back(fmt::format("the command \\{} of psql is not carried out", name));
    }
}

void ClientSession::begin_branch(const std::vector<std::string>& arguments) {
    if (skips()) {
        branches_.push_back({.is_decided = true});
        return;
    }
    const bool is_active = is_true(arguments);
    branches_.push_back({.is_active = is_active, .is_decided = is_active});
}

void ClientSession::change_branch(std::string_view name,
                                  const std::vector<std::string>& arguments) {
    if (branches_.empty()) {
        refuse(fmt::format("\\{}: no matching \\if", name), condition::kSyntaxError);
    }
    Branch& branch = branches_.back();
    if (name == "endif") {
        branches_.pop_back();
        return;
    }
    if (branch.has_else) {
        refuse(fmt::format("\\{}: cannot occur after \\else", name), condition::kSyntaxError);
    }
    branch.has_else = name == "else";
    branch.is_active = !branch.is_decided && (branch.has_else || is_true(arguments));
    branch.is_decided = branch.is_decided || branch.is_active;
}

bool ClientSession::is_true(const std::vector<std::string>& arguments) {
    const std::string word = fmt::to_string(fmt::join(arguments, " "));
    const std::optional<std::string> truth = boolean_output(word);
    if (!truth) {
        notes_.push_back(
            fmt::format("'{}' is no truth value, so that the branch of \\if is not taken", word));
    }
    return truth == "t";
}

}  // namespace erdmark::dialect::postgres
