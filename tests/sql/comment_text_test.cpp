#include "sql/comment_text.h"

#include <gtest/gtest.h>

namespace erdmark::sql {
namespace {

/// The prose of the comments that a text is made of.
std::string prose_of(const std::string& text) {
    return prose(comment_lines(sql::tokenize(text, {})));
}

struct ProseCase {
    const char* name;
    const char* text;
    const char* prose;
};

TEST(Prose, IsWhatPeopleAreTold) {
    const ProseCase cases[] = {
        {"one line", "-- People who can sign in.", "People who can sign in."},
        {"lines go on", "-- People who\n-- can sign in.", "People who can sign in."},
        {"an empty comment line parts paragraphs", "-- One.\n--\n-- Two.", "One.\n\nTwo."},
        {"a block", "/* One\n * two.\n *\n * Three. */", "One two.\n\nThree."},
        {"a documentation block", "/**\n * One.\n */", "One."},
        {"rulers around it", "-- ----\n-- Users\n-- ----\n-- People.", "People."},
        {"a banner on a line", "-- ==== USERS ====\n-- People.", "People."},
        {"nothing but a banner", "-- ---- Users ----", ""},
        {"a licence", "-- Copyright 2026 Somebody\n-- All rights reserved.", ""},
        {"SQL", "-- CREATE TABLE old (a int);\n-- People.", ""},
        {"SQL over lines", "-- ALTER TABLE users\n--   ADD x int", ""},
        {"goose", "-- +goose StatementBegin\n-- People.", "People."},
        {"dbmate", "-- migrate:up\n-- People.", "People."},
        {"graphile", "--! Previous: sha1:0\n-- People.", "People."},
        {"Prisma", "-- CreateTable", ""},
        {"Drizzle", "--> statement-breakpoint", ""},
        {"pg_dump", "-- Name: users; Type: TABLE; Schema: public; Owner: me", ""},
        {"Atlas", "-- Create \"users\" table", ""},
        {"a note to do", "-- TODO: drop it\n-- People.", "People."},
        {"a verb that SQL has too", "-- Update of what people said.",
         "Update of what people said."},
        {"a list of one dash", "-- - one", "- one"},
    };
    for (const ProseCase& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(prose_of(each.text), each.prose);
    }
}

TEST(Prose, OfAColumnIsNoColumnThatWasCommentedOut) {
    const ProseCase cases[] = {
        {"words", "Where we reach them.", "Where we reach them."},
        {"a type is said", "the uuid of the provider", "the uuid of the provider"},
        {"a column", "email text NOT NULL,", ""},
        {"a short column", "email varchar", ""},
        {"a column with a default", "state integer DEFAULT 0", ""},
        {"a directive", "noqa: L010", ""},
    };
    for (const ProseCase& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(prose(std::string_view(each.text)), each.prose);
    }
}

struct NothingNewCase {
    const char* words;
    bool nothing_new;
};

TEST(SaysNothingNew, WhenOnlyTheNameIsRepeated) {
    const std::vector<std::string> names{"user_roles"};
    const NothingNewCase cases[] = {
        {"Create user_roles table", true},      {"User Roles", true},
        {"1. the users and roles table", true}, {"Roles of users", true},
        {"Which user has which role", false},   {"", true},
    };
    for (const NothingNewCase& each : cases) {
        SCOPED_TRACE(each.words);
        EXPECT_EQ(says_nothing_new(each.words, names), each.nothing_new);
    }
}

}  // namespace
}  // namespace erdmark::sql
