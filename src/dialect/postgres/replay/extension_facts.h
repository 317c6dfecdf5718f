#pragma once

#include <string_view>

namespace erdmark::dialect::postgres {

/// What is known of an extension before anybody creates it. Lists of words have blanks between
/// them.
struct ExtensionFacts {
    std::string_view name;
    std::string_view version;   ///< Empty when it does not come with PostgreSQL 15.
    std::string_view comment;   ///< That each installation has.
    std::string_view types;     ///< That columns can have.
    std::string_view required;  ///< Extensions that must be there.
    std::string_view schema;    ///< Where it has to be; empty for anywhere.
    bool is_complete = false;   ///< Whether all its functions are known, too.
};

/// A null pointer for one that is not known.
const ExtensionFacts* find_extension_facts(std::string_view name);

/// The functions of an extension, a line for each: `digest(text, text) bytea`.
std::string_view extension_functions(std::string_view extension);

}  // namespace erdmark::dialect::postgres
