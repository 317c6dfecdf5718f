#include "source/down_check.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "schema/compare.h"
#include "schema/sort.h"

namespace erdmark::source {

namespace {

constexpr schema::ChangeWords kWords{.created = " stays", .dropped = " is gone"};

class DownChecker {
public:
    DownChecker(std::span<const migration::OrderedMigration> migrations,
                const dialect::Dialect& dialect)
        : migrations_(migrations), dialect_(dialect) {
        start_over(0);
    }

    std::vector<DownFinding> check() {
        std::vector<DownFinding> findings;
        for (std::size_t index = 0; index < migrations_.size(); ++index) {
            findings.push_back(check_one(index));
            findings.back().migration = index;
        }
        return findings;
    }

private:
    /// A scratch database in which the first `count` migrations ran.
    void start_over(std::size_t count) {
        replayer_ = dialect_.make_replayer({});
        for (std::size_t index = 0; index < count; ++index) {
            replayer_->run(migrations_[index].migration.up);
        }
        replayer_->take_step();
    }

    DownFinding check_one(std::size_t index) {
        const migration::Migration& migration = migrations_[index].migration;
        replayer_->run(migration.up);
        const dialect::ReplayStep first = replayer_->take_step();
        if (!migration.down) {
            return {.verdict = DownVerdict::HasNoDown};
        }
        try {
            replayer_->run(*migration.down);
        } catch (const Error& error) {
            start_over(index + 1);
            return {.verdict = DownVerdict::DownFails, .reason = error.what()};
        }
        if (!is_way_back(first, replayer_->take_step())) {
            std::vector<std::string> differences = differences_from(index);
            replayer_->run(migration.up);
            replayer_->take_step();
            return {.verdict = differences.empty() ? DownVerdict::Restores : DownVerdict::Differs,
                    .differences = std::move(differences)};
        }
        return run_again(index, first);
    }

    DownFinding run_again(std::size_t index, const dialect::ReplayStep& first) {
        try {
            replayer_->run(migrations_[index].migration.up);
        } catch (const Error& error) {
            start_over(index + 1);
            return {.verdict = DownVerdict::AgainFails, .reason = error.what()};
        }
        const dialect::ReplayStep again = replayer_->take_step();
        if (again.before == first.before && again.after == first.after) {
            return {.verdict = DownVerdict::Restores};
        }
        std::vector<std::string> differences = differences_from(index + 1);
        return {.verdict = differences.empty() ? DownVerdict::Restores : DownVerdict::AgainDiffers,
                .differences = std::move(differences)};
    }

    /// A step knows only the objects that differ in it, so that two steps with different objects
    /// cannot be held against each other.
    static bool is_way_back(const dialect::ReplayStep& there, const dialect::ReplayStep& back) {
        return back.before == there.after && back.after == there.before;
    }

    /// What leads from the schema after the first `count` migrations to that of now. Starts over
    /// there.
    std::vector<std::string> differences_from(std::size_t count) {
        schema::Schema now = replayer_->schema();
        start_over(count);
        schema::Schema expected = replayer_->schema();
        schema::sort(now);
        schema::sort(expected);
        return schema::change_lines(schema::compare(expected, now), kWords);
    }

    std::span<const migration::OrderedMigration> migrations_;
    const dialect::Dialect& dialect_;
    std::unique_ptr<dialect::Replayer> replayer_;
};

}  // namespace

std::vector<DownFinding> check_downs(std::span<const migration::OrderedMigration> migrations,
                                     const dialect::Dialect& dialect) {
    return DownChecker(migrations, dialect).check();
}

}  // namespace erdmark::source
