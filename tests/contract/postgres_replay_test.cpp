#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/pipeline.h"
#include "contract/postgres_fixture.h"
#include "migration/migration.h"

// What a replay of migrations says of a PostgreSQL schema is what a server says that ran them. The
// texts of views, policies and rules are left out: a server rewrites them.

namespace erdmark {
namespace {

namespace fs = std::filesystem;

const dialect::Dialect& postgres() {
    return *dialect::find_dialect("postgresql");
}

schema::Schema replayed(const std::vector<sql::Script>& scripts) {
    const auto replayer = postgres().make_replayer({.privileges = true});
    for (const sql::Script& script : scripts) {
        replayer->run(script);
    }
    EXPECT_EQ(replayer->undecided(), std::vector<std::string>{});
    return replayer->schema();
}

/// The script in pieces of at most `count` statements, each a migration of its own.
std::vector<sql::Script> cut(const std::string& text, std::size_t count) {
    const sql::Script whole{.file = "whole.sql", .text = text};
    const std::vector<sql::Statement> statements =
        sql::split_statements(whole, postgres().syntax());
    std::vector<sql::Script> pieces;
    for (std::size_t first = 0; first < statements.size(); first += count) {
        const std::size_t next = first + count;
        const std::size_t start = first == 0 ? 0 : statements[first].offset;
        const std::size_t end = next < statements.size() ? statements[next].offset : text.size();
        pieces.push_back({.file = fmt::format("{}.sql", pieces.size() + 1),
                          .text = text.substr(start, end - start)});
    }
    return pieces;
}

template <class Object>
void leave_out_texts_of(std::vector<Object>& relations) {
    for (Object& relation : relations) {
        for (schema::Rule& rule : relation.rules) {
            rule.definition.clear();
        }
    }
}

schema::Schema without_texts(schema::Schema schema) {
    leave_out_texts_of(schema.tables);
    leave_out_texts_of(schema.views);
    for (schema::View& view : schema.views) {
        view.definition.clear();
    }
    for (schema::Table& table : schema.tables) {
        for (schema::Policy& policy : table.policies) {
            policy.using_expression.clear();
            policy.check_expression.clear();
        }
    }
    return schema;
}

/// Whatever is said of the objects of one kind, by their names and, for functions, arguments.
template <class Object>
std::map<std::string, std::string> words_by_name(const std::vector<Object>& objects) {
    std::map<std::string, std::string> words;
    for (const Object& object : objects) {
        std::string name;
        if constexpr (std::is_same_v<decltype(Object::name), std::string>) {
            name = object.name;
        } else {
            name = object.name.display();
        }
        if constexpr (std::is_same_v<Object, schema::Routine>) {
            name += "(" + object.arguments + ")";
        }
        words[name] = test::words_of(object);
    }
    return words;
}

template <class Object>
void expect_equal_objects(const std::vector<Object>& live, const std::vector<Object>& replay) {
    const std::map<std::string, std::string> of_live = words_by_name(live);
    const std::map<std::string, std::string> of_replay = words_by_name(replay);
    for (const auto& [name, words] : of_live) {
        const auto found = of_replay.find(name);
        EXPECT_EQ(words, found == of_replay.end() ? "missing" : found->second) << name;
    }
    for (const auto& [name, words] : of_replay) {
        EXPECT_TRUE(of_live.contains(name)) << name << " is in the replay only: " << words;
    }
}

/// Object by object, so that a failure shows where it is.
void expect_equal_schemas(const schema::Schema& live_schema, const schema::Schema& replay_schema) {
    const schema::Schema live = without_texts(live_schema);
    const schema::Schema replay = without_texts(replay_schema);
    expect_equal_objects(live.namespaces, replay.namespaces);
    expect_equal_objects(live.tables, replay.tables);
    expect_equal_objects(live.views, replay.views);
    expect_equal_objects(live.enums, replay.enums);
    expect_equal_objects(live.domains, replay.domains);
    expect_equal_objects(live.composite_types, replay.composite_types);
    expect_equal_objects(live.range_types, replay.range_types);
    expect_equal_objects(live.sequences, replay.sequences);
    expect_equal_objects(live.routines, replay.routines);
    expect_equal_objects(live.extensions, replay.extensions);
    expect_equal_objects(live.event_triggers, replay.event_triggers);
    expect_equal_objects(live.publications, replay.publications);
    EXPECT_TRUE(live == replay) << "the schemas differ in something else or in an order";
}

struct Cut {
    std::string name;
    std::string fixture;
    std::size_t statements;  ///< In each migration.
};

class PostgresReplay : public testing::TestWithParam<Cut> {};

TEST_P(PostgresReplay, OfAFixtureEqualsTheServer) {
    const std::string sql = test::postgres_fixture_sql(GetParam().fixture);
    const test::PostgresDatabase database(sql);

    expect_equal_schemas(test::introspect_postgres(database.url()),
                         replayed(cut(sql, GetParam().statements)));
}

INSTANTIATE_TEST_SUITE_P(Fixtures, PostgresReplay,
                         testing::Values(Cut{"ShopAsOneScript", "schema.sql", 10000},
                                         Cut{"ShopInMigrations", "schema.sql", 7},
                                         Cut{"OddAsOneScript", "odd.sql", 10000},
                                         Cut{"OddByStatement", "odd.sql", 1},
                                         Cut{"TortureAsOneScript", "torture.sql", 10000},
                                         Cut{"TortureInMigrations", "torture.sql", 4}),
                         [](const testing::TestParamInfo<Cut>& test) { return test.param.name; });

struct Example {
    std::string name;
    std::string folder;
    int runs = 1;  ///< How often the migrations run: those that can be run again change nothing.
};

class PostgresExample : public testing::TestWithParam<Example> {
protected:
    fs::path folder() const { return fs::path(ERDMARK_SOURCE_DIR "/examples") / GetParam().folder; }

    /// The migrations in their order, as often as they run.
    std::vector<sql::Script> scripts() const {
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

    config::Config config() const {
        config::Config config = cli::load_project({.config = (folder() / "erdmark.toml").string()});
        config.source.comments = false;
        config.document.migrations = false;
        return config;
    }
};

void run_on(const test::PostgresDatabase& database, const std::vector<sql::Script>& scripts) {
    for (const sql::Script& script : scripts) {
        database.run(script.text);
    }
}

FileTree pages_of(const config::Config& config) {
    std::ostringstream out;
    std::ostringstream err;
    FileTree pages = cli::build_documentation(config, {}, {out, err}).pages;
    EXPECT_EQ(err.str(), "");
    return pages;
}

TEST_P(PostgresExample, ReplaysToWhatTheServerHas) {
    const test::PostgresDatabase database;
    run_on(database, scripts());

    expect_equal_schemas(test::introspect_postgres(database.url()), replayed(scripts()));
}

TEST_P(PostgresExample, GivesThePagesOfTheServer) {
    const test::PostgresDatabase database;
    run_on(database, scripts());
    config::Config live = config();
    live.source.from = database.url();
    live.source.migrations = {};

    EXPECT_EQ(pages_of(live), pages_of(config()));
}

INSTANTIATE_TEST_SUITE_P(
    Examples, PostgresExample,
    testing::Values(Example{"Publisher", "publisher"}, Example{"PublisherRunTwice", "publisher", 2},
                    Example{"Enterprise", "enterprise"}, Example{"RagFortress", "rag-fortress"}),
    [](const testing::TestParamInfo<Example>& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark
