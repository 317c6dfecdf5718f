#include "runner/steps.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::runner {

namespace {

using dialect::StatementRule;
using dialect::TransactionUse;
using sql::Statement;

/// A statement with the rows of a COPY, and what is to be known of it.
struct Unit {
    std::vector<Statement> statements;
    StatementRule rule;

    const Statement& first() const { return statements.front(); }
    bool is(TransactionUse use) const { return rule.use == use; }
    bool is_control() const {
        return is(TransactionUse::Begin) || is(TransactionUse::Commit) ||
               is(TransactionUse::Rollback);
    }
    /// A setting that only works in front of a transaction.
    bool is_outer_setting() const { return is(TransactionUse::Outside) && rule.sets_session; }
    bool needs_outside() const { return is(TransactionUse::Outside) && !rule.sets_session; }
};

[[noreturn]] void refuse(const sql::Script& script, const Statement& statement,
                         const std::string& problem) {
    throw Error(ErrorKind::Input,
                fmt::format("{}: {}", format_position(script.file, statement.position), problem));
}

std::string place_of(const sql::Script& script, const Statement& statement) {
    return format_position(script.file, statement.position);
}

std::vector<Unit> read_units(const sql::Script& script, const dialect::Dialect& dialect) {
    std::vector<Unit> units;
    for (const Statement& statement : sql::split_statements(script, dialect.syntax())) {
        if (is_rows(statement)) {
            units.back().statements.push_back(statement);
            continue;
        }
        StatementRule rule = dialect.rule_of(statement);
        if (rule.is_left_out) {
            continue;
        }
        if (rule.use == TransactionUse::Unsupported) {
            refuse(script, statement,
                   fmt::format("{} cannot be run by erdmark; take it out of the migration",
                               rule.name));
        }
        units.push_back({{statement}, std::move(rule)});
    }
    return units;
}

/// Puts steps together, one unit after the other.
class StepMaker {
public:
    StepMaker(const sql::Script& script, bool groups) : script_(script), groups_(groups) {}

    void add(const Unit& unit) {
        switch (unit.rule.use) {
            case TransactionUse::Begin:
                begin(unit);
                return;
            case TransactionUse::Commit:
                commit(unit);
                return;
            case TransactionUse::Rollback:
                refuse(script_, unit.first(),
                       fmt::format("{} undoes a part of the migration; take it out, with what it "
                                   "undoes",
                                   unit.rule.name));
            case TransactionUse::Outside:
                add_outside(unit);
                return;
            case TransactionUse::Either:
            case TransactionUse::Unsupported:
                add_either(unit);
                return;
        }
    }

    std::vector<Step> finish() {
        if (begin_) {
            refuse(script_, *begin_,
                   "this transaction has no end; write COMMIT behind its last statement");
        }
        close();
        return std::move(steps_);
    }

private:
    void begin(const Unit& unit) {
        if (begin_) {
            refuse(script_, unit.first(),
                   fmt::format("a transaction begins inside the one of line {}; end that one first",
                               begin_->position.line));
        }
        close();
        begin_ = unit.first();
    }

    void commit(const Unit& unit) {
        const bool ends_something = begin_ || (groups_ && !open_.statements.empty());
        if (!ends_something && !groups_) {
            refuse(script_, unit.first(),
                   fmt::format("{} ends no transaction; take it out", unit.rule.name));
        }
        begin_.reset();
        close();
    }

    void add_outside(const Unit& unit) {
        if (begin_) {
            refuse(script_, unit.first(),
                   fmt::format("{} cannot run inside a transaction, and one begins in line {}; "
                               "put it in front of it or behind it",
                               unit.rule.name, begin_->position.line));
        }
        close();
        steps_.push_back({unit.statements, {unit.rule}, false});
    }

    void add_either(const Unit& unit) {
        std::ranges::copy(unit.statements, std::back_inserter(open_.statements));
        open_.rules.resize(open_.statements.size(), unit.rule);
        if (!begin_ && !groups_) {
            close();
        }
    }

    void close() {
        if (!open_.statements.empty()) {
            steps_.push_back(std::exchange(open_, {}));
        }
    }

    const sql::Script& script_;
    bool groups_;  ///< Whether what stands outside transactions is kept together.
    std::optional<Statement> begin_;
    Step open_;
    std::vector<Step> steps_;
};

std::vector<Step> make(const sql::Script& script, std::span<const Unit> units, bool groups) {
    StepMaker maker(script, groups);
    for (const Unit& unit : units) {
        maker.add(unit);
    }
    return maker.finish();
}

/// Takes the settings in front of everything else out of `units`.
std::vector<Statement> take_settings(std::vector<Unit>& units) {
    std::vector<Statement> settings;
    const auto first = std::ranges::find_if_not(units, &Unit::is_outer_setting);
    for (auto unit = units.begin(); unit != first; ++unit) {
        settings.push_back(unit->first());
    }
    units.erase(units.begin(), first);
    return settings;
}

/// The same for those behind everything else.
std::vector<Statement> take_last_settings(std::vector<Unit>& units) {
    const auto last = std::find_if(units.rbegin(), units.rend(),
                                   [](const Unit& unit) { return !unit.is_outer_setting(); });
    std::vector<Statement> settings;
    for (auto unit = last.base(); unit != units.end(); ++unit) {
        settings.push_back(unit->first());
    }
    units.erase(last.base(), units.end());
    return settings;
}

/// Takes out the settings that the engine ignores inside a transaction, as generated files have
/// them between their statements. Returns a note on each.
std::vector<std::string> take_ignored_settings(const sql::Script& script,
                                               std::vector<Unit>& units) {
    std::vector<std::string> notes;
    std::erase_if(units, [&](const Unit& unit) {
        if (unit.rule.is_ignored_inside) {
            notes.push_back(
                fmt::format("{}: {} has no effect inside the transaction of the migration",
                            place_of(script, unit.first()), unit.rule.name));
        }
        return unit.rule.is_ignored_inside;
    });
    return notes;
}

/// In the middle of a transaction a setting would have no effect.
void refuse_settings_inside(const sql::Script& script, std::span<const Unit> units) {
    const auto setting = std::ranges::find_if(units, &Unit::is_outer_setting);
    if (setting != units.end()) {
        refuse(script, setting->first(),
               fmt::format("{} has no effect inside the transaction of the migration; put it in "
                           "front of all other statements or behind them",
                           setting->rule.name));
    }
}

/// Throws for one that refuses transactions among others that were meant to be in one.
void refuse_mixture(const sql::Script& script, std::span<const Unit> units) {
    const auto outside = std::ranges::find_if(units, &Unit::needs_outside);
    const auto other = std::ranges::find_if(units, [](const Unit& unit) {
        return unit.is(TransactionUse::Either) && !unit.rule.sets_session;
    });
    if (outside != units.end() && other != units.end()) {
        refuse(script, outside->first(),
               fmt::format("{} cannot run inside a transaction, which the migration needs for its "
                           "other statements, such as that in line {}; give it a migration of its "
                           "own, or say that the file runs without a transaction",
                           outside->rule.name, other->first().position.line));
    }
}

std::vector<std::string> notes_on(const sql::Script& script, std::span<const Unit> units,
                                  const Steps& steps, bool transactional) {
    const auto outside = std::ranges::find_if(units, &Unit::needs_outside);
    if (transactional && outside != units.end()) {
        return {fmt::format("{} runs outside a transaction, since {} needs that",
                            place_of(script, outside->first()), outside->rule.name)};
    }
    const bool has_control = std::ranges::any_of(units, &Unit::is_control);
    if (transactional && has_control && steps.steps.size() > 1) {
        return {fmt::format("{} begins and commits by itself: it runs in {} transactions",
                            script.file, steps.steps.size())};
    }
    return {};
}

}  // namespace

bool is_rows(const Statement& statement) {
    return statement.kind == sql::StatementKind::CopyRows;
}

std::size_t Step::statement_count() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        statements, [](const Statement& statement) { return !is_rows(statement); }));
}

std::size_t Steps::statement_count() const {
    std::size_t count = 0;
    for (const Step& step : steps) {
        count += step.statement_count();
    }
    return count;
}

Steps make_steps(const sql::Script& script, bool transactional, const dialect::Dialect& dialect) {
    std::vector<Unit> units = read_units(script, dialect);
    Steps steps{.before = take_settings(units)};
    steps.after = take_last_settings(units);
    const bool has_control = std::ranges::any_of(units, &Unit::is_control);
    if (transactional && !has_control) {
        steps.notes = take_ignored_settings(script, units);
        refuse_settings_inside(script, units);
        refuse_mixture(script, units);
    }
    steps.steps = make(script, units, transactional);
    std::ranges::copy(notes_on(script, units, steps, transactional),
                      std::back_inserter(steps.notes));
    return steps;
}

Steps make_single_steps(const sql::Script& script, const dialect::Dialect& dialect) {
    std::vector<Unit> units = read_units(script, dialect);
    Steps steps{.before = take_settings(units)};
    steps.after = take_last_settings(units);
    std::erase_if(units, &Unit::is_control);
    steps.steps = make(script, units, false);
    return steps;
}

}  // namespace erdmark::runner
