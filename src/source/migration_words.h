#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "schema/schema.h"
#include "sql/script.h"

namespace erdmark::source {

/// The tables that were created below one banner: `-- === AUTHORIZATION DOMAIN ===`.
struct Section {
    std::string words;                          ///< Of the banner: `AUTHORIZATION DOMAIN`.
    std::vector<schema::QualifiedName> tables;  ///< By name.
};

/// The words that developers wrote beside the statements of migrations, by the object that they
/// speak of, and followed through renames. docs/guide/migrations.md has the rules.
class MigrationWords {
public:
    explicit MigrationWords(const sql::Syntax& syntax) : syntax_(syntax) {}

    /// Reads the next script. Never fails: of one that does not end as it should, nothing is read.
    void read(const sql::Script& script);

    /// Gives comments to the tables, columns, views, types and routines of `schema` that have none.
    void fill(schema::Schema& schema) const;

    /// The banners with the tables of `schema` that were created below them, in the order in which
    /// they were first met.
    std::vector<Section> sections(const schema::Schema& schema) const;

private:
    using Name = schema::QualifiedName;  ///< In lower case.

    struct ObjectWords {
        std::string comment;
        std::map<std::string, std::string> columns;  ///< By name in lower case.
        std::string section;
    };
    using Objects = std::map<Name, ObjectWords>;

    /// What is beside a statement.
    struct Surroundings {
        std::string above;   ///< The comment block directly above it.
        std::string behind;  ///< The comment behind it, when it is one line.
    };

    void read_statement(const sql::Statement& statement, const sql::Script& script);
    void read_create(const sql::Statement& statement, const Surroundings& words);
    void add_to_section(ObjectWords& table);
    static void read_definitions(const std::vector<sql::Token>& tokens, std::size_t start,
                                 ObjectWords& words);
    void read_alter(const sql::Statement& statement, const Surroundings& words);
    void read_actions(const std::vector<sql::Token>& tokens, std::size_t start, const Name& table,
                      const Surroundings& words);
    void read_action(std::span<const sql::Token> action, const Name& table,
                     const std::string& words);
    void read_drop(const sql::Statement& statement);
    void rename(Objects& objects, const Name& from, const Name& to);
    void fill_table(schema::Table& table) const;
    static const ObjectWords* find(const Objects& objects, const Name& name);

    sql::Syntax syntax_;
    std::string section_;  ///< The banner that holds.
    std::vector<std::string> section_order_;
    Objects relations_;
    Objects types_;
    Objects routines_;
    Objects dropped_;  ///< Tables of the current script: a new form may take their place.
};

}  // namespace erdmark::source
