#include "document/database/objects.h"

#include <algorithm>
#include <utility>

#include "document/table/columns.h"

namespace erdmark::document {

namespace {

using schema::QualifiedName;
using schema::Schema;

/// Who uses each type.
class TypeUses {
public:
    explicit TypeUses(const Site& site) : site_(site) {
        const Schema& schema = site.schema;
        for (std::size_t table = 0; table < schema.tables.size(); ++table) {
            for (const schema::Column& column : schema.tables[table].columns) {
                add(column.user_type, {.table = site.table_links[table], .column = column.name});
            }
        }
        for (const schema::Domain& domain : schema.domains) {
            add(domain.user_type, {.type = link_to_type(site.types, domain.name)});
        }
        for (const schema::CompositeType& type : schema.composite_types) {
            for (const schema::Column& column : type.columns) {
                add(column.user_type,
                    {.column = column.name, .type = link_to_type(site.types, type.name)});
            }
        }
    }

    std::vector<TypeUseView> of(const QualifiedName& type) {
        const auto found = uses_.find(type);
        return found == uses_.end() ? std::vector<TypeUseView>() : std::move(found->second);
    }

private:
    void add(const QualifiedName& type, TypeUseView use) {
        if (!type.empty() && site_.types.contains(type)) {
            uses_[type].push_back(std::move(use));
        }
    }

    const Site& site_;
    std::map<QualifiedName, std::vector<TypeUseView>> uses_;
};

DomainView make_domain_view(const Site& site, const schema::Domain& domain, TypeUses& uses) {
    DomainView view{.link = link_to_type(site.types, domain.name),
                    .type = domain.type,
                    .base = link_to_type(site.types, domain.user_type),
                    .nullable = domain.nullable,
                    .default_value = domain.default_value,
                    .collation = domain.collation,
                    .used_by = uses.of(domain.name),
                    .description = domain.comment};
    for (const schema::CheckConstraint& check : domain.check_constraints) {
        view.checks.push_back({.expression = check.expression});
        if (check.not_valid) {
            view.checks.back().clauses.emplace_back("NOT VALID");
        }
    }
    return view;
}

void add_types(const Site& site, DatabaseView& view) {
    TypeUses uses(site);
    for (const schema::EnumType& type : site.schema.enums) {
        view.enums.push_back({.link = link_to_type(site.types, type.name),
                              .values = type.values,
                              .used_by = uses.of(type.name),
                              .description = type.comment});
    }
    for (const schema::Domain& domain : site.schema.domains) {
        view.domains.push_back(make_domain_view(site, domain, uses));
    }
    for (const schema::CompositeType& type : site.schema.composite_types) {
        view.composite_types.push_back(
            {.link = link_to_type(site.types, type.name),
             .columns = make_plain_column_views(site.types, type.columns, false),
             .used_by = uses.of(type.name),
             .description = type.comment});
    }
    for (const schema::RangeType& type : site.schema.range_types) {
        view.ranges.push_back({.link = link_to_type(site.types, type.name),
                               .subtype = type.subtype,
                               .options = type.options,
                               .used_by = uses.of(type.name),
                               .description = type.comment});
    }
}

std::map<std::string, std::size_t> count_tables(const Schema& schema) {
    std::map<std::string, std::size_t> counts;
    for (const schema::Table& table : schema.tables) {
        ++counts[table.name.schema];
    }
    for (const schema::View& view : schema.views) {
        ++counts[view.name.schema];
    }
    return counts;
}

/// The default namespace without words of its own says nothing: everything is in it.
std::vector<NamespaceView> make_namespaces(const Schema& schema) {
    if (schema.namespaces.empty()) {
        return {};
    }
    const std::map<std::string, std::size_t> counts = count_tables(schema);
    std::vector<NamespaceView> views;
    for (const schema::Namespace& each : schema.namespaces) {
        if (each.name.empty() && each.comment.empty()) {
            continue;
        }
        const auto count = counts.find(each.name);
        views.push_back({each.name, count == counts.end() ? 0 : count->second, each.comment});
    }
    return views;
}

/// A sequence that only numbers the rows of its column says nothing that the column does not.
bool is_worth_a_row(const Site& site, const schema::Sequence& sequence) {
    if (sequence.owner_table.empty()) {
        return true;
    }
    const auto owner = site.node_by_name.find(sequence.owner_table);
    const bool is_table =
        owner != site.node_by_name.end() && owner->second < site.schema.tables.size();
    const schema::Column* column =
        is_table ? schema::find_column(site.schema.tables[owner->second], sequence.owner_column)
                 : nullptr;
    const bool is_identity = column != nullptr && column->identity != schema::Identity::No;
    return !is_identity && (!sequence.options.empty() || !sequence.comment.empty());
}

std::vector<SequenceView> make_sequences(const Site& site) {
    std::vector<SequenceView> views;
    for (const schema::Sequence& sequence : site.schema.sequences) {
        if (!is_worth_a_row(site, sequence)) {
            continue;
        }
        views.push_back({.name = sequence.name.display(),
                         .type = sequence.type,
                         .options = sequence.options,
                         .description = sequence.comment});
        if (!sequence.owner_table.empty()) {
            views.back().owner = {site.link_to(sequence.owner_table), sequence.owner_column};
        }
    }
    return views;
}

std::vector<ExtensionView> make_extensions(const Schema& schema) {
    std::vector<ExtensionView> views;
    views.reserve(schema.extensions.size());
    for (const schema::Extension& extension : schema.extensions) {
        views.push_back({extension.name, extension.schema, extension.comment});
    }
    return views;
}

std::vector<EventTriggerView> make_event_triggers(const Site& site) {
    std::vector<EventTriggerView> views;
    views.reserve(site.schema.event_triggers.size());
    for (const schema::EventTrigger& trigger : site.schema.event_triggers) {
        views.push_back({.name = trigger.name,
                         .event = trigger.event,
                         .tags = trigger.tags,
                         .call = trigger.function,
                         .function = site.routines.called_by(trigger.function),
                         .options = trigger.options,
                         .description = trigger.comment});
    }
    return views;
}

std::vector<PublicationView> make_publications(const Schema& schema) {
    std::vector<PublicationView> views;
    views.reserve(schema.publications.size());
    for (const schema::Publication& publication : schema.publications) {
        views.push_back({.name = publication.name,
                         .all_tables = publication.all_tables,
                         .tables = publication.tables,
                         .schemas = publication.schemas,
                         .operations = publication.operations,
                         .description = publication.comment});
    }
    return views;
}

}  // namespace

DatabaseView make_database_view(const Site& site, bool with_routine_bodies) {
    DatabaseView view{.namespaces = make_namespaces(site.schema),
                      .sequences = make_sequences(site),
                      .extensions = make_extensions(site.schema),
                      .event_triggers = make_event_triggers(site),
                      .publications = make_publications(site.schema),
                      .routines = make_routine_sections(site, with_routine_bodies)};
    if (!site.types.empty()) {
        add_types(site, view);
    }
    return view;
}

}  // namespace erdmark::document
