#include "dialect/postgres/view_calls.h"

#include <algorithm>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/view_candidates.h"

namespace erdmark::dialect::postgres {

namespace {

/// No relations and no types of a user.
class NoSource final : public RelationSource {
public:
    const SourceRelation* relation(const std::string& /*schema*/,
                                   const std::string& /*name*/) override {
        return nullptr;
    }
    std::optional<SourceType> type(const std::string& /*text*/) override { return std::nullopt; }
};

/// The signature for a call with so many arguments; nothing when it does not take them.
std::optional<Candidate> expanded(const Signature& signature, std::size_t count) {
    const bool takes_more = signature.is_variadic || count <= signature.arguments.size();
    if (count < signature.required || !takes_more) {
        return std::nullopt;
    }
    Candidate candidate{.arguments = signature.arguments, .signature = &signature};
    std::vector<std::string>& types = candidate.arguments;
    if (signature.is_variadic) {
        const std::string last = types.back();
        const std::string each = last == "any"        ? last
                                 : last == "anyarray" ? "anyelement"
                                                      : element_code(last);
        types.back() = each;
        types.resize(std::max(count, types.size()), each);
    }
    types.resize(count);
    return candidate;
}

std::vector<Candidate> candidates_of(const std::vector<Signature>& signatures, std::size_t count) {
    std::vector<Candidate> candidates;
    for (std::size_t place = 0; place < signatures.size(); ++place) {
        if (std::optional<Candidate> candidate = expanded(signatures[place], count)) {
            candidate->place = place;
            candidates.push_back(std::move(*candidate));
        }
    }
    return candidates;
}

std::optional<CallChoice> choice_of(TypeRules& rules, const Candidate& candidate,
                                    const std::vector<std::string>& arguments) {
    const std::optional<PolymorphicTypes> types =
        PolymorphicTypes::of(rules, candidate.arguments, arguments);
    if (!types) {
        return std::nullopt;
    }
    const Signature& signature = *candidate.signature;
    CallChoice choice{.returns_set = signature.returns_set, .place = candidate.place};
    for (const std::string& argument : candidate.arguments) {
        choice.arguments.push_back(types->resolve(argument));
    }
    choice.result = types->resolve(signature.result);
    for (std::size_t i = 0; i < signature.output_names.size(); ++i) {
        choice.outputs.push_back(
            {signature.output_names[i], types->resolve(signature.output_types[i])});
    }
    return choice;
}

/// What all candidates give, when that is the same for any types.
std::optional<CallChoice> choice_without_types(const std::vector<Candidate>& candidates) {
    if (candidates.empty()) {
        return std::nullopt;
    }
    const Signature& first = *candidates.front().signature;
    const bool are_same = std::ranges::all_of(candidates, [&](const Candidate& candidate) {
        return candidate.signature->result == first.result &&
               candidate.signature->returns_set == first.returns_set &&
               candidate.signature->output_names == first.output_names;
    });
    if (!are_same || is_polymorphic(first.result)) {
        return std::nullopt;
    }
    CallChoice choice{.result = first.result,
                      .returns_set = first.returns_set,
                      .place = candidates.front().place};
    for (std::size_t i = 0; i < first.output_names.size(); ++i) {
        choice.outputs.push_back({first.output_names[i], first.output_types[i]});
    }
    return choice;
}

const Candidate* exact_match(const std::vector<Candidate>& candidates,
                             const std::vector<std::string>& arguments) {
    const auto found = std::ranges::find(candidates, arguments, &Candidate::arguments);
    return found == candidates.end() ? nullptr : &*found;
}

/// A literal beside a value is first taken for the value's type.
const Candidate* exact_operator(TypeRules& rules, const std::vector<Candidate>& candidates,
                                std::vector<std::string> arguments) {
    if (arguments.size() == 2 &&
        (arguments[0] == kUnknownLiteral) != (arguments[1] == kUnknownLiteral)) {
        const bool is_left = arguments[0] == kUnknownLiteral;
        arguments[is_left ? 0 : 1] = arguments[is_left ? 1 : 0];
        if (const Candidate* const exact = exact_match(candidates, arguments)) {
            return exact;
        }
        arguments[0] = arguments[1] = rules.base(arguments[0]);
    }
    return exact_match(candidates, arguments);
}

std::optional<CallChoice> choose(TypeRules& rules, const std::vector<Candidate>& candidates,
                                 const Candidate* exact,
                                 const std::vector<std::string>& arguments) {
    if (exact != nullptr) {
        return choice_of(rules, *exact, arguments);
    }
    const std::vector<Candidate> matches = matching(rules, candidates, arguments);
    std::vector<const Candidate*> pointers;
    pointers.reserve(matches.size());
    for (const Candidate& match : matches) {
        pointers.push_back(&match);
    }
    const Candidate* const best = best_of(rules, std::move(pointers), arguments);
    return best == nullptr ? std::nullopt : choice_of(rules, *best, arguments);
}

bool has_unknown(const std::vector<std::string>& arguments) {
    return std::ranges::find(arguments, "") != arguments.end();
}

}  // namespace

std::optional<CallChoice> choose_function(TypeRules& rules,
                                          const std::vector<Signature>& signatures,
                                          const std::vector<std::string>& arguments) {
    const std::vector<Candidate> candidates = candidates_of(signatures, arguments.size());
    return has_unknown(arguments)
               ? choice_without_types(candidates)
               : choose(rules, candidates, exact_match(candidates, arguments), arguments);
}

std::vector<SourceFunction> RelationSource::functions(const std::vector<std::string>& /*names*/) {
    return {};
}

std::optional<SourceFunction> RelationSource::function(const std::vector<std::string>& names,
                                                       const std::vector<std::string>& arguments) {
    TypeRules rules(*this);
    const std::vector<SourceFunction> all = functions(names);
    std::vector<Signature> signatures;
    std::ranges::transform(all, std::back_inserter(signatures), signature_of);
    std::vector<std::string> codes;
    codes.reserve(arguments.size());
    for (const std::string& argument : arguments) {
        codes.push_back(type_code(argument));
    }
    const std::optional<CallChoice> choice = choose_function(rules, signatures, codes);
    if (!choice) {
        return std::nullopt;
    }
    SourceFunction function = all[choice->place];
    function.arguments.clear();
    for (const std::string& code : choice->arguments) {
        function.arguments.push_back(type_words(code));
    }
    function.type = type_words(choice->result);
    return function;
}

Signature signature_of(const SourceFunction& function) {
    Signature signature{.required = function.required,
                        .is_variadic = function.is_variadic,
                        .result = type_code(function.type),
                        .returns_set = function.returns_set};
    std::ranges::transform(function.arguments, std::back_inserter(signature.arguments), type_code);
    return signature;
}

std::optional<CallChoice> choose_function(TypeRules& rules, std::string_view name,
                                          const std::vector<std::string>& arguments) {
    const std::vector<Signature>& signatures = function_signatures(name);
    // `date('2026-01-01')` is a cast.
    const bool is_cast = arguments.size() == 1 && arguments[0] == kUnknownLiteral &&
                         std::ranges::any_of(signatures, [&](const Signature& signature) {
                             return signature.result == name;
                         });
    if (is_cast) {
        return CallChoice{.arguments = {std::string(name)}, .result = std::string(name)};
    }
    return choose_function(rules, signatures, arguments);
}

std::optional<CallChoice> choose_operator(TypeRules& rules, std::string_view name,
                                          const std::vector<std::string>& arguments) {
    const std::vector<Signature>& signatures = operator_signatures(name);
    const std::vector<Candidate> candidates = candidates_of(signatures, arguments.size());
    if (has_unknown(arguments)) {
        return choice_without_types(candidates);
    }
    return choose(rules, candidates, exact_operator(rules, candidates, arguments), arguments);
}

std::optional<std::string> builtin_function_result(std::string_view name,
                                                   const std::vector<std::string>& arguments) {
    NoSource source;
    TypeRules rules(source);
    std::vector<std::string> codes;
    codes.reserve(arguments.size());
    for (const std::string& argument : arguments) {
        codes.push_back(type_code(argument));
    }
    const std::optional<CallChoice> choice = choose_function(rules, name, codes);
    return choice && !choice->result.empty() ? std::optional(type_words(choice->result))
                                             : std::nullopt;
}

}  // namespace erdmark::dialect::postgres
