#include "source/migration_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "migration/migration_head.h"
#include "source/statement_comments.h"
#include "source/token_cursor.h"
#include "sql/comment_text.h"
#include "sql/definition_comments.h"

namespace erdmark::source {

namespace {

using sql::Token;
using sql::TokenKind;

/// The first words of what is no column in a `CREATE TABLE`.
constexpr auto kConstraints = std::to_array<std::string_view>(
    {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE", "LIKE"});

/// Words that begin the order to make something, not its description.
constexpr auto kOrders = std::to_array<std::string_view>({
    "add ",
    "adds ",
    "adding ",
    "alter ",
    "change ",
    "create ",
    "drop ",
    "fix ",
    "make ",
    "migrate ",
    "modify ",
    "now ",
    "remove ",
    "rename ",
    "set ",
    "step ",
    "then ",
    "update ",
});

/// What a statement makes, changes or drops.
enum class Target { Nothing, Table, View, Type, Routine };

/// Goes on behind the word that says it.
Target accept_target(TokenCursor& cursor) {
    cursor.skip_any({"GLOBAL", "LOCAL", "UNLOGGED", "FOREIGN", "RECURSIVE", "MATERIALIZED"});
    if (cursor.accept({"TABLE"})) {
        return Target::Table;
    }
    if (cursor.accept({"VIEW"}) || cursor.accept({"VIRTUAL", "TABLE"})) {
        return Target::View;
    }
    if (cursor.accept({"TYPE"}) || cursor.accept({"DOMAIN"})) {
        return Target::Type;
    }
    return cursor.accept({"FUNCTION"}) || cursor.accept({"PROCEDURE"}) ? Target::Routine
                                                                       : Target::Nothing;
}

bool begins_with_an_order(const std::string& words) {
    const std::string lower = to_lower(words);
    return std::ranges::any_of(kOrders,
                               [&](std::string_view order) { return lower.starts_with(order); });
}

/// What says of a column that it is added, or of several that they are, says nothing of it.
std::string column_words(std::string words, const std::string& column) {
    words = sql::prose(words);
    const std::vector<std::string> names{column};
    return begins_with_an_order(words) || sql::says_nothing_new(words, names) ? "" : words;
}

void fill_text(std::string& comment, const std::string& words) {
    if (comment.empty()) {
        comment = words;
    }
}

schema::QualifiedName folded(const schema::QualifiedName& name) {
    return {.schema = to_lower(name.schema), .name = to_lower(name.name)};
}

}  // namespace

void MigrationWords::read(const sql::Script& script) {
    dropped_.clear();
    section_.clear();
    try {
        for (const sql::Statement& statement : sql::split_statements(script, syntax_)) {
            if (statement.kind == sql::StatementKind::Sql) {
                read_statement(statement, script);
            }
        }
    } catch (const Error&) {
        // The replay says what is wrong with it.
        return;
    }
}

void MigrationWords::read_statement(const sql::Statement& statement, const sql::Script& script) {
    if (const std::optional<std::string> banner = migration::last_banner(statement.comments)) {
        section_ = *banner;
    }
    const bool creates = statement.keywords.starts_with("CREATE ");
    const bool alters = statement.keywords.starts_with("ALTER ");
    if (creates || alters) {
        const std::vector<sql::CommentLine> lines =
            sql::comment_lines(block_above(statement, script.text));
        const Surroundings words{
            .above = migration::is_head(lines) ? "" : sql::prose(lines),
            .behind = comment_behind(statement, script.text, syntax_),
        };
        creates ? read_create(statement, words) : read_alter(statement, words);
    } else if (statement.keywords.starts_with("DROP ")) {
        read_drop(statement);
    }
}

void MigrationWords::read_create(const sql::Statement& statement, const Surroundings& words) {
    const std::vector<Token> tokens = sql::tokenize(statement.text, syntax_);
    TokenCursor cursor(tokens);
    cursor.skip();
    cursor.accept({"OR", "REPLACE"});
    const Target target = accept_target(cursor);
    if (target == Target::Nothing) {
        return;
    }
    Objects& objects = target == Target::Type      ? types_
                       : target == Target::Routine ? routines_
                                                   : relations_;
    const bool may_exist = cursor.accept({"IF", "NOT", "EXISTS"});
    const Name name = cursor.qualified_name();
    if (may_exist && objects.contains(name)) {
        return;
    }
    const std::vector<std::string> names{name.name};
    const std::string& text = words.above.empty() ? words.behind : words.above;
    ObjectWords& object = objects[name];
    object = {.comment = sql::says_nothing_new(text, names) ? "" : text};
    if (target == Target::Table) {
        add_to_section(object);
        read_definitions(tokens, cursor.index(), object);
    }
}

void MigrationWords::add_to_section(ObjectWords& table) {
    table.section = section_;
    const bool is_new =
        std::ranges::find(section_order_, section_) == section_order_.end() && !section_.empty();
    if (is_new) {
        section_order_.push_back(section_);
    }
}

/// `start` is the token behind the name of the table.
void MigrationWords::read_definitions(const std::vector<Token>& tokens, std::size_t start,
                                      ObjectWords& words) {
    if (start >= tokens.size() || tokens[start].text != "(") {
        return;
    }
    const sql::DefinitionComments comments = sql::read_definition_comments(tokens);
    fill_text(words.comment, sql::prose(comments.table));
    std::size_t index = 0;
    for (const std::span<const Token> item : split_items(std::span(tokens).subspan(start + 1))) {
        TokenCursor cursor(item);
        const bool is_column = std::ranges::none_of(
            kConstraints, [&](std::string_view word) { return cursor.sees(word); });
        if (is_column && index < comments.items.size()) {
            const std::string column = cursor.name();
            if (std::string text = column_words(comments.items[index], column); !text.empty()) {
                words.columns[column] = std::move(text);
            }
        }
        ++index;
    }
}

void MigrationWords::read_alter(const sql::Statement& statement, const Surroundings& words) {
    const std::vector<Token> tokens = sql::tokenize(statement.text, syntax_);
    TokenCursor cursor(tokens);
    cursor.skip();
    const Target target = accept_target(cursor);
    if (target == Target::Nothing) {
        return;
    }
    cursor.skip_any({"IF", "EXISTS", "ONLY"});
    const Name name = cursor.qualified_name();
    Objects& objects = target == Target::Type      ? types_
                       : target == Target::Routine ? routines_
                                                   : relations_;
    if (cursor.accept({"RENAME", "TO"})) {
        rename(objects, name, {.schema = name.schema, .name = cursor.name()});
    } else if (cursor.accept({"SET", "SCHEMA"})) {
        std::string space = cursor.name();
        space = space == "public" ? "" : space;
        rename(objects, name, {.schema = std::move(space), .name = name.name});
    } else if (target == Target::Table) {
        read_actions(tokens, cursor.index(), name, words);
    }
}

void MigrationWords::read_actions(const std::vector<Token>& tokens, std::size_t start,
                                  const Name& table, const Surroundings& words) {
    const std::span<const Token> rest = std::span(tokens).subspan(std::min(start, tokens.size()));
    const std::vector<std::string> comments = sql::read_item_comments(rest);
    const std::vector<std::span<const Token>> actions = split_items(rest);
    for (std::size_t index = 0; index < actions.size(); ++index) {
        std::string text = index < comments.size() ? comments[index] : "";
        if (text.empty() && index + 1 == actions.size()) {
            text = words.behind;
        }
        if (text.empty() && actions.size() == 1) {
            text = words.above;
        }
        read_action(actions[index], table, text);
    }
}

void MigrationWords::read_action(std::span<const Token> action, const Name& table,
                                 const std::string& words) {
    TokenCursor cursor(action);
    const auto column_is_next = [&] {
        cursor.accept({"COLUMN"});
        cursor.accept({"IF", "NOT", "EXISTS"});
        cursor.accept({"IF", "EXISTS"});
        return std::ranges::none_of(kConstraints,
                                    [&](std::string_view word) { return cursor.sees(word); });
    };
    const bool adds = cursor.accept({"ADD"});
    const bool drops = !adds && cursor.accept({"DROP"});
    const bool renames = !adds && !drops && cursor.accept({"RENAME"});
    if ((!adds && !drops && !renames) || !column_is_next()) {
        return;
    }
    std::map<std::string, std::string>& columns = relations_[table].columns;
    const std::string column = cursor.name();
    if (adds) {
        if (std::string text = column_words(words, column); !text.empty()) {
            columns.emplace(column, std::move(text));
        }
        return;
    }
    const auto old = columns.extract(column);
    if (renames && !old.empty() && cursor.accept({"TO"})) {
        columns[cursor.name()] = old.mapped();
    }
}

void MigrationWords::read_drop(const sql::Statement& statement) {
    const std::vector<Token> tokens = sql::tokenize(statement.text, syntax_);
    TokenCursor cursor(tokens);
    cursor.skip();
    const Target target = accept_target(cursor);
    if (target == Target::Nothing) {
        return;
    }
    cursor.accept({"IF", "EXISTS"});
    Objects& objects = target == Target::Type      ? types_
                       : target == Target::Routine ? routines_
                                                   : relations_;
    for (bool goes_on = true; goes_on;) {
        auto words = objects.extract(cursor.qualified_name());
        if (target == Target::Table && !words.empty()) {
            dropped_[words.key()] = std::move(words.mapped());
        }
        goes_on = cursor.sees_operator(",");
        cursor.skip();
    }
}

/// What takes the place of a table that was dropped is its new form, and inherits its words.
void MigrationWords::rename(Objects& objects, const Name& from, const Name& to) {
    auto moved = objects.extract(from);
    ObjectWords words = moved.empty() ? ObjectWords{} : std::move(moved.mapped());
    if (const auto old = dropped_.extract(to); !old.empty()) {
        fill_text(words.comment, old.mapped().comment);
        fill_text(words.section, old.mapped().section);
        words.columns.insert(old.mapped().columns.begin(), old.mapped().columns.end());
    }
    objects[to] = std::move(words);
}

/// A name without its schema stands for the only one of that name: scripts set a search path.
const MigrationWords::ObjectWords* MigrationWords::find(const Objects& objects, const Name& name) {
    const Name wanted = folded(name);
    if (const auto found = objects.find(wanted); found != objects.end()) {
        return &found->second;
    }
    const auto bare = objects.find({.name = wanted.name});
    return bare == objects.end() ? nullptr : &bare->second;
}

void MigrationWords::fill_table(schema::Table& table) const {
    const ObjectWords* words = find(relations_, table.name);
    if (words == nullptr) {
        return;
    }
    fill_text(table.comment, words->comment);
    for (schema::Column& column : table.columns) {
        const auto found = words->columns.find(to_lower(column.name));
        if (found != words->columns.end()) {
            fill_text(column.comment, found->second);
        }
    }
}

void MigrationWords::fill(schema::Schema& schema) const {
    const auto fill_objects = [](const Objects& words, auto& objects) {
        for (auto& object : objects) {
            if (const ObjectWords* found = find(words, object.name); found != nullptr) {
                fill_text(object.comment, found->comment);
            }
        }
    };
    for (schema::Table& table : schema.tables) {
        fill_table(table);
    }
    fill_objects(relations_, schema.views);
    fill_objects(types_, schema.enums);
    fill_objects(types_, schema.domains);
    fill_objects(types_, schema.composite_types);
    fill_objects(types_, schema.range_types);
    fill_objects(routines_, schema.routines);
}

std::vector<Section> MigrationWords::sections(const schema::Schema& schema) const {
    std::vector<Section> sections;
    for (const std::string& words : section_order_) {
        sections.push_back({.words = words});
    }
    for (const schema::Table& table : schema.tables) {
        const ObjectWords* words = find(relations_, table.name);
        const auto section = words == nullptr
                                 ? sections.end()
                                 : std::ranges::find(sections, words->section, &Section::words);
        if (section != sections.end()) {
            section->tables.push_back(table.name);
        }
    }
    std::erase_if(sections, [](const Section& section) { return section.tables.empty(); });
    return sections;
}

}  // namespace erdmark::source
