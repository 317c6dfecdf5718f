#include "dialect/postgres/expression_scope.h"

#include <gtest/gtest.h>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_source.h"

namespace erdmark::dialect::postgres {
namespace {

struct ScopeRow {
    std::string_view written;
    std::string_view server;
    std::string_view canonical;
};

// The table `t`, to which the expressions belong.
const std::map<std::string, std::string> kColumns{
    {"id", "uuid"}, {"file", "uuid"}, {"note", "character varying"}};

const std::vector<ScopeRow> kRows{
    {"file IN (SELECT id FROM files WHERE sharing <> 'private')",
     "(file IN ( SELECT files.id FROM files WHERE ((files.sharing)::text <> 'private'::text)))",
     "file IN (SELECT files.id FROM files WHERE files.sharing <> 'private')"},
    {"file IN (SELECT f.id FROM public.files AS f WHERE size > '5')",
     "(file IN ( SELECT f.id FROM files f WHERE (f.size > '5'::bigint)))",
     "file IN (SELECT f.id FROM files f WHERE f.size > 5)"},
    {"EXISTS (SELECT 1 FROM files WHERE files.id = file)",
     "(EXISTS ( SELECT 1 FROM files WHERE (files.id = t.file)))",
     "EXISTS (SELECT 1 FROM files WHERE files.id = t.file)"},
    {"EXISTS (SELECT * FROM chats WHERE file_id = file AND note = 'a')",
     "(EXISTS ( SELECT chats.id, chats.file_id FROM crm.chats WHERE ((chats.file_id = t.file) AND "
     "((t.note)::text = 'a'::text))))",
     "EXISTS (SELECT * FROM crm.chats WHERE chats.file_id = t.file AND t.note = 'a')"},
    {"EXISTS (SELECT id FROM chats WHERE id IN (SELECT id FROM files WHERE file_id = id))",
     "(EXISTS ( SELECT chats.id FROM crm.chats WHERE (chats.id IN ( SELECT files.id FROM files "
     "WHERE (chats.file_id = files.id)))))",
     "EXISTS (SELECT * FROM crm.chats WHERE chats.id IN (SELECT files.id FROM files WHERE "
     "chats.file_id = files.id))"},
    {"(SELECT label(files) FROM files WHERE id = file)",
     "( SELECT label(files.*) AS label FROM files WHERE (files.id = t.file))",
     "(SELECT label(files.*) FROM files WHERE files.id = t.file)"},
    {"note = (SELECT sharing FROM files ORDER BY size LIMIT 1)",
     "((note)::text = (( SELECT files.sharing FROM files ORDER BY files.size LIMIT 1))::text)",
     "note = (SELECT files.sharing FROM files ORDER BY files.size LIMIT 1)"},
    {"file IN (SELECT file_id FROM files JOIN chats ON file_id = files.id)",
     "(file IN ( SELECT chats.file_id FROM (files JOIN crm.chats ON ((chats.file_id = "
     "files.id))))) ",
     "file IN (SELECT chats.file_id FROM files JOIN crm.chats ON chats.file_id = files.id)"},
    {"file IN (SELECT x FROM (SELECT file_id AS x FROM chats) AS q)",
     "(file IN ( SELECT q.x FROM ( SELECT chats.file_id AS x FROM crm.chats) q))",
     "file IN (SELECT q.x FROM (SELECT chats.file_id AS x FROM crm.chats) q)"},
};

std::string canonical(std::string_view text) {
    test::ExpressionSource source;
    return canonical_expression(text, {.column_types = &kColumns,
                                       .type = "boolean",
                                       .default_schema = "public",
                                       .source = &source,
                                       .table = "t"});
}

TEST(ExpressionScope, QualifiesColumnsInQueriesAsTheServerDoes) {
    for (const ScopeRow& row : kRows) {
        EXPECT_EQ(canonical(row.written), row.canonical);
        EXPECT_EQ(canonical(row.server), row.canonical);
        EXPECT_EQ(canonical(row.canonical), row.canonical);
    }
}

TEST(ExpressionScope, LeavesWhatItCannotTell) {
    const std::string_view texts[] = {
        "file IN (SELECT id FROM unknown_table)",
        "file IN (SELECT id FROM unknown_table, files)",
        "file IN (SELECT id FROM files JOIN crm.chats USING (id))",
        "file IN (SELECT id FROM f() g(id))",
        "file IN (SELECT id FROM files, crm.chats)",
        "note IN (SELECT x FROM (SELECT *, 1 FROM files) q)",
        "file IN (SELECT files.id AS x FROM files ORDER BY x)",
        "file IN (SELECT files.id FROM files UNION SELECT chats.id FROM crm.chats ORDER BY id)",
        "file IN (SELECT nothing FROM files)",
        "file IN (SELECT other.id FROM files)",
    };
    for (const std::string_view text : texts) {
        EXPECT_EQ(canonical(text), text);
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
