#include "source/replay.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/ordered_migration.h"
#include "schema/filter.h"
#include "source/dialect_marks.h"

namespace erdmark::source {

namespace {

constexpr const char* kUsualDialect = "sqlite";

std::string replayable_dialects() {
    std::vector<std::string> names;
    for (const dialect::Dialect* dialect : dialect::dialects()) {
        if (dialect->replays()) {
            names.emplace_back(dialect->name());
        }
    }
    return join(names, ", ");
}

const dialect::Dialect* replayable(const std::string& name) {
    const dialect::Dialect* dialect = dialect::find_dialect(name);
    return dialect != nullptr && dialect->replays() ? dialect : nullptr;
}

/// A replay and what is learnt beside it.
class Replay {
public:
    Replay(const DialectChoice& choice, const SourceOptions& options)
        : choice_(choice),
          options_(options),
          replayer_(choice.dialect->make_replayer({.keep_going = options.keep_going,
                                                   .schemas = options.introspect.schemas,
                                                   .privileges = options.introspect.privileges,
                                                   .row_tables = options.introspect.row_tables,
                                                   .variables = options.migrations.variables})),
          words_(choice.dialect->syntax()),
          exclude_(options.exclude) {
        std::ranges::move(schema::history_tables(), std::back_inserter(exclude_));
    }

    void run(const sql::Script& script) {
        replayer_->run(script);
        words_.read(script);
    }

    dialect::ReplayStep take_step() {
        dialect::ReplayStep step = replayer_->take_step();
        schema::filter(step.before, options_.include, exclude_);
        schema::filter(step.after, options_.include, exclude_);
        const auto is_left_out = [&](const schema::QualifiedName& name) {
            return !is_documented(name);
        };
        std::erase_if(step.renamed, [&](const auto& pair) { return is_left_out(pair.second); });
        std::erase_if(step.rows, [&](const auto& rows) { return is_left_out(rows.table); });
        std::erase_if(step.reads, is_left_out);
        return step;
    }

    SourceResult finish(std::string description) {
        SourceResult result{.schema = replayer_->schema(),
                            .notes = replayer_->notes(),
                            .undecided = replayer_->undecided(),
                            .dialect = std::string(choice_.dialect->name()),
                            .dialect_reason = choice_.reason,
                            .description = std::move(description)};
        if (options_.comments) {
            words_.fill(result.schema);
            result.sections = words_.sections(result.schema);
        }
        return result;
    }

private:
    bool is_documented(const schema::QualifiedName& name) const {
        schema::Schema schema{.tables = {{.name = name}}};
        schema::filter(schema, options_.include, exclude_);
        return !schema.tables.empty();
    }

    const DialectChoice& choice_;
    const SourceOptions& options_;
    std::unique_ptr<dialect::Replayer> replayer_;
    MigrationWords words_;
    std::vector<std::string> exclude_;  ///< With the history tables of migration runners.
};

/// The path of a file inside of the folder of migrations.
std::string path_inside(const std::string& file, const std::string& folder) {
    const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
    return file.starts_with(prefix) ? file.substr(prefix.size()) : file;
}

AppliedMigration applied(const migration::OrderedMigration& ordered, const std::string& folder,
                         dialect::ReplayStep step) {
    const migration::Migration& migration = ordered.migration;
    AppliedMigration result{.id = migration.id(),
                            .version = migration.version,
                            .name = migration.name,
                            .file = path_inside(migration.up.file, folder),
                            .place = migration.up.file,
                            .head = ordered.head,
                            .depends = migration.depends,
                            .has_down = migration.down.has_value(),
                            .transactional = migration.transactional,
                            .repeatable = migration.repeatable,
                            .step = std::move(step)};
    for (const std::string& declared : result.head.depends) {
        if (std::ranges::find(result.depends, declared) == result.depends.end()) {
            result.depends.push_back(declared);
        }
    }
    return result;
}

std::vector<const sql::Script*> scripts_of(const migration::MigrationDirectory& directory) {
    std::vector<const sql::Script*> scripts;
    for (const migration::Migration& migration : directory.migrations) {
        scripts.push_back(&migration.up);
    }
    return scripts;
}

/// The dialect of the files, when the folder has files for several.
std::string dialect_of(const migration::MigrationDirectory& directory) {
    std::set<std::string> dialects;
    for (const migration::Migration& migration : directory.migrations) {
        dialects.insert(migration.dialect);
    }
    dialects.erase("");
    return dialects.size() == 1 ? *dialects.begin() : "";
}

/// A failure may mean that the dialect was guessed wrongly, so the guess is told with it.
template <class Run>
void run_as(const DialectChoice& choice, Run run) {
    try {
        run();
    } catch (const Error& error) {
        const bool is_guess = error.kind() == ErrorKind::Input && choice.reason.starts_with('\'');
        if (!is_guess) {
            throw;
        }
        throw Error(ErrorKind::Input,
                    fmt::format("{}\nread as {} because of {}; 'dialect' under [source] or "
                                "--dialect names another one",
                                error.what(), choice.dialect->name(), choice.reason));
    }
}

}  // namespace

DialectChoice choose_dialect(const std::string& told, std::span<const sql::Script* const> scripts) {
    if (!told.empty()) {
        if (const dialect::Dialect* dialect = replayable(told); dialect != nullptr) {
            return {dialect, "told"};
        }
        throw Error(ErrorKind::Usage,
                    fmt::format("migrations for '{}' cannot be replayed; expected one of {}", told,
                                replayable_dialects()));
    }
    if (const std::optional<DialectMark> mark = find_dialect_mark(scripts)) {
        if (const dialect::Dialect* dialect = replayable(mark->dialect); dialect != nullptr) {
            return {dialect, fmt::format("'{}' in {}", mark->mark, mark->place)};
        }
    }
    return {replayable(kUsualDialect), "nothing in the text tells the dialect"};
}

SourceResult replay_script(const sql::Script& script, const SourceOptions& options) {
    const sql::Script* const scripts = &script;
    const DialectChoice choice = choose_dialect(options.migrations.dialect, {&scripts, 1});
    Replay replay(choice, options);
    run_as(choice, [&] { replay.run(script); });
    const bool is_input = script.file == "<stdin>";
    return replay.finish(is_input ? "the script on standard input" : "the script " + script.file);
}

SourceResult replay_migrations(const migration::MigrationDirectory& directory,
                               const SourceOptions& options) {
    const DialectChoice choice = choose_dialect(options, directory);
    Replay replay(choice, options);
    std::vector<AppliedMigration> history;
    for (const migration::OrderedMigration& ordered : migration::order_migrations(
             directory.migrations, choice.dialect->syntax(), migration::Purpose::Read)) {
        run_as(choice, [&] { replay.run(ordered.migration.up); });
        if (options.history) {
            history.push_back(applied(ordered, directory.path, replay.take_step()));
        }
    }
    SourceResult result = replay.finish(
        fmt::format("{} in {}", count_of(directory.migrations.size(), "migration", "migrations"),
                    directory.path));
    result.notes.insert(result.notes.begin(), directory.notes.begin(), directory.notes.end());
    result.history = std::move(history);
    return result;
}

DialectChoice choose_dialect(const SourceOptions& options,
                             const migration::MigrationDirectory& directory) {
    const std::string told =
        options.migrations.dialect.empty() ? dialect_of(directory) : options.migrations.dialect;
    return choose_dialect(told, scripts_of(directory));
}

}  // namespace erdmark::source
