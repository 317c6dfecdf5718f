#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dialect/dialect.h"
#include "runner/migrator.h"
#include "runner/run_lock.h"
#include "runner/state.h"
#include "support/temp_directory.h"

// A folder of migrations and a database on which they run, as a program has them: each run opens
// its own session, takes the lock and reads the history under it.

namespace erdmark::test {

/// A database, new and empty, that is gone at the end of the scope.
class RunnerDatabase {
public:
    virtual ~RunnerDatabase() = default;
    virtual std::string url() const = 0;
    virtual std::string name() const = 0;  ///< As messages call it.
};

/// An engine that the same tests run on.
struct RunnerEngine {
    const char* name;
    std::unique_ptr<RunnerDatabase> (*make_database)(const TempDirectory& folder);

    friend std::ostream& operator<<(std::ostream& out, const RunnerEngine& engine) {
        return out << engine.name;
    }
};

/// What the command line would say.
struct RunSettings {
    std::string target = "head";
    runner::TransactionMode transactions = runner::TransactionMode::File;
    runner::Tolerance tolerance;
    runner::LockOptions lock{.wait_seconds = 10};
    int lock_timeout_milliseconds = 5000;
    int lock_attempts = 5;
    std::function<bool()> go_on;
    runner::Reporter on_message;  ///< Called in the middle of the run.
    std::string url;              ///< Of the database, for another role; else as the project's.
};

class RunnerProject {
public:
    explicit RunnerProject(const RunnerEngine& engine);

    void write(const std::string& name, const std::string& text) const;
    void remove(const std::string& name) const;
    const TempDirectory& folder() const { return folder_; }
    std::string url() const { return database_->url(); }

    /// Runs what is pending and says what happened, a line each: `done 001_a`, `undone 001_a`,
    /// `failed 001_a: …`, `note 001_a: …`, `warning 001_a: …`, `refused: …`, `error: …`,
    /// `interrupted`, `nothing to do`. Files are named from the folder of the project, and the
    /// database is called `database`.
    std::string up(const RunSettings& settings = {}) const;

    /// Undoes what is above the target.
    std::string down(const RunSettings& settings) const;
    std::string down(const std::string& target) const {
        return down(RunSettings{.target = target});
    }

    /// `001_a applied, 002_b failed (1 of 3)`
    std::string states() const;

    /// `1|a 2|NULL`, or why not: `error: …`.
    std::string rows(const std::string& sql) const;

    /// The same of the log of the history: `applied 001_a, failed 002_b`.
    std::string log() const;

    /// Runs the statements of a script one by one; throws what fails.
    void execute(const std::string& sql) const;

    std::unique_ptr<dialect::MigrationSession> open() const { return open(RunSettings{}); }
    const dialect::Dialect& dialect() const { return *dialect_; }

private:
    struct Picture;

    std::unique_ptr<dialect::MigrationSession> open(const RunSettings& settings) const;
    Picture read(dialect::Connection& connection) const;
    std::string run(const RunSettings& settings, runner::Direction direction) const;
    void run_plan(dialect::MigrationSession& session, runner::Direction direction,
                  const RunSettings& settings, std::vector<std::string>& lines) const;
    std::string shown(std::string text) const;

    TempDirectory folder_;
    const dialect::Dialect* dialect_;
    std::unique_ptr<RunnerDatabase> database_;
};

/// The engines whose databases this test program has: of each program one.
std::vector<RunnerEngine> runner_engines();

/// What every engine has to do.
class RunnerContract : public testing::TestWithParam<RunnerEngine> {
protected:
    bool is_sqlite() const { return std::string(GetParam().name) == "sqlite"; }

    RunnerProject project_{GetParam()};
};

inline std::string name_of_engine(const testing::TestParamInfo<RunnerEngine>& each) {
    return each.param.name;
}

}  // namespace erdmark::test
