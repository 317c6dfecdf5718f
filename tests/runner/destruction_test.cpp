#include "runner/destruction.h"

#include <gtest/gtest.h>

namespace erdmark::runner {
namespace {

TEST(Destruction, IsSaidOfWhatTakesDataAway) {
    struct Case {
        const char* sql;
        const char* words;  ///< Null for a statement that keeps all.
    };
    for (const Case& each : {
             Case{"DROP TABLE users", "drops users with all rows"},
             Case{"drop table if exists shop.users, \"Old Orders\" cascade",
                  "drops shop.users, Old Orders with all rows"},
             Case{"DROP SCHEMA shop CASCADE", "drops schema shop with all that is in it"},
             Case{"DROP OWNED BY app", "drops owned app with all that is in it"},
             Case{"DROP INDEX ix_users", nullptr},
             Case{"DROP VIEW v", nullptr},
             Case{"DROP MATERIALIZED VIEW v", nullptr},
             Case{"TRUNCATE TABLE ONLY users, orders", "deletes all rows of users, orders"},
             Case{"DELETE FROM users", "deletes all rows of users"},
             Case{"DELETE FROM users WHERE id = 1", "deletes rows of users"},
             Case{"UPDATE users SET name = ''", "overwrites values in all rows of users"},
             Case{"UPDATE users SET name = '' WHERE id = 1", nullptr},
             Case{"ALTER TABLE users DROP COLUMN name, DROP CONSTRAINT c, DROP email",
                  "drops users.name with its values, drops users.email with its values"},
             Case{"ALTER TABLE users ALTER name DROP NOT NULL", nullptr},
             Case{"ALTER TABLE users ALTER COLUMN name SET DATA TYPE varchar(10)",
                  "converts the values of users.name to another type"},
             Case{"ALTER TABLE users ADD COLUMN name text", nullptr},
             Case{"CREATE TABLE users (id int)", nullptr},
             Case{"INSERT INTO users VALUES ('DROP TABLE users')", nullptr},
             Case{"DROP", nullptr},
             Case{"", nullptr},
         }) {
        const auto words = destruction({.text = each.sql}, {});
        EXPECT_EQ(words.value_or("none"), each.words == nullptr ? "none" : each.words) << each.sql;
    }
}

}  // namespace
}  // namespace erdmark::runner
