#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/rename_objects.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kViewRule = "_RETURN";  ///< That makes a view what it is.

/// The relation of a trigger, a policy or a rule; views have no policies.
ObjectId require_holder(const Catalog& catalog, const PgQuery__RenameStmt& statement,
                        std::string_view things) {
    const DottedName name = dotted_name(*statement.relation);
    const ObjectId id = find_named_relation(catalog, name, false);
    if (find_any_relation(catalog, id) == nullptr) {
        refuse(fmt::format("relation \"{}\" cannot have {}", name.name, things),
               condition::kWrongObjectType);
    }
    return id;
}

template <typename Item>
bool has_name(const std::vector<Item>& items, const std::string& name) {
    return std::ranges::find(items, name, &Item::name) != items.end();
}

[[noreturn]] void refuse_missing(std::string_view kind, std::string_view place,
                                 const PgQuery__RenameStmt& statement) {
    refuse(fmt::format(R"({} "{}" for {} "{}" does not exist)", kind, text_of(statement.subname),
                       place, text_of(statement.relation->relname)),
           condition::kUndefinedObject);
}

[[noreturn]] void refuse_taken(std::string_view kind, std::string_view place,
                               const PgQuery__RenameStmt& statement) {
    refuse(fmt::format(R"({} "{}" for {} "{}" already exists)", kind, text_of(statement.newname),
                       place, text_of(statement.relation->relname)),
           condition::kDuplicateObject);
}

void set_trigger_name(Catalog& catalog, ObjectId id, const std::string& from,
                      const std::string& to) {
    std::vector<Trigger>& triggers = edit_any_relation(catalog, id)->triggers;
    std::ranges::find(triggers, from, &Trigger::name)->name = to;
    catalog.touch(id);
}

}  // namespace

void rename_trigger(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = require_holder(catalog, statement, "triggers");
    const std::string from = text_of(statement.subname);
    const std::string to = text_of(statement.newname);
    const std::vector<Trigger>& triggers = find_any_relation(catalog, id)->triggers;
    const auto found = std::ranges::find(triggers, from, &Trigger::name);
    if (found == triggers.end()) {
        refuse_missing("trigger", "table", statement);
    }
    if (found->inherited) {
        refuse(fmt::format(R"(cannot rename trigger "{}" on table "{}")", from,
                           text_of(statement.relation->relname)),
               condition::kFeatureNotSupported);
    }
    if (has_name(triggers, to)) {
        refuse_taken("trigger", "relation", statement);
    }
    Part part{.kind = PartKind::Trigger, .object = id, .name = from};
    std::vector<Part> open{part};
    while (!open.empty()) {
        part = std::move(open.back());
        open.pop_back();
        for (Dependent& copy : find_dependents(catalog, part)) {
            open.push_back(std::move(copy.part));
        }
        set_trigger_name(catalog, part.object, from, to);
    }
}

void rename_policy(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const DottedName name = dotted_name(*statement.relation);
    const ObjectId id = find_named_relation(catalog, name, false);
    if (!catalog.tables.contains(id)) {
        refuse_kind(name.name, PG_QUERY__OBJECT_TYPE__OBJECT_TABLE);
    }
    std::vector<Policy>& policies = catalog.tables.edit(id).policies;
    if (has_name(policies, text_of(statement.newname))) {
        refuse_taken("policy", "table", statement);
    }
    const auto found = std::ranges::find(policies, text_of(statement.subname), &Policy::name);
    if (found == policies.end()) {
        refuse_missing("policy", "table", statement);
    }
    found->name = text_of(statement.newname);
    catalog.touch(id);
}

void rename_rule(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = require_holder(catalog, statement, "rules");
    const std::string to = text_of(statement.newname);
    if (catalog.views.contains(id) && text_of(statement.subname) == kViewRule) {
        refuse("renaming an ON SELECT rule is not allowed", condition::kInvalidObjectDefinition);
    }
    auto& rules = edit_any_relation(catalog, id)->rules;
    const auto found = std::ranges::find_if(
        rules, [&](const auto& rule) { return rule.name == text_of(statement.subname); });
    if (found == rules.end()) {
        refuse_missing("rule", "relation", statement);
    }
    if (has_name(rules, to)) {
        refuse_taken("rule", "relation", statement);
    }
    found->name = to;
    catalog.touch(id);
}

}  // namespace erdmark::dialect::postgres
