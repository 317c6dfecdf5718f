#include "dialect/postgres/replay/settings.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

using Names = std::vector<std::string>;

Names path_after(std::string_view sql) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run(sql), "");
    return scratch.catalog().settings.at(0).search_path;
}

struct PathRow {
    const char* statement;
    Names path;
};

TEST(Settings, KeepTheSearchPath) {
    const PathRow rows[] = {
        {"SET search_path TO crm, public", {"crm", "public"}},
        {"SET search_path = 'crm, public'", {"crm, public"}},
        {"SET search_path TO \"$user\", \"Crm\"", {"$user", "Crm"}},
        {"SET search_path = ''", {""}},
        {"SET SESSION SEARCH_PATH TO crm", {"crm"}},
        {"SET search_path TO crm; SET search_path TO DEFAULT", {"public"}},
        {"SET search_path TO crm; RESET search_path", {"public"}},
        {"SET search_path TO crm; RESET ALL", {"public"}},
        {"SET client_encoding = 'UTF8'", {"public"}},
    };
    for (const PathRow& row : rows) {
        SCOPED_TRACE(row.statement);
        EXPECT_EQ(path_after(row.statement), row.path);
    }
}

TEST(Settings, OfATransactionEndWithIt) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run("SET search_path TO a; SET LOCAL search_path TO b; SET LOCAL search_path "
                          "TO c"),
              "");

    EXPECT_EQ(scratch.catalog().settings.at(0).search_path, Names{"c"});
    end_local_settings(scratch.catalog());
    EXPECT_EQ(scratch.catalog().settings.at(0).search_path, Names{"a"});
}

TEST(Settings, OfASessionOutliveThoseOfATransaction) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run("SET LOCAL search_path TO a; SET search_path TO b"), "");

    end_local_settings(scratch.catalog());

    EXPECT_EQ(scratch.catalog().settings.at(0).search_path, Names{"b"});
}

TEST(Settings, RememberRoleAndOthers) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run("SET ROLE admin; SET timezone TO 'UTC'; SET app.tenant = '7'; SET "
                          "work_mem = 100; RESET work_mem"),
              "");

    const SessionSettings& session = scratch.catalog().settings.at(0);
    const std::vector<std::pair<std::string, std::string>> expected = {{"TimeZone", "UTC"},
                                                                       {"app.tenant", "7"}};
    EXPECT_EQ(session.role, "admin");
    EXPECT_EQ(session.others, expected);
    EXPECT_EQ(scratch.run("RESET ROLE"), "");
    EXPECT_EQ(scratch.catalog().settings.at(0).role, "");
}

TEST(Settings, ReadTheTextOfASearchPath) {
    EXPECT_EQ(search_path_names(R"("$user", public,"Odd ""one""")"),
              (Names{"$user", "public", "Odd \"one\""}));
    EXPECT_EQ(search_path_names(""), Names{});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
