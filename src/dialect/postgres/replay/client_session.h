#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace erdmark::dialect::postgres {

/// A statement in which values stand for the variables of psql.
struct ExpandedText {
    struct Piece {
        std::size_t offset = 0;  ///< In `text`.
        std::size_t source = 0;  ///< In what was written.
        bool is_value = false;
    };

    std::string text;
    std::vector<Piece> pieces;

    /// The place in what was written of a place in `text`; of one in a value, that of its variable.
    std::size_t source_of(std::size_t offset) const;
};

/// What psql does by itself while it reads a script: variables (`\set`, `\unset`) and conditions
/// (`\if`, `\elif`, `\else`, `\endif`), by the rules of psql 15. Made for one script.
class ClientSession {
public:
    /// `variables` are those that psql is started with, by `-v name=value`.
    explicit ClientSession(std::map<std::string, std::string> variables = {})
        : variables_(std::move(variables)) {}

    /// Whether what comes next stands in a branch that is not taken.
    bool skips() const { return in_branch() && !branches_.back().is_active; }

    /// Whether an `\if` waits for its `\endif`.
    bool in_branch() const { return !branches_.empty(); }

    /// Carries out a line of commands, and gives what of it cannot be carried out, so that the
    /// outcome is not decided. Throws a `Refusal` for a branch that belongs to no `\if`.
    std::vector<std::string> run(std::string_view line);

    /// The statement with the values of `:name`, `:'name'` and `:"name"` in it, where these
    /// variables have one; nothing when there are none. Throws a `Refusal` when the values of the
    /// script are too much.
    std::optional<ExpandedText> expand(std::string_view statement);

    /// The variable without a value whose use, `:name`, `:'name'` or `:"name"`, begins at that
    /// byte; empty for none.
    std::string unset_variable_at(std::string_view text, std::size_t offset) const;

private:
    struct Branch {
        bool is_active = false;
        bool is_decided = false;  ///< No further branch will be taken.
        bool has_else = false;
    };

    void run_command(std::string_view name, const std::vector<std::string>& arguments);
    void begin_branch(const std::vector<std::string>& arguments);
    void change_branch(std::string_view name, const std::vector<std::string>& arguments);
    bool is_true(const std::vector<std::string>& arguments);

    std::map<std::string, std::string> variables_;
    std::vector<Branch> branches_;
    std::vector<std::string> notes_;
    std::size_t expanded_ = 0;  ///< Bytes of values that stood for variables so far.
};

}  // namespace erdmark::dialect::postgres
