#include "migration/migration_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_directory.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

MigrationHead head_of(const std::string& text) {
    return read_head(
        {.version = "003", .name = "users", .up = {.file = "003_users.sql", .text = text}},
        {.dollar_quotes = true});
}

TEST(MigrationHead, HasFields) {
    const MigrationHead head = head_of(
        "-- Migration 003: Users and profiles\n"
        "-- Description: People who sign in,\n"
        "--   and what they look like.\n"
        "-- Author: Ann Example\n"
        "-- Date: 2026-01-01\n"
        "-- Depends on: 001, 002_roles.sql\n"
        "\n"
        "CREATE TABLE users (id int);\n");

    EXPECT_EQ(head, (MigrationHead{.title = "Users and profiles",
                                   .description = "People who sign in, and what they look like.",
                                   .author = "Ann Example",
                                   .depends = {"001", "002_roles"}}));
}

struct HeadCase {
    const char* name;
    const char* text;
    const char* title;
    const char* description;
};

TEST(MigrationHead, IsFoundInFrontOfTheFirstStatement) {
    const HeadCase cases[] = {
        {"prose", "-- People.\n\nCREATE TABLE a (b int);", "", "People."},
        {"only its first paragraph", "-- People.\n\n-- More.\n\nSELECT 1;", "", "People."},
        {"the file's name", "-- 003_users.sql\n-- People.\n\nSELECT 1;", "", "People."},
        {"the version", "-- 003: People.\n\nSELECT 1;", "People.", ""},
        {"the version in words", "-- Migration 003 - People\n\nSELECT 1;", "People", ""},
        {"between rulers", "-- =====\n-- Migration: People\n-- =====\n\nSELECT 1;", "People", ""},
        {"in a block", "/*\n * Description: People.\n */\nSELECT 1;", "", "People."},
        {"at signs", "-- @description: People.\nSELECT 1;", "", "People."},
        {"a licence is none", "-- Copyright Somebody\n\n-- People.\n\nSELECT 1;", "", "People."},
        {"a directive is none", "-- +goose Up\n-- People.\n\nSELECT 1;", "", "People."},
        {"psql's lines are none", "\\set ON_ERROR_STOP on\n-- People.\n\nSELECT 1;", "", "People."},
        {"of one thing that is made", "-- People.\nCREATE TABLE a (b int);", "", "People."},
        {"not of the first of several", "-- As.\nCREATE TABLE a (b int);\nCREATE TABLE b (c int);",
         "", ""},
        {"above the first of several",
         "-- Two.\n\n-- As.\nCREATE TABLE a (b int);\nCREATE TABLE b (c int);", "", "Two."},
        {"fields and words above the first of several",
         "-- Migration 003: People\n-- Description: Who.\n\n-- As.\nCREATE TABLE a (b int);\n"
         "CREATE TABLE b (c int);",
         "People", "Who."},
        {"a title and words above the first of several",
         "-- Migration 003: People\n\n-- As.\nCREATE TABLE a (b int);\nCREATE TABLE b (c int);",
         "People", ""},
        {"a title and words above one thing",
         "-- Migration 003: People\n\n-- As.\nCREATE TABLE a (b int);", "People", "As."},
        {"SQL is none", "-- CREATE TABLE old (a int);\n\nSELECT 1;", "", ""},
        {"not a section below it",
         "-- People.\n\n-- === USERS ===\n-- Us.\nCREATE TABLE a (b int);", "", "People."},
        {"nothing", "SELECT 1; -- behind", "", ""},
    };
    for (const HeadCase& each : cases) {
        SCOPED_TRACE(each.name);
        const MigrationHead head = head_of(each.text);
        EXPECT_EQ(head.title, each.title);
        EXPECT_EQ(head.description, each.description);
    }
}

TEST(MigrationHead, NamesWhatItNeeds) {
    EXPECT_THAT(head_of("-- depends: 001_a.sql, '002_b'\nSELECT 1;").depends,
                ElementsAre("001_a", "002_b"));
    EXPECT_THAT(head_of("-- Requires: none\nSELECT 1;").depends, IsEmpty());
    EXPECT_THAT(head_of("-- down_revision = '1f5a'\nSELECT 1;").depends, ElementsAre("1f5a"));
    EXPECT_EQ(head_of("-- Revision ID: 2b6c\n-- Revises: 1f5a\nSELECT 1;").revision, "2b6c");
}

TEST(MigrationHead, StandsAboveTheMarkOfTheUpPart) {
    const test::TempDirectory folder;
    const std::string text = "-- People.\n\n-- migrate:up\nSELECT 1;\n";
    folder.write("1.sql", text);
    const migration::Migration migration{
        .name = "users",
        .up = {.file = (folder.path() / "1.sql").string(), .text = "SELECT 1;\n", .start = {4, 1}}};

    EXPECT_EQ(read_head(migration, {}).description, "People.");
}

struct BannerCase {
    const char* text;
    const char* words;
};

TEST(Banner, IsWordsBetweenRulers) {
    const BannerCase cases[] = {
        {"-- ==== USERS ====", "USERS"},
        {"-- ------\n-- AUTHORIZATION DOMAIN\n-- ------", "AUTHORIZATION DOMAIN"},
        {"-- Migration 1: A\n\n-- ==== USERS ====", "USERS"},
        {"-- ======\n-- A\n-- ======\n\n-- *** B ***\n", "B"},
        {"/* =======\n   Users\n   ======= */", "Users"},
    };
    for (const BannerCase& each : cases) {
        SCOPED_TRACE(each.text);
        EXPECT_EQ(last_banner(sql::tokenize(each.text, {})), each.words);
    }
}

TEST(Banner, IsNotEveryRuler) {
    for (const char* text :
         {"-- Users", "-- ------\n-- Users", "-- Users\n-- ------",
          "-- =====\n-- Migration 003: Users\n-- =====", "-- ----\n\n-- Users\n\n-- ----"}) {
        SCOPED_TRACE(text);
        EXPECT_EQ(last_banner(sql::tokenize(text, {})), std::nullopt);
    }
}

}  // namespace
}  // namespace erdmark::migration
