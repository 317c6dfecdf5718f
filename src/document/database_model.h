#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/table_model.h"

namespace erdmark::document {

// The part of the view model (see view_model.h) that tells what a database has besides tables and
// views.

struct NamespaceView {
    std::string name;             ///< Empty for the default one.
    std::size_t table_count = 0;  ///< Tables and views.
    std::string description;
};

/// A column of a table, or a type that is made of another.
struct TypeUseView {
    TableLink table;     ///< Of a column.
    std::string column;  ///< Of a table or of a composite type.
    EntryLink type;      ///< When it is no table's.
};

struct EnumView {
    EntryLink link;
    std::vector<std::string> values;
    std::vector<TypeUseView> used_by;
    std::string description;
};

struct DomainCheckView {
    std::string expression;
    std::vector<std::string> clauses;  ///< `NOT VALID`
};

struct DomainView {
    EntryLink link;
    std::string type;
    EntryLink base;  ///< Behind `type`, when that has an entry.
    bool nullable = true;
    std::optional<std::string> default_value;
    std::string collation;
    std::vector<DomainCheckView> checks;
    std::vector<TypeUseView> used_by;
    std::string description;
};

struct CompositeView {
    EntryLink link;
    std::vector<ColumnView> columns;  ///< Name, type and description.
    std::vector<TypeUseView> used_by;
    std::string description;
};

struct RangeView {
    EntryLink link;
    std::string subtype;
    std::vector<std::string> options;
    std::vector<TypeUseView> used_by;
    std::string description;
};

struct SequenceView {
    std::string name;
    std::string type;
    std::vector<std::string> options;
    std::optional<ReferenceView> owner;
    std::string description;
};

struct ExtensionView {
    std::string name;
    std::string schema;
    std::string description;
};

struct EventTriggerView {
    std::string name;
    std::string event;
    std::vector<std::string> tags;  ///< Empty for all.
    std::string call;
    EntryLink function;
    std::vector<std::string> options;
    std::string description;
};

struct PublicationView {
    std::string name;
    bool all_tables = false;
    std::vector<std::string> tables;
    std::vector<std::string> schemas;
    std::vector<std::string> operations;  ///< Empty for all.
    std::string description;
};

/// Who calls a function: a trigger of a table, or an event trigger, which has none.
struct RoutineUseView {
    TableLink table;
    std::string trigger;
};

struct RoutineView {
    EntryLink link;
    std::string kind;  ///< `function`, `procedure`, `aggregate`, `window function`.
    std::string arguments;
    std::string returns;
    std::string language;
    std::vector<std::string> notes;  ///< `stable`, `security definer`, `strict`.
    std::vector<std::string> settings;
    std::string body;  ///< Empty when the pages shall not show it.
    std::vector<RoutineUseView> used_by;
    std::string description;
};

/// The routines of one namespace.
struct RoutineSectionView {
    std::string schema;  ///< Empty for the default one.
    std::vector<RoutineView> routines;
    std::vector<RoutineView> trigger_functions;  ///< They run when something happens.
};

struct DatabaseView {
    std::vector<NamespaceView> namespaces;
    std::vector<EnumView> enums;
    std::vector<DomainView> domains;
    std::vector<CompositeView> composite_types;
    std::vector<RangeView> ranges;
    std::vector<SequenceView> sequences;
    std::vector<ExtensionView> extensions;
    std::vector<EventTriggerView> event_triggers;
    std::vector<PublicationView> publications;
    std::vector<RoutineSectionView> routines;
};

}  // namespace erdmark::document
