#include <algorithm>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"
#include "contract/postgres_cross_check.h"
#include "contract/postgres_fact_text.h"

namespace erdmark::test {
namespace {

using schema::Column;
using schema::Deferrability;
using schema::ForeignKey;
using schema::Index;
using schema::QualifiedName;
using schema::Schema;
using schema::Table;
using schema::View;

using Lines = std::vector<std::string>;

std::string full(const QualifiedName& name) {
    return (name.schema.empty() ? "public" : name.schema) + "." + name.name;
}

std::string list(const std::vector<std::string>& names) {
    return join(names, ", ");
}

const schema::Domain* domain_of(const Schema& schema, const Column& column) {
    const auto found = std::ranges::find(schema.domains, column.user_type, &schema::Domain::name);
    const bool is_array = column.type.ends_with("[]");
    return found == schema.domains.end() || is_array ? nullptr : &*found;
}

// `information_schema` shows what the domain adds as if it were the column's own.
bool is_nullable(const Schema& schema, const Column& column) {
    const schema::Domain* domain = domain_of(schema, column);
    return column.nullable && (domain == nullptr || domain->nullable);
}

std::string collation_of(const Schema& schema, const Column& column) {
    const schema::Domain* domain = domain_of(schema, column);
    return column.collation.empty() && domain != nullptr ? domain->collation : column.collation;
}

void add_columns(Facts& facts, const Schema& schema, const QualifiedName& relation,
                 const std::vector<Column>& columns) {
    std::size_t place = 0;
    for (const Column& column : columns) {
        std::string line = fmt::format("{} {}: {} {}", full(relation), ++place, column.name,
                                       comparable_type(column.type));
        line += is_nullable(schema, column) ? "" : " NOT NULL";
        line += column.default_value ? " DEFAULT " + *column.default_value : "";
        line += column.identity == schema::Identity::Always      ? " IDENTITY ALWAYS"
                : column.identity == schema::Identity::ByDefault ? " IDENTITY BY DEFAULT"
                                                                 : "";
        line += column.generated == schema::Generated::Stored
                    ? " AS " + column.generation_expression
                    : "";
        const std::string collation = collation_of(schema, column);
        line += collation.empty() ? "" : " COLLATE " + collation;
        line += column.comment.empty() ? "" : " -- " + column.comment;
        facts["columns"].push_back(line);
    }
}

std::string deferrable_word(Deferrability value) {
    return value == Deferrability::NotDeferrable       ? ""
           : value == Deferrability::InitiallyDeferred ? " deferred"
                                                       : " deferrable";
}

void add_keys(Facts& facts, const Table& table) {
    const auto add = [&](const char* kind, const auto& key) {
        facts["keys"].push_back(fmt::format("{} {} {} ({}){}", full(table.name), kind, key.name,
                                            list(key.columns), deferrable_word(key.deferrability)));
    };
    if (table.primary_key) {
        add("primary key", *table.primary_key);
    }
    for (const auto& constraint : table.unique_constraints) {
        add("unique", constraint);
    }
    for (const ForeignKey& key : table.foreign_keys) {
        add("foreign key", key);
    }
}

std::string action_clause(const char* event, schema::ReferentialAction action) {
    return action == schema::ReferentialAction::NoAction
               ? ""
               : fmt::format(" ON {} {}", event, schema::action_words(action));
}

/// As `pg_get_constraintdef` writes it, without quotes.
std::string foreign_key_text(const ForeignKey& key) {
    std::string text = fmt::format("FOREIGN KEY ({}) REFERENCES {}({})", list(key.columns),
                                   key.referenced_table.display(), list(key.referenced_columns));
    text += key.match == schema::MatchType::Full ? " MATCH FULL" : "";
    text += action_clause("UPDATE", key.on_update);
    text += action_clause("DELETE", key.on_delete);
    text += key.set_columns.empty() ? "" : fmt::format(" ({})", list(key.set_columns));
    text += key.deferrability == Deferrability::NotDeferrable ? "" : " DEFERRABLE";
    text += key.deferrability == Deferrability::InitiallyDeferred ? " INITIALLY DEFERRED" : "";
    text += key.not_valid ? " NOT VALID" : "";
    return text;
}

/// How many constraints of a namespace have each name: `information_schema` knows no table of them.
std::map<std::string, int> constraint_names(const Schema& schema) {
    std::map<std::string, int> names;
    for (const Table& table : schema.tables) {
        const std::string space = full({table.name.schema, ""});
        const auto count = [&](const auto& constraints) {
            for (const auto& constraint : constraints) {
                ++names[space + constraint.name];
            }
        };
        if (table.primary_key) {
            ++names[space + table.primary_key->name];
        }
        count(table.unique_constraints);
        count(table.check_constraints);
        count(table.exclusion_constraints);
        count(table.foreign_keys);
        // Constraint triggers are constraints too.
        for (const schema::Trigger& trigger : table.triggers) {
            const bool is_constraint = std::ranges::count(trigger.options, "CONSTRAINT") != 0;
            names[space + trigger.name] += is_constraint ? 1 : 0;
        }
    }
    return names;
}

void add_foreign_keys(Facts& facts, const Table& table, std::map<std::string, int>& names) {
    for (const ForeignKey& key : table.foreign_keys) {
        facts["foreign keys"].push_back(
            fmt::format("{} {} {}", full(table.name), key.name, foreign_key_text(key)));
        const std::string name = full({table.name.schema, key.name});
        if (names[name] == 1) {
            facts["references"].push_back(fmt::format(
                "{} match {} update {} delete {}", name,
                key.match == schema::MatchType::Full ? "FULL" : "SIMPLE",
                schema::action_words(key.on_update), schema::action_words(key.on_delete)));
        }
    }
}

void add_checks(Facts& facts, const Table& table) {
    for (const schema::CheckConstraint& check : table.check_constraints) {
        facts["checks"].push_back(fmt::format(
            "{} {} {}{}{}", full(table.name), check.name, check.expression,
            check.no_inherit ? " NO INHERIT" : "", check.not_valid ? " NOT VALID" : ""));
    }
}

void add_indexes(Facts& facts, const QualifiedName& relation, const std::vector<Index>& indexes) {
    for (const Index& index : indexes) {
        Lines parts;
        for (const schema::IndexPart& part : index.parts) {
            const bool nulls_first =
                part.nulls == "FIRST" || (part.descending && part.nulls.empty());
            parts.push_back(fmt::format("{}{}{}{}", part.column, part.expression,
                                        part.descending ? " DESC" : "",
                                        nulls_first ? " NULLS FIRST" : ""));
        }
        facts["indexes"].push_back(
            fmt::format("{} {}{} {} ({}){}", full(relation), index.unique ? "unique " : "",
                        index.name, index.method.empty() ? "btree" : index.method, list(parts),
                        index.predicate.empty() ? "" : " WHERE " + index.predicate));
    }
}

void add_triggers(Facts& facts, const QualifiedName& relation,
                  const std::vector<schema::Trigger>& triggers) {
    for (const schema::Trigger& trigger : triggers) {
        for (const char* event : {"INSERT", "UPDATE", "DELETE"}) {
            if ((" " + trigger.event + " ").find(fmt::format(" {} ", event)) != std::string::npos) {
                facts["triggers"].push_back(fmt::format("{} {} {} {} {} {}", full(relation),
                                                        trigger.name, trigger.timing, event,
                                                        trigger.level, trigger.function));
            }
        }
    }
}

void add_grants(Facts& facts, const QualifiedName& relation,
                const std::vector<schema::Grant>& grants) {
    for (const schema::Grant& grant : grants) {
        for (const std::string& privilege : grant.privileges) {
            const bool grantable = std::ranges::count(grant.grantable, privilege) != 0;
            if (privilege.find('(') == std::string::npos) {
                facts["grants"].push_back(fmt::format("{} to {}: {}{}", full(relation),
                                                      to_lower(grant.grantee), privilege,
                                                      grantable ? " grantable" : ""));
            }
        }
    }
}

void add_comment(Facts& facts, const QualifiedName& relation, const std::string& comment) {
    if (!comment.empty()) {
        facts["comments"].push_back(fmt::format("{}: {}", full(relation), comment));
    }
}

void add_policies(Facts& facts, const Table& table) {
    for (const schema::Policy& policy : table.policies) {
        facts["policies"].push_back(
            fmt::format("{} {} {} {} to {} using {} check {}", full(table.name), policy.name,
                        policy.restrictive ? "restrictive" : "permissive", policy.command,
                        list(policy.roles), policy.using_expression, policy.check_expression));
    }
}

void add_table(Facts& facts, const Schema& schema, const Table& table) {
    facts["tables"].push_back(
        fmt::format("{} {}", full(table.name),
                    table.kind == schema::TableKind::Foreign ? "foreign" : "base table"));
    for (const schema::Partition& partition : table.partitions) {
        facts["tables"].push_back(full(partition.name) + " base table");
        facts["partitions"].push_back(
            fmt::format("{} under {}", full(partition.name), full(partition.parent)));
        add_comment(facts, partition.name, partition.comment);
    }
    add_columns(facts, schema, table.name, table.columns);
    add_keys(facts, table);
    add_checks(facts, table);
    add_indexes(facts, table.name, table.indexes);
    add_triggers(facts, table.name, table.triggers);
    add_policies(facts, table);
    add_grants(facts, table.name, table.grants);
    add_comment(facts, table.name, table.comment);
}

void add_view(Facts& facts, const Schema& schema, const View& view) {
    std::string check_option = "none";
    for (const std::string& option : view.options) {
        if (option.starts_with("check_option=")) {
            check_option = option.substr(option.find('=') + 1);
        }
    }
    facts["tables"].push_back(full(view.name) +
                              (view.materialized ? " materialized view" : " view"));
    facts["views"].push_back(fmt::format("{} {}", full(view.name), check_option));
    add_indexes(facts, view.name, view.indexes);
    add_triggers(facts, view.name, view.triggers);
    add_comment(facts, view.name, view.comment);
    // The standard knows no materialized views.
    if (view.materialized) {
        return;
    }
    add_columns(facts, schema, view.name, view.columns);
    add_grants(facts, view.name, view.grants);
    for (const schema::ViewSource& source : view.reads) {
        for (const std::string& column : source.columns) {
            facts["view sources"].push_back(
                fmt::format("{} reads {}.{}", full(view.name), full(source.name), column));
        }
    }
}

void add_types(Facts& facts, const Schema& schema) {
    for (const schema::EnumType& type : schema.enums) {
        if (!type.values.empty()) {
            facts["enums"].push_back(fmt::format("{}: {}", full(type.name), list(type.values)));
        }
    }
    for (const schema::Domain& domain : schema.domains) {
        const std::string start =
            fmt::format("{} default {} ", full(domain.name), domain.default_value.value_or(""));
        for (const schema::CheckConstraint& check : domain.check_constraints) {
            facts["domains"].push_back(start + check.name + " " + check.expression);
        }
        if (domain.check_constraints.empty()) {
            facts["domains"].push_back(start + " ");
        }
    }
    for (const schema::CompositeType& type : schema.composite_types) {
        Lines names;
        for (const Column& column : type.columns) {
            names.push_back(column.name);
        }
        facts["composite types"].push_back(full(type.name) + " " + list(names));
    }
}

/// The number of an option such as `INCREMENT BY 10`, or what it is when nothing is said.
std::int64_t number_of(const schema::Sequence& sequence, const std::string& words,
                       std::int64_t otherwise) {
    for (const std::string& option : sequence.options) {
        if (option.starts_with(words + " ")) {
            return std::stoll(option.substr(words.size()));
        }
    }
    return otherwise;
}

std::string sequence_line(const schema::Sequence& sequence) {
    const std::int64_t highest = sequence.type == "smallint"  ? INT16_MAX
                                 : sequence.type == "integer" ? INT32_MAX
                                                              : INT64_MAX;
    const std::int64_t increment = number_of(sequence, "INCREMENT BY", 1);
    const bool up = increment > 0;
    const std::int64_t from = number_of(sequence, "MINVALUE", up ? 1 : -highest - 1);
    const std::int64_t to = number_of(sequence, "MAXVALUE", up ? highest : -1);
    return fmt::format("{} {} start {} increment {} from {} to {}{}", full(sequence.name),
                       sequence.type, number_of(sequence, "START WITH", up ? from : to), increment,
                       from, to,
                       std::ranges::count(sequence.options, "CYCLE") != 0 ? " cycle" : "");
}

}  // namespace

Facts facts_of_schema(const Schema& schema) {
    Facts facts;
    std::map<std::string, int> names = constraint_names(schema);
    for (const Table& table : schema.tables) {
        add_table(facts, schema, table);
        add_foreign_keys(facts, table, names);
    }
    for (const View& view : schema.views) {
        add_view(facts, schema, view);
    }
    add_types(facts, schema);
    for (const schema::Sequence& sequence : schema.sequences) {
        facts["sequences"].push_back(sequence_line(sequence));
    }
    for (const schema::Routine& routine : schema.routines) {
        facts["routines"].push_back(fmt::format("{} {} {}", full(routine.name), routine.language,
                                                routine.security_definer ? "definer" : "invoker"));
    }
    return facts;
}

}  // namespace erdmark::test
