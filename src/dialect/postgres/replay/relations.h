#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// What statements on tables, sequences and types have in common.

/// Whether a name of a relation, an index or a type is free in the schema; the server gives each
/// relation but indexes and sequences a row type of its name. Throws the server's `Refusal`
/// `relation "x" already exists` when it is not.
void require_free_relation_name(const Catalog& catalog, ObjectId space, const std::string& name);
void require_free_type_name(const Catalog& catalog, ObjectId space, const std::string& name);

/// The relation that a statement names; throws `relation "x" does not exist`.
ObjectId require_relation(const Catalog& catalog, const PgQuery__RangeVar& name);

/// The same for a table; throws `"x" is not a table` for other relations.
ObjectId require_table(const Catalog& catalog, const PgQuery__RangeVar& name);

/// The column of that name; throws `column "c" of relation "t" does not exist`.
const Column& require_column(const Table& table, const std::string& name);

/// Throws `ALTER action SET cannot be performed on relation "t"`.
[[noreturn]] void refuse_action(std::string_view action, std::string_view relation);

/// The same for a table that is not foreign.
void require_foreign(const Table& table, std::string_view action);

/// Options are `name=value`: each change takes the place of the option of its name, behind the
/// others, or with `reset` removes it.
void change_options(std::vector<std::string>& options, const std::vector<std::string>& changes,
                    bool reset);

/// Carries out `OPTIONS (ADD a 'b', SET c 'd', DROP e)` on the options of something foreign, each
/// as server_option_text gives it, in order. Throws `option "c" not found` and `option "a" provided
/// more than once`.
void change_server_options(std::vector<std::string>& options, const PgQuery__List& changes);

/// The schema in which a statement makes a relation, with that of temporary ones.
ObjectId space_for(Catalog& catalog, const PgQuery__RangeVar& name);

/// What a generated name is made of: `first_second_label`.
struct GeneratedName {
    std::string_view first;
    std::string_view second;
    std::string_view label;
};

/// The name of an index or a sequence that its author did not give: free among the relations of
/// the schema (and, for that of a constraint, among its constraints).
std::string choose_relation_name(const Catalog& catalog, ObjectId space, const GeneratedName& parts,
                                 bool for_constraint);

/// The name of a check or a foreign key: free among the constraints of the schema and not in
/// `taken`.
std::string choose_constraint_name(const Catalog& catalog, ObjectId space,
                                   const GeneratedName& parts,
                                   const std::vector<std::string>& taken = {});

/// Puts an object into the catalog under its name, and notes that it is new.
ObjectId add_table(Catalog& catalog, Table table);
ObjectId add_view(Catalog& catalog, View view);
ObjectId add_sequence(Catalog& catalog, Sequence sequence);
ObjectId add_type(Catalog& catalog, Type type);
ObjectId add_routine(Catalog& catalog, Routine routine);
/// The index's relation lists it too.
ObjectId add_index(Catalog& catalog, Index index);

/// Options of a statement, `fillfactor=70`, as the server keeps them.
std::vector<std::string> read_options(std::size_t count, ParserNode* const* options);

/// The text of an option's value; `true` for none.
std::string option_value(const PgQuery__DefElem& option);

/// The limits and the start that a sequence of a type has when nothing is said.
Sequence make_sequence(const std::string& type, std::int64_t increment);

/// Sets what `CREATE SEQUENCE`, `ALTER SEQUENCE` or an identity column says of a sequence, but
/// `OWNED BY`. `is_new`: also sets what follows from it.
void apply_sequence_options(Sequence& sequence, std::size_t count, ParserNode* const* options,
                            bool is_new);

}  // namespace erdmark::dialect::postgres
