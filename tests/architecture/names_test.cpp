#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "architecture/name_rules.h"
#include "base/text.h"

namespace erdmark::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Short on purpose: a file stands here when its behaviour is reached only through another file's
// test.
const TestExceptions& exceptions() {
    static const TestExceptions kExceptions{
        {"main.cpp", "calls cli::run and nothing else; every session of tests/cli runs it"},
        {"cli/commands.cpp", "the list of commands, held by run_test and documents_test"},
        {"cli/pipeline.cpp", "run by the sessions of tests/cli"},
        {"cli/project_flags.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/adopt.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/check.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/create.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/down.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/dump.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/list.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/look.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/migrate.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/plan.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/records.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/up.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/migrate/verify.cpp", "run by the sessions of tests/cli"},
        {"cli/migrate/flags.cpp", "run by the sessions of tests/cli"},
        {"cli/migrate/project.cpp", "run by the sessions of tests/cli"},
        {"cli/migrate/running.cpp", "run by the sessions of tests/cli and by tests/crash"},
        {"cli/migrate/signals.cpp", "held by tests/crash"},
        {"cli/commands/check.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/completion.cpp", "held by run_test"},
        {"cli/commands/generate.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/help.cpp", "held by run_test"},
        {"cli/commands/init.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/inspect.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/man.cpp", "held by run_test"},
        {"cli/commands/modules.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/templates.cpp", "run by the sessions of tests/cli"},
        {"runner/history.cpp",
         "held by the histories of tests/runner/history and by tests/contract"},
        {"runner/history/dbmate.cpp", "held by list_of_versions_test"},
        {"runner/history/diesel.cpp", "held by list_of_versions_test"},
        {"runner/history/drizzle.cpp", "held by named_files_test"},
        {"runner/history/files.cpp", "the files of the tests beside it"},
        {"runner/history/graphile_migrate.cpp", "held by named_files_test"},
        {"runner/history/history_shape.cpp", "held by the tests beside it"},
        {"runner/history/history_shapes.cpp", "the list, held by the tests beside it"},
        {"runner/history/node_pg_migrate.cpp", "held by named_files_test"},
        {"runner/history/pop.cpp", "held by list_of_versions_test"},
        {"runner/history/prisma.cpp", "held by named_files_test"},
        {"runner/history/rows.cpp", "the rows of the tests beside it"},
        {"runner/history/sql_migrate.cpp", "held by named_files_test"},
        {"runner/history/supabase.cpp", "held through PostgreSQL by tests/contract"},
        {"runner/migration_run.cpp", "held by runner_test of tests/contract and by tests/crash"},
        {"runner/migrator.cpp", "held by runner_test of tests/contract and by tests/crash"},
        {"runner/outside_step.cpp", "held by runner_test of tests/contract and by tests/crash"},
        {"runner/progress.cpp", "held by runner_test of tests/contract and by tests/crash"},
        {"runner/revision.cpp", "the rows of state_test"},
        {"runner/revision_of.cpp", "held by runner_test of tests/contract"},
        {"runner/run_lock.cpp", "held by runner_test of tests/contract and by tests/crash"},
        {"runner/run_recorder.cpp", "held by runner_test of tests/contract"},
        {"dialect/postgres/advisory_lock.cpp", "held by postgres_session_locks_test"},
        {"dialect/postgres/catalog_reading.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/index_traces.cpp", "held by postgres_session_traces_test"},
        {"dialect/postgres/migration_session.cpp", "held by postgres_session_test"},
        {"dialect/postgres/statement_cursor.cpp", "the statements of statement_rules_test"},
        {"dialect/postgres/statement_failure.cpp", "held by postgres_session_failures_test"},
        {"dialect/postgres/statement_traces.cpp", "held by postgres_session_traces_test"},
        {"dialect/postgres/wire.cpp", "held by postgres_session_failures_test"},
        {"dialect/postgres/dialect.cpp", "ties the parts together, held by tests/contract"},
        {"dialect/postgres/dump.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_columns.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_dependents.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_items.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_operators.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_order.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_publications.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_tables.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_types.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dump_views.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/expression_choices.cpp", "the choices of expression_lists_test"},
        {"dialect/postgres/expression_literals.cpp", "the literals of expression_rewrite_test"},
        {"dialect/postgres/introspector.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_columns.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_constraints.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_dependents.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_indexes.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_namespaces.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_objects.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_relations.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_routines.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_rows.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_sequences.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_triggers.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_types.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/rows/row_copy.cpp", "the rows that row_store_test copies"},
        {"dialect/postgres/replay/rows/row_mirror.cpp", "keeps the rows of the tests beside it"},
        {"dialect/postgres/replay/rows/row_mirror_search.cpp",
         "the unique keys of row_insert_test"},
        {"dialect/postgres/tree_memory.cpp", "holds every tree that a test parses"},
        {"dialect/postgres/replay/rows/row_query.cpp", "the expressions of row_update_test"},
        {"dialect/postgres/replay/rows/row_with.cpp",
         "the WITH of row_insert_ and row_update_test"},
        {"dialect/postgres/replay/rows/row_work.cpp",
         "the keys and defaults of the tests beside it"},
        {"dialect/postgres/view_candidates.cpp", "the choices of view_calls_test"},
        {"dialect/postgres/view_definitions.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/view_facts_casts.cpp", "facts, held by view_types_test"},
        {"dialect/postgres/view_facts_catalog.cpp", "facts, held by view_system_test"},
        {"dialect/postgres/view_facts_functions.cpp", "facts, held by view_signatures_test"},
        {"dialect/postgres/view_facts_functions_k.cpp", "facts, held by view_signatures_test"},
        {"dialect/postgres/view_facts_information.cpp", "facts, held by view_system_test"},
        {"dialect/postgres/view_facts_operators.cpp", "facts, held by view_signatures_test"},
        {"dialect/postgres/view_names.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_parser.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_printer.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_printer_expression.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_printer_from.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_reader.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_reader_clauses.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_reader_expression.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_reader_from.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_scope.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_tree.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_typing.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_typing_calls.cpp", "the views of view_query_test"},
        {"dialect/postgres/view_typing_choices.cpp", "the views of view_query_test"},
        {"dialect/postgres/replay/added_column.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/literal_checks.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/storage_parameters.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/stored_values.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/alter_column.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/alter_column_type.cpp",
         "held through PostgreSQL by tests/contract, and by value_checks_test"},
        {"dialect/postgres/replay/alter_relation.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/alter_table.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/binding.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/catalog.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/catalog_host.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/catalog_source.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/columns.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/constraints.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/create_index.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/create_table.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/create_view.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/dependents_describe.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/dependents_expressions.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/dependents_owner.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/dependents_removal.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/dependents_search.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/dependents_uses.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/domain_constraints.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/drop_owned.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/drop_signature.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/drop_targets.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/execute.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/extension_facts.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/extension_functions.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold_dependents.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold_objects.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold_routines.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold_table.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold_types.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/fold_view.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/foreign_keys.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/index_parts.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/keys.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/object_names.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/objects.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/partitions.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/plpgsql/calls.cpp", "the code of interpreter_test"},
        {"dialect/postgres/replay/plpgsql/code_cursor.cpp", "the code of interpreter_test"},
        {"dialect/postgres/replay/plpgsql/code_names.cpp", "the code of interpreter_test"},
        {"dialect/postgres/replay/plpgsql/code_runner.cpp", "the code of interpreter_test"},
        {"dialect/postgres/replay/plpgsql/code_statements.cpp",
         "the statements of code_parser_test"},
        {"dialect/postgres/replay/plpgsql/conditions.cpp", "the code of interpreter_test"},
        {"dialect/postgres/replay/plpgsql/interpreter_statements.cpp",
         "the code of interpreter_test"},
        {"dialect/postgres/replay/plpgsql/interpreter_values.cpp", "the code of interpreter_test"},
        {"dialect/postgres/replay/query/aggregates.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/aggregate_calls.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/array_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/array_text.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/calls.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/column_references.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/compound.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/conversion_functions.cpp",
         "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/expressions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/format_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/from.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/interval_functions.cpp",
         "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/json_access.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/json_changes.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/json_operators.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/json_value.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/time_fields.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/time_format.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/time_operators.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/function_rows.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/number_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/operators.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/pattern.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/pattern_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/query_database.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/select.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/set_calls.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/text_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/time.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/time_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/types.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/query/value_functions.cpp", "the queries of sqlite_query_test"},
        {"dialect/postgres/replay/relations.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/rename_attached.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/rename_objects.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/rename_relation.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/rename_roles.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/routine_body.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/routine_parameters.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/routines.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/session.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/statement_text.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/statement_tree.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/table_like.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/catalog_table_rows.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/definitions.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/fill_columns.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/fill_dependents.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/fill_objects.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/fill_relations.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/oids.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/system_relation_names.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/system_routine_names.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/system_tables.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/tables/system_types.cpp",
         "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/trigger_checks.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/replay/types.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/schema_expressions.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/sqlite/database_file.cpp", "the paths and files of connection_test"},
        {"dialect/sqlite/dialect.cpp", "ties the parts together, held by tests/contract"},
        {"dialect/sqlite/dump.cpp", "held through SQLite by tests/contract"},
        {"dialect/sqlite/object_text.cpp", "held through SQLite by tests/contract"},
        {"dialect/sqlite/replay_guard.cpp", "what replayer_test refuses and lets pass"},
        {"dialect/sqlite/schema_watch.cpp", "what replay_step_test sees change"},
        {"dialect/sqlite/step_recorder.cpp", "the rows and new names of replay_step_test"},
        {"dialect/sqlite/sql_text.cpp", "held through SQLite by tests/contract"},
        {"dialect/sqlite/table_parts.cpp", "held through SQLite by tests/contract"},
        {"document/diagram_parts.cpp", "the second half of diagram.h, held by diagram_test"},
        {"document/migration_changes.cpp", "the changes of migration_test"},
        {"document/migration_needs.cpp", "the needs of migration_test"},
        {"document/object_links.cpp", "where the changes of migration_test lead to"},
        {"render/markdown/database_tags.cpp", "held against the values by template_values_test"},
        {"render/markdown/migration_tags.cpp", "held against the values by template_values_test"},
        {"render/markdown/table_tags.cpp", "held against the values by template_values_test"},
        {"render/markdown/tags.cpp", "held against the values by template_values_test"},
        {"render/mermaid/tags.cpp", "held against the values by template_values_test"},
        {"source/statement_comments.cpp", "above and behind in migration_words_test"},
        {"schema/facts.cpp", "the words of compare_test"},
    };
    return kExceptions;
}

std::vector<FileText> named(const std::vector<std::string>& paths) {
    std::vector<FileText> files;
    for (const std::string& path : paths) {
        files.push_back({path, ""});
    }
    return files;
}

TEST(Mirror, AcceptsASourceWithItsTestAndAHeaderWithout) {
    EXPECT_THAT(mirror_problems(named({"base/glob.cpp", "base/file_tree.h"}),
                                named({"base/glob_test.cpp"}), {}),
                IsEmpty());
}

TEST(Mirror, NamesASourceWithoutTest) {
    EXPECT_THAT(mirror_problems(named({"base/glob.cpp"}), named({"base/text_test.cpp"}), {}),
                ElementsAre("src/base/glob.cpp: has no tests/base/glob_test.cpp, and is not in the "
                            "list of exceptions"));
}

TEST(Mirror, AcceptsAnException) {
    EXPECT_THAT(mirror_problems(named({"main.cpp"}), {}, {{"main.cpp", "three lines"}}), IsEmpty());
}

TEST(Mirror, NamesAnExceptionThatIsNotNeeded) {
    const TestExceptions exceptions{{"base/glob.cpp", "tested by and by"},
                                    {"base/gone.cpp", "was here once"}};

    EXPECT_THAT(
        mirror_problems(named({"base/glob.cpp"}), named({"base/glob_test.cpp"}), exceptions),
        ElementsAre("src/base/glob.cpp: is in the list of exceptions, but needs none",
                    "src/base/gone.cpp: is in the list of exceptions, but needs none"));
}

struct TypeNameCase {
    std::string name;
    std::string line;
    std::vector<std::string> problems;
};

class TypeNames : public testing::TestWithParam<TypeNameCase> {};

TEST_P(TypeNames, SaySomething) {
    EXPECT_EQ(type_name_problems({"base/x.h", "\n" + GetParam().line + "\n"}), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, TypeNames,
    testing::Values(
        TypeNameCase{"Noun", "class TempDirectory {", {}},
        TypeNameCase{"LowerCaseEndIsPartOfTheWord", "class Database {", {}},
        TypeNameCase{"WordInTheMiddle", "struct DataSource {", {}},
        TypeNameCase{"Variable", "int kBase = 16;", {}},
        TypeNameCase{"Class",
                     "class FileManager {",
                     {"base/x.h:2: type name 'FileManager' ends in 'Manager', which says nothing"}},
        TypeNameCase{"DerivedStruct",
                     "struct PageInfo final : Page {",
                     {"base/x.h:2: type name 'PageInfo' ends in 'Info', which says nothing"}},
        TypeNameCase{"Enum",
                     "enum class KeyData { A };",
                     {"base/x.h:2: type name 'KeyData' ends in 'Data', which says nothing"}},
        TypeNameCase{"Alias",
                     "using TextUtil = Text;",
                     {"base/x.h:2: type name 'TextUtil' ends in 'Util', which says nothing"}}),
    [](const testing::TestParamInfo<TypeNameCase>& test) { return test.param.name; });

TEST(Sources, EachHaveATestOfTheSameName) {
    const std::filesystem::path root = ERDMARK_SOURCE_DIR;
    const std::vector<std::string> problems =
        mirror_problems(read_sources(root / "src"), read_sources(root / "tests"), exceptions());

    EXPECT_EQ(join(problems, "\n"), "");
}

TEST(Sources, DefineTypesWhoseNamesSaySomething) {
    std::vector<std::string> problems;

    for (const FileText& file : read_sources(std::filesystem::path(ERDMARK_SOURCE_DIR) / "src")) {
        for (const std::string& problem : type_name_problems(file)) {
            problems.push_back(problem);
        }
    }

    EXPECT_EQ(join(problems, "\n"), "");
}

}  // namespace
}  // namespace erdmark::architecture
