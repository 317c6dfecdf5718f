#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

// Types have two spellings here: as `format_type` prints them, with modifiers or without, and a
// code, which is the name in pg_type for the server's own (`int4`, `_text`) and the printed text
// for others. Empty when a type is not known.

/// The code, without modifiers: `int4` for `integer`, `_varchar` for `character varying(3)[]`.
std::string type_code(std::string_view text);

/// `integer` for `int4`.
std::string type_words(std::string_view code);

/// The code of the elements of an array type; empty for other types.
std::string element_code(std::string_view code);
std::string array_code(std::string_view code);

/// What PostgreSQL knows of types, with those of the user. Codes everywhere.
class TypeRules {
public:
    explicit TypeRules(RelationSource& source) : source_(source) {}

    /// As in pg_type.typcategory.
    char category(const std::string& code);
    static bool is_preferred(std::string_view code);

    /// Of a domain, what it is made of once nothing is a domain any more; else the type itself.
    std::string base(const std::string& code);

    /// Whether the server turns one into the other where no cast is written.
    bool coerces(const std::string& from, const std::string& to);

    /// The type of CASE, UNION and the like with values of these types, `unknown` for literals.
    /// Empty when one is not known or there is none.
    std::string common(const std::vector<std::string>& codes);

    /// Nothing for the server's own types.
    const SourceType* user_type(const std::string& code);

private:
    bool is_better(const std::string& next, const std::string& type);
    bool fits_pseudo(const std::string& from, const std::string& to);

    RelationSource& source_;
    std::map<std::string, std::optional<SourceType>> known_;
};

/// Whether such a type stands for others in a function's arguments: `any`, `anyelement` …
bool is_polymorphic(std::string_view code);

}  // namespace erdmark::dialect::postgres
