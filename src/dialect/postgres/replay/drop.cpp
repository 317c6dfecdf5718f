#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

DropBehavior behavior_of(PgQuery__DropBehavior behavior) {
    return behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE ? DropBehavior::Cascade
                                                             : DropBehavior::Restrict;
}

/// What one statement drops.
class Targets {
public:
    Targets(const Catalog& catalog, const PgQuery__DropStmt& statement)
        : catalog_(catalog), statement_(statement) {}

    std::vector<Part> read() {
        for (std::size_t index = 0; index < statement_.n_objects; ++index) {
            read_object(*statement_.objects[index]);
        }
        return std::move(parts_);
    }

private:
    void read_object(const ParserNode& node) {
        switch (statement_.remove_type) {
            case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
            case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
            case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
            case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
            case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
            case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
                read_relation(dotted_name(names_of(node)));
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
            case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
                read_type(*node.type_name);
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
            case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
            case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
            case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
                read_routine(*node.object_with_args);
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
            case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
            case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
                read_attached(names_of(node));
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
                add(find_statistics(catalog_, dotted_name(names_of(node)), statement_.missing_ok));
                break;
            default:
                read_named(node);
        }
    }

    /// What has a name in the whole database. The catalog knows no other kinds, which no document
    /// shows either.
    void read_named(const ParserNode& node) {
        switch (statement_.remove_type) {
            case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
                read_schema(names_of(node).back());
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION:
                read_extension(names_of(node).back());
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION:
                read_map_entry(catalog_.publications, PartKind::Publication, "publication",
                               names_of(node).back());
                break;
            case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER:
                read_map_entry(catalog_.event_triggers, PartKind::EventTrigger, "event trigger",
                               names_of(node).back());
                break;
            default:
                break;
        }
    }

    void read_relation(const DottedName& name) {
        const ObjectId found = find_relation(catalog_, name.schema, name.name);
        if (found == 0) {
            refuse_missing_relation(name);
            return;
        }
        if (relation_kind(catalog_, found) != statement_.remove_type) {
            refuse_kind(name.name, statement_.remove_type);
        }
        add(Part{.object = found});
    }

    void refuse_missing_relation(const DottedName& name) const {
        if (statement_.missing_ok) {
            return;
        }
        require_known_space(catalog_, name.schema);
        const bool is_object =
            statement_.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX ||
            statement_.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE;
        refuse(
            fmt::format("{} \"{}\" does not exist", kind_words(statement_.remove_type), name.name),
            is_object ? condition::kUndefinedObject : condition::kUndefinedTable);
    }

    void read_type(const PgQuery__TypeName& node) {
        TypeUse type;
        try {
            type = resolve_type(catalog_, node);
        } catch (const Refusal&) {
            if (statement_.missing_ok) {
                return;
            }
            throw;
        }
        require_droppable(type);
        const Type* found = catalog_.types.find(type.object);
        const bool is_domain =
            found != nullptr && std::holds_alternative<DomainFacts>(found->facts);
        if (statement_.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN && !is_domain) {
            refuse(fmt::format("\"{}\" is not a domain",
                               fmt::join(texts_of(node.n_names, node.names), ".")),
                   condition::kWrongObjectType);
        }
        require_no_row_type(type.object);
        add(Part{.object = type.object});
    }

    /// The type of a table's rows, of arrays and so on goes with what it belongs to.
    void require_droppable(const TypeUse& type) const {
        const std::string text = type_text(catalog_, type);
        if (type.object == 0) {
            refuse(fmt::format("cannot drop type {} because it is required by the database system",
                               text),
                   condition::kDependentObjects);
        }
        if (type.is_array || type.multirange) {
            refuse(fmt::format("cannot drop type {} because type {} requires it", text,
                               type_text(catalog_, {.object = type.object})),
                   condition::kDependentObjects);
        }
    }

    void require_no_row_type(ObjectId object) const {
        if (find_any_relation(catalog_, object) != nullptr) {
            refuse(fmt::format("cannot drop type {} because {} requires it",
                               visible_name(catalog_, object),
                               describe_part(catalog_, {.object = object})),
                   condition::kDependentObjects);
        }
    }

    void read_routine(const PgQuery__ObjectWithArgs& signature) {
        const ObjectId found =
            find_signature(catalog_, statement_.remove_type, signature, statement_.missing_ok);
        if (found == 0) {
            return;
        }
        const Routine& routine = catalog_.routines.at(found);
        if (statement_.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION &&
            routine.kind == schema::RoutineKind::Aggregate) {
            refuse(fmt::format("\"{}\" is an aggregate function", routine.name),
                   condition::kWrongObjectType);
        }
        add(Part{.object = found});
    }

    /// `schema.table.name`
    void read_attached(std::vector<std::string> names) {
        const std::string name = names.back();
        names.pop_back();
        const ObjectId relation =
            find_named_relation(catalog_, dotted_name(names), statement_.missing_ok);
        const AnyRelation* base = find_any_relation(catalog_, relation);
        if (relation == 0) {
            return;
        }
        if (statement_.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER) {
            read_item(base, &AnyRelation::triggers,
                      {.kind = PartKind::Trigger, .object = relation, .name = name}, "table");
        } else if (statement_.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_RULE) {
            read_rule(base, {.kind = PartKind::Rule, .object = relation, .name = name});
        } else {
            read_item(catalog_.tables.find(relation), &Table::policies,
                      {.kind = PartKind::Policy, .object = relation, .name = name}, "table");
        }
    }

    void read_rule(const AnyRelation* base, const Part& part) {
        const View* view = catalog_.views.find(part.object);
        if (view != nullptr && part.name == "_RETURN") {
            refuse(
                fmt::format("cannot drop {} because {} requires it", describe_part(catalog_, part),
                            describe_part(catalog_, {.object = part.object})),
                condition::kDependentObjects);
        }
        read_item(base, &AnyRelation::rules, part, "relation");
    }

    template <typename Relation, typename Items>
    void read_item(const Relation* relation, Items items, const Part& part,
                   std::string_view place) {
        const bool is_there =
            relation != nullptr && std::ranges::any_of(relation->*items, [&](const auto& item) {
                return item.name == part.name;
            });
        if (is_there) {
            add(part);
        } else if (!statement_.missing_ok) {
            const std::string words = describe_part(catalog_, part);
            refuse(fmt::format(R"({} "{}" for {} "{}" does not exist)",
                               words.substr(0, words.find(' ')), part.name, place,
                               full_name(catalog_, part.object).name),
                   condition::kUndefinedObject);
        }
    }

    void read_schema(const std::string& name) {
        if (const ObjectId* found = catalog_.namespace_names.find(name)) {
            add(Part{.object = *found});
        } else if (!statement_.missing_ok) {
            require_known_space(catalog_, name);
        }
    }

    void read_extension(const std::string& name) {
        for (const auto& [id, extension] : catalog_.extensions) {
            if (extension.name == name) {
                add(Part{.object = id});
                return;
            }
        }
        if (!statement_.missing_ok && name != kOwnExtension) {
            refuse_missing("extension", name);
        }
    }

    template <typename Map>
    void read_map_entry(const Map& map, PartKind kind, std::string_view words,
                        const std::string& name) {
        if (map.contains(name)) {
            add(Part{.kind = kind, .name = name});
        } else if (!statement_.missing_ok) {
            refuse_missing(words, name);
        }
    }

    [[noreturn]] static void refuse_missing(std::string_view words, const std::string& name) {
        refuse(fmt::format("{} \"{}\" does not exist", words, name), condition::kUndefinedObject);
    }

    void add(const std::optional<Part>& part) {
        if (part && std::ranges::find(parts_, *part) == parts_.end()) {
            parts_.push_back(*part);
        }
    }

    const Catalog& catalog_;
    const PgQuery__DropStmt& statement_;
    std::vector<Part> parts_;
};

void require_concurrent(const PgQuery__DropStmt& statement) {
    if (!statement.concurrent) {
        return;
    }
    if (statement.n_objects != 1) {
        refuse("DROP INDEX CONCURRENTLY does not support dropping multiple objects",
               condition::kFeatureNotSupported);
    }
    if (statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE) {
        refuse("DROP INDEX CONCURRENTLY does not support CASCADE", condition::kFeatureNotSupported);
    }
}

}  // namespace

void drop(Catalog& catalog, const PgQuery__DropStmt& statement) {
    require_concurrent(statement);
    const std::vector<Part> targets = Targets(catalog, statement).read();
    if (!targets.empty()) {
        drop_parts(catalog, targets, behavior_of(statement.behavior));
    }
}

}  // namespace erdmark::dialect::postgres
