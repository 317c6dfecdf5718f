#include "document/table_words.h"

#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

struct Case {
    const char* name;
    std::vector<std::string> words;
};

TEST(TableWords, CutsNamesWherePeopleSeeWords) {
    const Case cases[] = {
        {"user_roles", {"user", "roles"}},
        {"UserRoles", {"user", "roles"}},
        {"user-roles.old", {"user", "roles", "old"}},
        {"userID", {"user", "id"}},
        {"HTTPRequest", {"http", "request"}},
        {"oauth2account", {"oauth2account"}},
        {"Größe_cm", {"größe", "cm"}},
        {"__x__", {"x"}},
        {"", {}},
        {"...", {}},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(table_words(each.name), each.words);
    }
}

TEST(SplitWords, KeepsTheLettersAsWritten) {
    EXPECT_EQ(split_words("createdByUSER"), (std::vector<std::string>{"created", "By", "USER"}));
}

}  // namespace
}  // namespace erdmark::document
