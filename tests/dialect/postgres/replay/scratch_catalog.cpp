#include "dialect/postgres/replay/scratch_catalog.h"

#include <map>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "dialect/postgres/replay/dependents_parts.h"
#include "dialect/postgres/replay/execute.h"
#include "dialect/postgres/replay/statement_tree.h"
#include "dialect/postgres/sql_syntax.h"
#include "sql/script.h"

namespace erdmark::dialect::postgres {

namespace {

std::string path_of(const Catalog& catalog, ObjectId id) {
    return document_name(catalog, id).display();
}

template <typename Columns>
std::string columns_of(const Columns& columns) {
    std::vector<std::string> names;
    for (const auto& column : columns) {
        names.push_back(column.name + (column.default_value ? "=" : ""));
    }
    return fmt::format("({})", fmt::join(names, ", "));
}

template <typename Items>
void add_names(std::string& text, const Items& items) {
    for (const auto& item : items) {
        text += " " + item.name;
    }
}

std::string words_of_relation(const AnyRelation& relation) {
    std::string text;
    add_names(text, relation.triggers);
    add_names(text, relation.rules);
    add_names(text, relation.statistics);
    return text;
}

std::string words_of_table(const Catalog& catalog, ObjectId id, const Table& table) {
    std::string text = "table " + path_of(catalog, id) + columns_of(table.columns);
    add_names(text, table.constraints);
    text += words_of_relation(table);
    add_names(text, table.policies);
    return text;
}

std::string words_of_type(const Catalog& catalog, ObjectId id, const Type& type) {
    std::string text = "type " + path_of(catalog, id);
    if (const auto* composite = std::get_if<CompositeFacts>(&type.facts)) {
        text += columns_of(composite->columns);
    } else if (const auto* domain = std::get_if<DomainFacts>(&type.facts)) {
        add_names(text, domain->checks);
    }
    return text;
}

void add_named(const Catalog& catalog, std::map<ObjectId, std::string>& words) {
    for (const auto& [id, sequence] : catalog.sequences) {
        words[id] = "sequence " + path_of(catalog, id);
    }
    for (const auto& [id, index] : catalog.indexes) {
        words[id] = "index " + path_of(catalog, id);
    }
    for (const auto& [id, routine] : catalog.routines) {
        words[id] = "function " + routine_signature(catalog, routine, ", ");
    }
    for (const auto& [id, space] : catalog.namespaces) {
        words[id] = space.name == "public" ? "" : "schema " + space.name;
    }
    for (const auto& [id, extension] : catalog.extensions) {
        words[id] = "extension " + extension.name;
    }
}

}  // namespace

std::string ScratchCatalog::run(std::string_view sql) {
    const sql::Script script{.file = "scratch.sql", .text = std::string(sql)};
    try {
        for (const sql::Statement& statement : sql::split_statements(script, kScriptSyntax)) {
            const StatementTree tree = parse_statement(statement.text);
            execute_definition(catalog_, *tree->stmts[0]->stmt, statement.text);
        }
    } catch (const Refusal& refusal) {
        return refusal.message;
    }
    return {};
}

std::string ScratchCatalog::contents() const {
    std::map<ObjectId, std::string> words;
    for (const auto& [id, table] : catalog_.tables) {
        words[id] = words_of_table(catalog_, id, table);
    }
    for (const auto& [id, view] : catalog_.views) {
        words[id] =
            "view " + path_of(catalog_, id) + columns_of(view.columns) + words_of_relation(view);
    }
    for (const auto& [id, type] : catalog_.types) {
        words[id] = words_of_type(catalog_, id, type);
    }
    add_named(catalog_, words);
    std::vector<std::string> lines;
    for (const auto& [id, text] : words) {
        if (!text.empty()) {
            lines.push_back(text);
        }
    }
    for (const auto& [name, publication] : catalog_.publications) {
        lines.push_back(fmt::format("publication {} of {}", name, publication.tables.size()));
    }
    for (const auto& [name, trigger] : catalog_.event_triggers) {
        lines.push_back("event trigger " + name);
    }
    return fmt::to_string(fmt::join(lines, "; "));
}

std::string outcome_of(std::string_view setup, std::string_view statement) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run(setup), "");
    const std::string message = scratch.run(statement);
    return message.empty() ? scratch.contents() : message;
}

}  // namespace erdmark::dialect::postgres
