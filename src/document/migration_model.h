#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "document/table_model.h"

namespace erdmark::document {

// The part of the view model (see view_model.h) that tells which migrations made a schema.

/// Something that a migration made or changed, where it stands now.
struct MigrationObjectView {
    std::string kind;  ///< `table`, `enum type`, `function`, …
    std::string name;
    TableLink table;  ///< Of a table or a view that is still there.
    EntryLink entry;  ///< Of a type or a function that is still there.
};

/// Parts of one kind of which the same is said: `adds columns email, phone`.
struct MigrationPartsView {
    std::string words;               ///< `adds columns`, `changes its comment`.
    std::vector<std::string> names;  ///< Empty when the words say it all.
    std::vector<std::string> notes;  ///< For each name, or none: `type, default`, `to mail`.
};

struct MigrationChangeView {
    std::string verb;  ///< `Creates`, `Changes`, `Drops`, `Renames`.
    MigrationObjectView object;
    std::string old_name;  ///< Of what is renamed.
    std::string detail;    ///< Of what is created: `12 columns, 2 indexes`.
    std::vector<MigrationPartsView> parts;
};

/// What became of the rows of a table.
struct MigrationRowsView {
    MigrationObjectView object;
    std::string words;  ///< `adds 10 rows`
};

/// A migration that another one needs.
struct MigrationNeedView {
    std::size_t migration = 0;         ///< Its index.
    std::vector<std::string> objects;  ///< What of it is used.
    bool declared = false;             ///< The migration itself says so.
};

struct MigrationView {
    std::string id;
    std::string anchor;  ///< Unique on the page.
    std::string file;
    std::string purpose;      ///< A line.
    bool is_told = false;     ///< Its author said the purpose; else it is the name in words.
    std::string description;  ///< More words, or none.
    std::string author;
    std::vector<std::string> notes;  ///< `no down part`, `runs outside a transaction`.
    std::vector<MigrationChangeView> changes;
    std::vector<MigrationRowsView> rows;
    std::vector<MigrationNeedView> needs;  ///< Latest first.
};

/// A picture of migrations and those that they need.
struct MigrationGraphView {
    std::vector<std::size_t> migrations;  ///< In their order.
    std::vector<std::size_t> others;      ///< Needed ones that are shown in another part.
    std::vector<std::pair<std::size_t, std::size_t>> edges;  ///< From what is needed.
    bool across = false;  ///< Drawn from left to right: more stand side by side than in a row.
};

struct MigrationsView {
    std::vector<MigrationView> migrations;  ///< In the order in which they run; empty for no page.
    std::vector<MigrationGraphView> graphs;
    std::size_t alone = 0;   ///< How many are in no picture: they need none and none needs them.
    std::string down_words;  ///< `all with a down part`, `none with a down part`, `3 without …`.
};

}  // namespace erdmark::document
