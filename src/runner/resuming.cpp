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
            if (!is_rows(statement)) {
                statements.push_back(&statement);
            }
        }
    }
    return statements;
}

/// The statements of a script as it was and as it is, one against the other.
class Comparison {
public:
    Comparison(const Steps& old, const Steps& now, const dialect::Dialect& dialect)
        : old_(statements_of(old)), now_(statements_of(now)), syntax_(dialect.syntax()) {}

    const Statement* old_at(std::size_t index) const { return at(old_, index); }
    const Statement* now_at(std::size_t index) const { return at(now_, index); }

    /// Whether both have a statement there, and it is the same but for comments and space.
    bool is_same(std::size_t index) const {
        const Statement* old = old_at(index);
        const Statement* now = now_at(index);
        return old != nullptr && now != nullptr &&
               migration::token_checksum(old->text, syntax_) ==
                   migration::token_checksum(now->text, syntax_);
    }

private:
    static const Statement* at(const std::vector<const Statement*>& all, std::size_t index) {
        return index < all.size() ? all[index] : nullptr;
    }

    std::vector<const Statement*> old_;
    std::vector<const Statement*> now_;
    sql::Syntax syntax_;
};

/// Where the rows end that belong to the first `count` statements of a step.
std::size_t end_of_first(const Step& step, std::size_t count) {
    std::size_t end = 0;
    while (end < step.statements.size() && (count > 0 || is_rows(step.statements[end]))) {
        count -= is_rows(step.statements[end]) ? 0 : 1;
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
                          [](const Statement& each) { return !is_rows(each); }));
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
    const Comparison statements(old_steps, steps, dialect);
    const Statement* old = statements.old_at(progress.applied);
    const bool is_replaced = old != nullptr && !statements.is_same(progress.applied);
    return is_replaced ? std::optional(*old) : std::nullopt;
}

std::optional<std::string> problem_of_resuming(const sql::Script& script, const Steps& steps,
                                               const Progress& progress,
                                               const dialect::Dialect& dialect) {
    const sql::Script before{.file = script.file, .text = progress.script};
    const Steps old_steps = make_single_steps(before, dialect);
    const Comparison statements(old_steps, steps, dialect);
    for (std::size_t index = 0; index < progress.applied; ++index) {
        if (statements.is_same(index)) {
            continue;
        }
        const Statement* now = statements.now_at(index);
        const bool is_there = now != nullptr && statements.old_at(index) != nullptr;
        return fmt::format(
            "{}: the migration was cut off, and of its statements that are in the database one was "
            "changed here since; undo the change, or mend the database by hand and run 'erdmark "
            "migrate repair'",
            is_there ? format_position(script.file, now->position) : script.file);
    }
    return std::nullopt;
}

}  // namespace erdmark::runner
