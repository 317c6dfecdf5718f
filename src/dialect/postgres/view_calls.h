#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/view_signatures.h"
#include "dialect/postgres/view_types.h"

namespace erdmark::dialect::postgres {

// Which of its functions and operators the server chooses for arguments of given types, as
// https://www.postgresql.org/docs/15/typeconv.html says.

/// A value that a call gives, with the name of an OUT parameter if it has one. The type is a code.
struct CallOutput {
    std::string name;
    std::string type;
};

/// What was chosen. All types are codes.
struct CallChoice {
    /// What the arguments are turned into; empty when their types are not known and yet all
    /// functions that may be meant give the same.
    std::vector<std::string> arguments;
    std::string result;               ///< `record` for several outputs.
    std::vector<CallOutput> outputs;  ///< Of OUT parameters.
    bool returns_set = false;
    std::size_t place = 0;  ///< Of the chosen one, among those that were given.
};

/// The signature of a function of the user.
Signature signature_of(const SourceFunction& function);

/// Of these functions. Arguments are codes, `unknown` for a literal, empty when not known. Nothing
/// when none fits, or when it cannot be told.
std::optional<CallChoice> choose_function(TypeRules& rules,
                                          const std::vector<Signature>& signatures,
                                          const std::vector<std::string>& arguments);

/// Of the server's own functions. Arguments are codes, `unknown` for a literal, empty when not
/// known. Nothing when there is no such function, or when it cannot be told.
std::optional<CallChoice> choose_function(TypeRules& rules, std::string_view name,
                                          const std::vector<std::string>& arguments);

/// Of the server's own operators; one argument for a prefix.
std::optional<CallChoice> choose_operator(TypeRules& rules, std::string_view name,
                                          const std::vector<std::string>& arguments);

/// The type of a call of one of the server's own functions, as `format_type` prints it, for
/// arguments of such types; nothing when it cannot be told. `record` for several values.
std::optional<std::string> builtin_function_result(std::string_view name,
                                                   const std::vector<std::string>& arguments);

}  // namespace erdmark::dialect::postgres
