#include "dialect/postgres/replay/rows/row_sequences.h"

#include <fmt/format.h>

#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

namespace {

std::int64_t value_after(const Sequence& facts, std::int64_t value) {
    const bool goes_up = facts.increment > 0;
    const bool is_last =
        goes_up ? value > facts.maximum - facts.increment : value < facts.minimum - facts.increment;
    if (is_last && !facts.cycle) {
        refuse(fmt::format("nextval: reached {} value of sequence \"{}\" ({})",
                           goes_up ? "maximum" : "minimum", facts.name,
                           goes_up ? facts.maximum : facts.minimum),
               condition::kSequenceLimit);
    }
    const std::int64_t first = goes_up ? facts.minimum : facts.maximum;
    return is_last ? first : value + facts.increment;
}

}  // namespace

RowSequences::State& RowSequences::state_of(ObjectId sequence) {
    const auto [place, is_new] = states_.try_emplace(sequence);
    if (is_new) {
        place->second.value = catalog_.sequences.at(sequence).start;
    }
    return place->second;
}

std::int64_t RowSequences::next(ObjectId sequence) {
    const Sequence& facts = catalog_.sequences.at(sequence);
    State& state = state_of(sequence);
    const std::int64_t value = state.is_given ? value_after(facts, state.value) : state.value;
    state = {.value = value, .is_given = true};
    last_ = value;
    return value;
}

void RowSequences::restart(ObjectId sequence, std::optional<std::int64_t> start) {
    states_[sequence] = {.value = start.value_or(catalog_.sequences.at(sequence).start)};
}

std::optional<std::int64_t> RowSequences::call(std::string_view function, const std::string& name,
                                               std::optional<std::int64_t> value) {
    if (function == "lastval") {
        if (!last_) {
            refuse("lastval is not yet defined in this session", condition::kObjectNotInState);
        }
        return last_;
    }
    const DottedName path = dotted_name(parse_identifiers(name));
    const ObjectId sequence = find_relation(catalog_, path.schema, path.name);
    if (!catalog_.sequences.contains(sequence)) {
        refuse(fmt::format("relation \"{}\" does not exist", name), condition::kUndefinedTable);
    }
    if (function == "nextval") {
        return next(sequence);
    }
    State& state = state_of(sequence);
    if (function == "currval") {
        if (!state.is_given) {
            refuse(fmt::format("currval of sequence \"{}\" is not yet defined in this session",
                               path.name),
                   condition::kObjectNotInState);
        }
        return state.value;
    }
    if (!value) {
        return std::nullopt;
    }
    state = {.value = *value, .is_given = function == "setval"};
    return value;
}

}  // namespace erdmark::dialect::postgres
