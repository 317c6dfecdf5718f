#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/pipeline.h"
#include "contract/postgres_fixture.h"
#include "migration/migration.h"
#include "source/schema_source.h"
#include "sql/script.h"

// What a replay of migrations says of a PostgreSQL schema is what a server says that ran them: the
// examples, and the fixtures cut into migrations and led through detours. The texts of views,
// policies and rules are left out: a server rewrites them.

namespace erdmark {
namespace {

namespace fs = std::filesystem;

const dialect::Dialect& postgres() {
    return *dialect::find_dialect("postgresql");
}

/// Bodies in standard SQL that do more than read stay as they are written, which is reported.
bool changes_rows(const schema::Routine& routine) {
    return routine.body.starts_with("BEGIN ATOMIC") &&
           routine.body.find("UPDATE ") != std::string::npos;
}

std::string comparable(schema::Schema schema) {
    for (schema::View& view : schema.views) {
        for (schema::Rule& rule : view.rules) {
            rule.definition.clear();
        }
    }
    for (schema::Routine& routine : schema.routines) {
        if (changes_rows(routine)) {
            routine.body.clear();
        }
    }
    return test::comparable(std::move(schema));
}

std::vector<sql::Script> statements_of(const sql::Script& script) {
    std::vector<sql::Script> statements;
    for (const sql::Statement& each : sql::split_statements(script, postgres().syntax())) {
        statements.push_back({.file = script.file, .text = std::string(each.text)});
    }
    return statements;
}

/// What is sent at once is one transaction, in which a new label of an enum cannot be used yet;
/// unless a script says itself where its transactions are.
void run_on(const test::PostgresDatabase& database, const std::vector<sql::Script>& scripts) {
    std::string transaction;
    for (const sql::Script& script : scripts) {
        if (script.text.find("\nBEGIN;") != std::string::npos) {
            database.run(std::exchange(transaction, "") + script.text);
            continue;
        }
        for (const sql::Script& statement : statements_of(script)) {
            transaction += statement.text + "\n;\n";  // Its end may be a comment.
            if (statement.text.find(" ADD VALUE ") != std::string::npos) {
                database.run(transaction);
                transaction.clear();
            }
        }
    }
    database.run(transaction);
}

schema::Schema replayed(const std::vector<sql::Script>& scripts) {
    const auto replayer = postgres().make_replayer({.privileges = true});
    for (const sql::Script& script : scripts) {
        replayer->run(script);
    }
    schema::Schema schema = replayer->schema();
    const auto reported =
        static_cast<std::size_t>(std::ranges::count_if(schema.routines, changes_rows));
    std::vector<std::string> undecided = replayer->undecided();
    const std::size_t bodies = std::erase_if(undecided, [](const std::string& note) {
        return note.ends_with(" as a server prints it is not known");
    });
    EXPECT_EQ(bodies, reported);
    EXPECT_EQ(undecided, std::vector<std::string>{});
    return schema;
}

void expect_equal_schemas(const std::vector<sql::Script>& scripts) {
    const test::PostgresDatabase database;
    run_on(database, scripts);

    EXPECT_EQ(comparable(test::introspect_postgres(database.url())), comparable(replayed(scripts)));
}

/// The statements in migrations of at most `count`.
std::vector<sql::Script> in_migrations(const std::vector<sql::Script>& statements,
                                       std::size_t count) {
    std::vector<sql::Script> migrations;
    for (std::size_t place = 0; place < statements.size(); ++place) {
        if (place % count == 0) {
            migrations.push_back({.file = fmt::format("{}.sql", migrations.size() + 1)});
        }
        migrations.back().text += statements[place].text + "\n;\n";
    }
    return migrations;
}

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char each : name) {
        text += each == '"' ? "\"\"" : std::string(1, each);
    }
    return text + "\"";
}

std::string quoted(const schema::QualifiedName& name) {
    return (name.schema.empty() ? "" : quoted(name.schema) + ".") + quoted(name.name);
}

bool is_alone(const schema::Schema& schema, const schema::Table& table) {
    return table.inherits.empty() &&
           std::ranges::none_of(schema.tables, [&](const schema::Table& other) {
               return std::ranges::find(other.inherits, table.name) != other.inherits.end();
           });
}

/// Whether a statement makes the table of a type, whose columns it shares with others.
bool is_typed(const std::vector<sql::Script>& statements, const schema::Table& table) {
    return std::ranges::any_of(statements, [&](const sql::Script& statement) {
        const std::size_t name = statement.text.find(table.name.name);
        return statement.text.find("CREATE TABLE ") < name &&
               statement.text.find(" OF ") == name + table.name.name.size();
    });
}

/// Whether a rule or the body of a routine may name the table. What of these a server drops along
/// with the table is not known to a replay.
bool is_named_in_code(const schema::Schema& schema, const schema::Table& table) {
    const auto names_it = [&](const std::string& text) {
        return text.find(table.name.name) != std::string::npos;
    };
    const auto has_rule = [&](const auto& relation) {
        return std::ranges::any_of(relation.rules, names_it, &schema::Rule::definition);
    };
    return std::ranges::any_of(schema.routines, names_it, &schema::Routine::body) ||
           std::ranges::any_of(schema.tables, has_rule) ||
           std::ranges::any_of(schema.views, has_rule);
}

/// Statements that change each of the tables and undo it, in an order that `seed` chooses; then
/// those that drop some of them.
class Detour {
public:
    Detour(const schema::Schema& schema, const std::vector<sql::Script>& statements,
           std::size_t seed)
        : schema_(schema), seed_(seed) {
        for (const schema::Table& table : schema.tables) {
            if (table.kind == schema::TableKind::Ordinary && !table.columns.empty() &&
                is_alone(schema, table) && !is_typed(statements, table)) {
                add(table);
            }
        }
        if (seed_ % 2 == 1) {
            std::ranges::reverse(drops_);
        }
    }

    std::vector<sql::Script> statements() const {
        std::vector<sql::Script> scripts;
        for (const std::vector<std::string>* part : {&there_, &back_, &drops_}) {
            for (const std::string& text : *part) {
                scripts.push_back({.file = "detour.sql", .text = text});
            }
        }
        return scripts;
    }

private:
    void add(const schema::Table& table) {
        const std::string name = quoted(table.name);
        const std::string column = quoted(table.columns.back().name);
        switch ((seed_ + number_++) % 4) {
            case 0:
                there_.push_back(fmt::format(R"(ALTER TABLE {} RENAME TO "On its way")", name));
                there_.push_back(
                    fmt::format("ALTER TABLE {} RENAME TO {}",
                                quoted(schema::QualifiedName{table.name.schema, "On its way"}),
                                quoted(table.name.name)));
                break;
            case 1:
                there_.push_back(
                    fmt::format("ALTER TABLE {} ADD COLUMN detour serial CHECK (detour > 0), "
                                "ADD COLUMN other text NOT NULL DEFAULT 'x' UNIQUE",
                                name));
                there_.push_back(fmt::format("CREATE INDEX ON {} (other, detour DESC)", name));
                back_.push_back(fmt::format("ALTER TABLE {} RENAME detour TO \"Detour\"", name));
                back_.push_back(
                    fmt::format("ALTER TABLE {} DROP COLUMN \"Detour\", DROP other", name));
                break;
            case 2:
                there_.push_back(
                    fmt::format("ALTER TABLE {} RENAME {} TO \"Elsewhere\"", name, column));
                back_.insert(back_.begin(), fmt::format("ALTER TABLE {} RENAME \"Elsewhere\" TO {}",
                                                        name, column));
                break;
            default:
                if (!is_named_in_code(schema_, table)) {
                    drops_.push_back(fmt::format("DROP TABLE {} CASCADE", name));
                }
        }
    }

    const schema::Schema& schema_;
    std::size_t seed_;
    std::size_t number_ = 0;
    std::vector<std::string> there_;
    std::vector<std::string> back_;
    std::vector<std::string> drops_;
};

struct Cut {
    std::string name;
    std::string fixture;
    std::size_t statements = 1;  ///< In each migration.
};

void PrintTo(const Cut& cut, std::ostream* out) {
    *out << cut.name;
}

class PostgresFixture : public testing::TestWithParam<Cut> {
protected:
    static std::vector<sql::Script> statements() {
        return statements_of(
            {.file = "fixture.sql", .text = test::postgres_fixture_sql(GetParam().fixture)});
    }
};

TEST_P(PostgresFixture, ReplaysInMigrationsToWhatTheServerHas) {
    expect_equal_schemas(in_migrations(statements(), GetParam().statements));
}

TEST_P(PostgresFixture, ReplaysThroughDetoursToWhatTheServerHas) {
    std::vector<sql::Script> all = statements();
    const schema::Schema schema = replayed(in_migrations(all, GetParam().statements));
    const Detour detour(schema, all, GetParam().statements);
    std::ranges::copy(detour.statements(), std::back_inserter(all));

    expect_equal_schemas(in_migrations(all, GetParam().statements));
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures, PostgresFixture,
    testing::Values(Cut{"ShopByStatement", "schema.sql"}, Cut{"ShopBySeven", "schema.sql", 7},
                    Cut{"OddByTwo", "odd.sql", 2}, Cut{"OddByTen", "odd.sql", 10},
                    Cut{"TortureByTwo", "torture.sql", 2}, Cut{"TortureByFifty", "torture.sql", 51},
                    Cut{"ViewsByThree", "views.sql", 3}, Cut{"ViewsByTwenty", "views.sql", 20},
                    // Its search path holds for the one session.
                    Cut{"ObjectsAsOneScript", "replay_objects.sql", 1000}),
    [](const testing::TestParamInfo<Cut>& test) { return test.param.name; });

struct Example {
    std::string name;
    std::string folder;
    int runs = 1;  ///< How often the migrations run: those that can be run again change nothing.
};

void PrintTo(const Example& example, std::ostream* out) {
    *out << example.name;
}

class PostgresExample : public testing::TestWithParam<Example> {
protected:
    static fs::path folder() {
        return fs::path(ERDMARK_SOURCE_DIR "/examples") / GetParam().folder;
    }

    /// The migrations in their order, as often as they run.
    static std::vector<sql::Script> scripts() {
        const migration::MigrationDirectory directory =
            migration::read_migration_directory(folder() / "migrations", {.dialect = "postgresql"});
        std::vector<sql::Script> scripts;
        for (int run = 0; run < GetParam().runs; ++run) {
            for (const migration::Migration& migration : directory.migrations) {
                scripts.push_back(migration.up);
            }
        }
        return scripts;
    }

    /// That of the example without what a server cannot know: the words that stand beside the
    /// statements, and the page of migrations. The sections of the scripts propose modules, which
    /// are written down for both sides.
    static config::Config config() {
        config::Config config = cli::load_project({.config = (folder() / "erdmark.toml").string()});
        config.source.comments = false;
        config.document.migrations = false;
        config.modules = cli::module_rules(config, source::read_schema(config.source));
        return config;
    }
};

FileTree pages_of(const config::Config& config) {
    std::ostringstream out;
    std::ostringstream err;
    FileTree pages = cli::build_documentation(config, {}, {out, err}).pages;
    EXPECT_EQ(err.str(), "");
    return pages;
}

TEST_P(PostgresExample, ReplaysToWhatTheServerHas) {
    expect_equal_schemas(scripts());
}

TEST_P(PostgresExample, GivesThePagesOfTheServer) {
    const test::PostgresDatabase database;
    run_on(database, scripts());
    config::Config live = config();
    live.source.from = database.url();

    const FileTree of_server = pages_of(live);
    const FileTree of_replay = pages_of(config());

    for (const auto& [path, page] : of_server) {
        EXPECT_EQ(page, of_replay.contains(path) ? of_replay.at(path) : "missing") << path;
    }
    EXPECT_EQ(of_server.size(), of_replay.size());
}

INSTANTIATE_TEST_SUITE_P(
    Examples, PostgresExample,
    testing::Values(Example{"Publisher", "publisher"}, Example{"PublisherRunTwice", "publisher", 2},
                    Example{"Enterprise", "enterprise"}, Example{"RagFortress", "rag-fortress"}),
    [](const testing::TestParamInfo<Example>& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark
