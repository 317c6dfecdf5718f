#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

/// One of the server's functions or operators, as view_facts.h writes it. Types are codes.
struct Signature {
    std::vector<std::string> arguments;
    std::size_t required = 0;               ///< How many of them have no default.
    bool is_variadic = false;               ///< The last one, an array or `any`, takes any number.
    std::string result;                     ///< `record` for several outputs.
    std::vector<std::string> output_names;  ///< Of OUT parameters.
    std::vector<std::string> output_types;
    bool returns_set = false;
};

/// All of that name, kept for the next time.
const std::vector<Signature>& function_signatures(std::string_view name);
const std::vector<Signature>& operator_signatures(std::string_view name);

}  // namespace erdmark::dialect::postgres
