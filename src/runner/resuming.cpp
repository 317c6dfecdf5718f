#include "runner/resuming.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "migration/checksum.h"

namespace erdmark::runner {

namespace {

using sql::Statement;

/// The statements of steps, in order, without rows.
std::vector<const Statement*> statements_of(const Steps& steps) {
    std::vector<const Statement*> statements;
    for (const Step& step : steps.steps) {
        for (const Statement& statement : step.statements) {
            if (statement.kind != sql::StatementKind::CopyRows) {
                statements.push_back(&statement);
            }
        }
    }
    return statements;
}

bool belongs_to_copy(const Statement& statement) {
    return statement.kind == sql::StatementKind::CopyRows;
}

/// Where the rows end that belong to the first `count` statements of a step.
std::size_t end_of_first(const Step& step, std::size_t count) {
    std::size_t end = 0;
    while (end < step.statements.size() && (count > 0 || belongs_to_copy(step.statements[end]))) {
        count -= belongs_to_copy(step.statements[end]) ? 0 : 1;
        ++end;
    }
    return end;
}

}  // namespace

void cut_behind(Steps& steps, std::size_t applied) {
    for (auto step = steps.steps.begin(); step != steps.steps.end(); ++step) {
        const auto end = static_cast<std::ptrdiff_t>(end_of_first(*step, applied));
        applied -= static_cast<std::size_t>(
            std::count_if(step->statements.begin(), step->statements.begin() + end,
                          [](const Statement& each) { return !belongs_to_copy(each); }));
        const bool is_whole = end == static_cast<std::ptrdiff_t>(step->statements.size());
        if (!is_whole && end > 0) {
            Step rest{.statements = {step->statements.begin() + end, step->statements.end()},
                      .rules = {step->rules.begin() + end, step->rules.end()},
                      .transactional = step->transactional};
            step->statements.resize(static_cast<std::size_t>(end));
            step->rules.resize(static_cast<std::size_t>(end));
            steps.steps.insert(step + 1, std::move(rest));
        }
        if (!is_whole) {
            return;
        }
    }
}

std::optional<Statement> replaced_statement(const sql::Script& before, const Steps& steps,
                                            const Progress& progress,
                                            const dialect::Dialect& dialect) {
    const Steps old_steps = make_single_steps(before, dialect);
    const std::vector<const Statement*> old = statements_of(old_steps);
    const std::vector<const Statement*> now = statements_of(steps);
    if (progress.applied >= old.size()) {
        return std::nullopt;
    }
    const Statement& statement = *old[progress.applied];
    const sql::Syntax syntax = dialect.syntax();
    const bool is_same = progress.applied < now.size() &&
                         migration::token_checksum(now[progress.applied]->text, syntax) ==
                             migration::token_checksum(statement.text, syntax);
    return is_same ? std::nullopt : std::optional(statement);
}

std::optional<std::string> problem_of_resuming(const sql::Script& script, const Steps& steps,
                                               const Progress& progress,
                                               const dialect::Dialect& dialect) {
    const sql::Script before{.file = script.file, .text = progress.script};
    const Steps old_steps = make_single_steps(before, dialect);
    const std::vector<const Statement*> old = statements_of(old_steps);
    const std::vector<const Statement*> now = statements_of(steps);
    const sql::Syntax syntax = dialect.syntax();
    for (std::size_t index = 0; index < progress.applied; ++index) {
        const bool is_there = index < now.size() && index < old.size();
        const bool is_same = is_there && migration::token_checksum(now[index]->text, syntax) ==
                                             migration::token_checksum(old[index]->text, syntax);
        if (!is_same) {
            const std::string place =
                is_there ? format_position(script.file, now[index]->position) : script.file;
            return fmt::format(
                "{}: the migration was cut off, and of its statements that are in the database one "
                "was changed here since; undo the change, or mend the database by hand and run "
                "'erdmark migrate repair'",
                place);
        }
    }
    return std::nullopt;
}

}  // namespace erdmark::runner
