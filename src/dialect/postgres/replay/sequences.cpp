#include <array>
#include <limits>

#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

struct Limits {
    std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    std::int64_t highest = std::numeric_limits<std::int64_t>::max();
};

Limits limits_of(const std::string& type) {
    if (type == "smallint") {
        return {std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max()};
    }
    if (type == "integer") {
        return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
    }
    return {};
}

/// What a statement says of a sequence; null pointers for what it does not.
struct SequenceOptions {
    const PgQuery__DefElem* as = nullptr;
    const PgQuery__DefElem* increment = nullptr;
    const PgQuery__DefElem* start = nullptr;
    const PgQuery__DefElem* restart = nullptr;
    const PgQuery__DefElem* minimum = nullptr;
    const PgQuery__DefElem* maximum = nullptr;
    const PgQuery__DefElem* cache = nullptr;
    const PgQuery__DefElem* cycle = nullptr;
    const PgQuery__DefElem* owned_by = nullptr;
};

const PgQuery__DefElem** place_of(SequenceOptions& options, std::string_view name) {
    struct Place {
        std::string_view name;
        const PgQuery__DefElem* SequenceOptions::*member;
    };
    static constexpr auto kPlaces =
        std::to_array<Place>({{"as", &SequenceOptions::as},
                              {"increment", &SequenceOptions::increment},
                              {"start", &SequenceOptions::start},
                              {"restart", &SequenceOptions::restart},
                              {"minvalue", &SequenceOptions::minimum},
                              {"maxvalue", &SequenceOptions::maximum},
                              {"cache", &SequenceOptions::cache},
                              {"cycle", &SequenceOptions::cycle},
                              {"owned_by", &SequenceOptions::owned_by}});
    for (const Place& place : kPlaces) {
        if (place.name == name) {
            return &(options.*place.member);
        }
    }
    return nullptr;
}

SequenceOptions sort_options(std::size_t count, ParserNode* const* options) {
    SequenceOptions sorted;
    for (std::size_t index = 0; index < count; ++index) {
        const PgQuery__DefElem& option = *options[index]->def_elem;
        const PgQuery__DefElem** place = place_of(sorted, option.defname);
        if (place == nullptr) {
            continue;
        }
        if (*place != nullptr) {
            refuse("conflicting or redundant options", condition::kSyntaxError, option.location);
        }
        *place = &option;
    }
    return sorted;
}

void refuse_number(std::string message) {
    refuse(std::move(message), condition::kInvalidParameterValue);
}

/// A type that keeps its own limits as those of the sequence takes those of the new one.
struct Widening {
    bool minimum = false;
    bool maximum = false;
};

Widening set_type(Sequence& sequence, const PgQuery__DefElem& as, bool is_new) {
    const Limits old = limits_of(sequence.type);
    const Widening widening{!is_new && sequence.minimum == old.lowest,
                            !is_new && sequence.maximum == old.highest};
    // A type of the user's own is none of the three, whatever its name.
    const Catalog builtin_types_only;
    const TypeUse type = resolve_type(builtin_types_only, *as.arg->type_name);
    if (type.is_array ||
        (type.builtin != "smallint" && type.builtin != "integer" && type.builtin != "bigint")) {
        refuse_number("sequence type must be smallint, integer, or bigint");
    }
    sequence.type = type.builtin;
    return widening;
}

/// `NO MAXVALUE` has no argument.
bool has_number(const PgQuery__DefElem* option) {
    return option != nullptr && option->arg != nullptr;
}

void set_maximum(Sequence& sequence, const PgQuery__DefElem* option, bool is_default,
                 bool is_widened) {
    const Limits limits = limits_of(sequence.type);
    if (has_number(option)) {
        sequence.maximum = integer_of(*option->arg);
    } else if (is_default || option != nullptr || is_widened) {
        sequence.maximum = sequence.increment > 0 || is_widened ? limits.highest : -1;
    }
    if (sequence.maximum < limits.lowest || sequence.maximum > limits.highest) {
        refuse_number(fmt::format("MAXVALUE ({}) is out of range for sequence data type {}",
                                  sequence.maximum, sequence.type));
    }
}

void set_minimum(Sequence& sequence, const PgQuery__DefElem* option, bool is_default,
                 bool is_widened) {
    const Limits limits = limits_of(sequence.type);
    if (has_number(option)) {
        sequence.minimum = integer_of(*option->arg);
    } else if (is_default || option != nullptr || is_widened) {
        sequence.minimum = sequence.increment < 0 || is_widened ? limits.lowest : 1;
    }
    if (sequence.minimum < limits.lowest || sequence.minimum > limits.highest) {
        refuse_number(fmt::format("MINVALUE ({}) is out of range for sequence data type {}",
                                  sequence.minimum, sequence.type));
    }
    if (sequence.minimum >= sequence.maximum) {
        refuse_number(fmt::format("MINVALUE ({}) must be less than MAXVALUE ({})", sequence.minimum,
                                  sequence.maximum));
    }
}

void check_within(const Sequence& sequence, std::string_view what, std::int64_t value) {
    if (value < sequence.minimum) {
        refuse_number(fmt::format("{} value ({}) cannot be less than MINVALUE ({})", what, value,
                                  sequence.minimum));
    }
    if (value > sequence.maximum) {
        refuse_number(fmt::format("{} value ({}) cannot be greater than MAXVALUE ({})", what, value,
                                  sequence.maximum));
    }
}

void set_start(Sequence& sequence, const SequenceOptions& options, bool is_new) {
    if (has_number(options.start)) {
        sequence.start = integer_of(*options.start->arg);
    } else if (is_new) {
        sequence.start = sequence.increment > 0 ? sequence.minimum : sequence.maximum;
    }
    check_within(sequence, "START", sequence.start);
    if (has_number(options.restart)) {
        check_within(sequence, "RESTART", integer_of(*options.restart->arg));
    }
}

void set_cache(Sequence& sequence, const PgQuery__DefElem* option) {
    if (!has_number(option)) {
        return;
    }
    sequence.cache = integer_of(*option->arg);
    if (sequence.cache <= 0) {
        refuse_number(fmt::format("CACHE ({}) must be greater than zero", sequence.cache));
    }
}

struct OwnerColumn {
    ObjectId table = 0;
    int column = 0;
};

OwnerColumn read_owner(const Catalog& catalog, const PgQuery__DefElem& option) {
    const std::vector<std::string> names = names_of(*option.arg);
    if (names.size() == 1 && names[0] == "none") {
        return {};
    }
    if (names.size() < 2) {
        refuse("invalid OWNED BY option", condition::kSyntaxError);
    }
    const ObjectId relation = require_relation_of(catalog, names);
    const Table* table = catalog.tables.find(relation);
    if (table == nullptr) {
        refuse(fmt::format("sequence cannot be owned by relation \"{}\"",
                           full_name(catalog, relation).name),
               condition::kWrongObjectType);
    }
    return {relation, require_column(*table, names.back()).id};
}

void set_owner(Catalog& catalog, ObjectId id, const PgQuery__DefElem& option) {
    const OwnerColumn owner = read_owner(catalog, option);
    const Sequence& sequence = catalog.sequences.at(id);
    if (owner.table != 0 && catalog.tables.at(owner.table).space != sequence.space) {
        refuse("sequence must be in same schema as table it is linked to",
               condition::kObjectNotInState);
    }
    if (sequence.is_identity) {
        refuse("cannot change ownership of identity sequence", condition::kFeatureNotSupported);
    }
    Sequence& changed = catalog.sequences.edit(id);
    changed.owner = owner.table;
    changed.owner_column = owner.column;
}

ObjectId require_sequence(const Catalog& catalog, const PgQuery__RangeVar& name) {
    const ObjectId id = require_relation(catalog, name);
    if (!catalog.sequences.contains(id)) {
        refuse(fmt::format("\"{}\" is not a sequence", text_of(name.relname)),
               condition::kWrongObjectType);
    }
    return id;
}

}  // namespace

Sequence make_sequence(const std::string& type, std::int64_t increment) {
    const Limits limits = limits_of(type);
    Sequence sequence{.type = type, .increment = increment};
    sequence.minimum = increment > 0 ? 1 : limits.lowest;
    sequence.maximum = increment > 0 ? limits.highest : -1;
    sequence.start = increment > 0 ? sequence.minimum : sequence.maximum;
    return sequence;
}

void apply_sequence_options(Sequence& sequence, std::size_t count, ParserNode* const* options,
                            bool is_new) {
    const SequenceOptions said = sort_options(count, options);
    const Widening widening =
        said.as == nullptr ? Widening{} : set_type(sequence, *said.as, is_new);
    if (has_number(said.increment)) {
        sequence.increment = integer_of(*said.increment->arg);
    }
    if (sequence.increment == 0) {
        refuse_number("INCREMENT must not be zero");
    }
    if (said.cycle != nullptr) {
        sequence.cycle = boolean_of(*said.cycle);
    }
    set_maximum(sequence, said.maximum, is_new, widening.maximum);
    set_minimum(sequence, said.minimum, is_new, widening.minimum);
    set_start(sequence, said, is_new);
    set_cache(sequence, said.cache);
}

void create_sequence(Catalog& catalog, const PgQuery__CreateSeqStmt& statement) {
    const PgQuery__RangeVar& name = *statement.sequence;
    const ObjectId space = space_for(catalog, name);
    if (statement.if_not_exists != 0 &&
        catalog.relation_names.contains({space, text_of(name.relname)})) {
        return;
    }
    require_free_relation_name(catalog, space, text_of(name.relname));
    Sequence sequence = make_sequence("bigint", 1);
    sequence.space = space;
    sequence.name = text_of(name.relname);
    sequence.temporary = catalog.namespaces.at(space).name == "pg_temp";
    sequence.unlogged = text_of(name.relpersistence) == "u";
    apply_sequence_options(sequence, statement.n_options, statement.options, true);
    const ObjectId id = add_sequence(catalog, std::move(sequence));
    if (const auto* owner = sort_options(statement.n_options, statement.options).owned_by) {
        set_owner(catalog, id, *owner);
    }
}

void alter_sequence(Catalog& catalog, const PgQuery__AlterSeqStmt& statement) {
    const PgQuery__RangeVar& name = *statement.sequence;
    const bool is_there =
        find_relation(catalog, text_of(name.schemaname), text_of(name.relname)) != 0;
    if (statement.missing_ok != 0 && !is_there) {
        return;
    }
    const ObjectId id = require_sequence(catalog, name);
    apply_sequence_options(catalog.sequences.edit(id), statement.n_options, statement.options,
                           false);
    if (const auto* owner = sort_options(statement.n_options, statement.options).owned_by) {
        set_owner(catalog, id, *owner);
    }
    catalog.touch(id);
    const Sequence& sequence = catalog.sequences.at(id);
    if (sequence.owner != 0) {
        catalog.touch(sequence.owner);
    }
}

}  // namespace erdmark::dialect::postgres
