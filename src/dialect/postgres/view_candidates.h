#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/view_signatures.h"
#include "dialect/postgres/view_types.h"

namespace erdmark::dialect::postgres {

/// A function that may be meant, with as many arguments as there are in the call.
struct Candidate {
    std::vector<std::string> arguments;
    const Signature* signature = nullptr;
    std::size_t place = 0;  ///< Of the signature among those that were given.
};

/// The types that the types of a polymorphic function's arguments stand for; nothing when the
/// arguments of the call contradict each other.
class PolymorphicTypes {
public:
    static std::optional<PolymorphicTypes> of(TypeRules& rules,
                                              const std::vector<std::string>& declared,
                                              const std::vector<std::string>& actual);

    /// What `code` stands for, itself if it is no polymorphic type; empty when that is not known.
    std::string resolve(const std::string& code) const;

private:
    bool add(TypeRules& rules, const std::string& declared, const std::string& actual);

    std::string element_;     // Of anyelement and its kin.
    std::string range_;       // Of anyrange.
    std::string compatible_;  // Of anycompatible.
    std::vector<std::string> compatibles_;
};

/// Those whose arguments the call's can be turned into.
std::vector<Candidate> matching(TypeRules& rules, const std::vector<Candidate>& candidates,
                                const std::vector<std::string>& arguments);

/// The best of candidates that all match; a null pointer when none is.
const Candidate* best_of(TypeRules& rules, std::vector<const Candidate*> candidates,
                         const std::vector<std::string>& arguments);

}  // namespace erdmark::dialect::postgres
