#include "dialect/postgres/view_candidates.h"

#include <algorithm>
#include <utility>

#include "dialect/postgres/expression_type.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr char kStrings = 'S';

std::string range_subtype(TypeRules& rules, const std::string& range) {
    constexpr std::string_view kMulti = "multirange";
    if (const SourceType* const type = rules.user_type(range)) {
        return type_code(type->base);
    }
    std::string base = range;
    if (base.ends_with(kMulti)) {
        base = base.substr(0, base.size() - kMulti.size()) + "range";
    }
    for (const auto& [name, subtype] : {std::pair("int4range", "int4"),
                                        {"int8range", "int8"},
                                        {"numrange", "numeric"},
                                        {"tsrange", "timestamp"},
                                        {"tstzrange", "timestamptz"},
                                        {"daterange", "date"}}) {
        if (base == name) {
            return subtype;
        }
    }
    return "";
}

std::string to_range(const std::string& code) {
    constexpr std::string_view kMulti = "multirange";
    return code.ends_with(kMulti) ? code.substr(0, code.size() - kMulti.size()) + "range" : code;
}

std::string to_multirange(const std::string& code) {
    constexpr std::string_view kRange = "range";
    return code.ends_with(kRange) ? code.substr(0, code.size() - kRange.size()) + "multirange" : "";
}

bool set_once(std::string& place, const std::string& value) {
    if (place.empty()) {
        place = value;
    }
    return place == value;
}

/// Keeps the candidates with the most points, in order.
template <typename Points>
void keep_best(std::vector<const Candidate*>& candidates, const Points& points) {
    int most = 0;
    std::vector<const Candidate*> best;
    for (const Candidate* const candidate : candidates) {
        const int count = points(*candidate);
        if (count > most) {
            best.clear();
            most = count;
        }
        if (count == most) {
            best.push_back(candidate);
        }
    }
    candidates = std::move(best);
}

/// What literals are taken for: the category of a place and whether it has a preferred type.
struct Slot {
    char category = '\0';
    bool has_preferred = false;
};

std::optional<Slot> slot_of(TypeRules& rules, const std::vector<const Candidate*>& candidates,
                            std::size_t place) {
    Slot slot;
    bool has_conflict = false;
    for (const Candidate* const candidate : candidates) {
        const std::string& type = candidate->arguments[place];
        const char category = rules.category(type);
        const bool preferred = TypeRules::is_preferred(type);
        if (slot.category == '\0' || (category == kStrings && slot.category != kStrings)) {
            has_conflict = has_conflict || slot.category != '\0';
            slot = {category, preferred};
        } else if (slot.category == category) {
            slot.has_preferred = slot.has_preferred || preferred;
        } else {
            has_conflict = true;
        }
    }
    return has_conflict && slot.category != kStrings ? std::nullopt : std::optional(slot);
}

class Choice {
public:
    Choice(TypeRules& rules, const std::vector<std::string>& arguments)
        : rules_(rules), arguments_(arguments) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            bases_.push_back(rules.base(arguments[i]));
            if (arguments[i] == kUnknownLiteral) {
                literals_.push_back(i);
            }
        }
    }

    const Candidate* best(std::vector<const Candidate*> candidates) {
        keep_best(candidates, [&](const Candidate& candidate) { return exact_count(candidate); });
        if (candidates.size() == 1) {
            return candidates.front();
        }
        keep_best(candidates,
                  [&](const Candidate& candidate) { return preferred_count(candidate); });
        if (candidates.size() == 1 || literals_.empty()) {
            return candidates.size() == 1 ? candidates.front() : nullptr;
        }
        guess_literals(candidates);
        return candidates.size() == 1 ? candidates.front() : assume_same(candidates);
    }

private:
    bool is_literal(std::size_t place) const { return arguments_[place] == kUnknownLiteral; }

    int exact_count(const Candidate& candidate) const {
        int count = 0;
        for (std::size_t i = 0; i < bases_.size(); ++i) {
            count += !is_literal(i) && candidate.arguments[i] == bases_[i] ? 1 : 0;
        }
        return count;
    }

    int preferred_count(const Candidate& candidate) {
        int count = 0;
        for (std::size_t i = 0; i < bases_.size(); ++i) {
            const std::string& type = candidate.arguments[i];
            const bool preferred = TypeRules::is_preferred(type) &&
                                   rules_.category(type) == rules_.category(bases_[i]);
            count += !is_literal(i) && (type == bases_[i] || preferred) ? 1 : 0;
        }
        return count;
    }

    void guess_literals(std::vector<const Candidate*>& candidates) {
        std::vector<Slot> slots;
        for (const std::size_t place : literals_) {
            const std::optional<Slot> slot = slot_of(rules_, candidates, place);
            if (!slot) {
                return;
            }
            slots.push_back(*slot);
        }
        std::vector<const Candidate*> kept;
        std::ranges::copy_if(candidates, std::back_inserter(kept),
                             [&](const Candidate* each) { return fits_slots(*each, slots); });
        if (!kept.empty()) {
            candidates = std::move(kept);
        }
    }

    bool fits_slots(const Candidate& candidate, const std::vector<Slot>& slots) {
        for (std::size_t i = 0; i < literals_.size(); ++i) {
            const std::string& type = candidate.arguments[literals_[i]];
            if (rules_.category(type) != slots[i].category ||
                (slots[i].has_preferred && !TypeRules::is_preferred(type))) {
                return false;
            }
        }
        return true;
    }

    /// When all other arguments have one type, literals are taken for that.
    const Candidate* assume_same(const std::vector<const Candidate*>& candidates) {
        std::string known;
        for (std::size_t i = 0; i < bases_.size(); ++i) {
            if (!is_literal(i) && !set_once(known, bases_[i])) {
                return nullptr;
            }
        }
        const Candidate* found = nullptr;
        for (const Candidate* const candidate : candidates) {
            const bool fits =
                !known.empty() && std::ranges::all_of(literals_, [&](std::size_t place) {
                    return rules_.coerces(known, candidate->arguments[place]);
                });
            if (fits && found != nullptr) {
                return nullptr;
            }
            found = fits ? candidate : found;
        }
        return found;
    }

    TypeRules& rules_;
    const std::vector<std::string>& arguments_;
    std::vector<std::string> bases_;
    std::vector<std::size_t> literals_;
};

}  // namespace

std::optional<PolymorphicTypes> PolymorphicTypes::of(TypeRules& rules,
                                                     const std::vector<std::string>& declared,
                                                     const std::vector<std::string>& actual) {
    PolymorphicTypes types;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        if (is_polymorphic(declared[i]) && declared[i] != "any" && actual[i] != kUnknownLiteral &&
            !types.add(rules, declared[i], actual[i])) {
            return std::nullopt;
        }
    }
    if (!types.compatibles_.empty()) {
        types.compatible_ = rules.common(types.compatibles_);
        if (types.compatible_.empty()) {
            return std::nullopt;
        }
    }
    return types;
}

bool PolymorphicTypes::add(TypeRules& rules, const std::string& declared,
                           const std::string& actual) {
    if (declared.starts_with("anycompatible")) {
        const bool is_array = declared.ends_with("array") && !declared.ends_with("nonarray");
        compatibles_.push_back(is_array ? element_code(rules.base(actual)) : actual);
        return true;
    }
    if (declared == "anyarray") {
        return set_once(element_, element_code(rules.base(actual)));
    }
    if (declared.ends_with("range")) {
        const std::string range = rules.base(actual);
        const std::string subtype = range_subtype(rules, range);
        return set_once(range_, to_range(range)) &&
               (subtype.empty() || set_once(element_, subtype));
    }
    return set_once(element_, actual);
}

std::string PolymorphicTypes::resolve(const std::string& code) const {
    if (!is_polymorphic(code) || code == "any") {
        return code;
    }
    if (code == "anyarray") {
        return array_code(element_);
    }
    if (code == "anycompatiblearray") {
        return array_code(compatible_);
    }
    if (code.ends_with("multirange")) {
        return to_multirange(range_);
    }
    if (code.ends_with("range")) {
        return range_;
    }
    return code.starts_with("anycompatible") ? compatible_ : element_;
}

std::vector<Candidate> matching(TypeRules& rules, const std::vector<Candidate>& candidates,
                                const std::vector<std::string>& arguments) {
    std::vector<Candidate> matches;
    for (const Candidate& candidate : candidates) {
        bool fits = candidate.arguments.size() == arguments.size();
        for (std::size_t i = 0; fits && i < arguments.size(); ++i) {
            fits = rules.coerces(arguments[i], candidate.arguments[i]);
        }
        if (fits && PolymorphicTypes::of(rules, candidate.arguments, arguments)) {
            matches.push_back(candidate);
        }
    }
    return matches;
}

const Candidate* best_of(TypeRules& rules, std::vector<const Candidate*> candidates,
                         const std::vector<std::string>& arguments) {
    if (candidates.size() <= 1) {
        return candidates.empty() ? nullptr : candidates.front();
    }
    return Choice(rules, arguments).best(std::move(candidates));
}

}  // namespace erdmark::dialect::postgres
