#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "sql/script.h"

namespace erdmark::migration {

using Variables = std::map<std::string, std::string>;

/// The value of a variable that the text at `offset` needs. Throws an `Input` error with the place
/// that names it when it has none.
const std::string& value_of(const std::string& name, const Variables& variables,
                            const sql::Script& script, std::size_t offset);

/// `script` with each `begin NAME end` (`${NAME}`) replaced by what `value` gives for the name and
/// the offset of its placeholder; strings and comments too, as the tools do. A `begin` without
/// `end` on its line stays.
sql::Script replace_placeholders(
    const sql::Script& script, std::string_view begin, std::string_view end,
    const std::function<std::string(const std::string& name, std::size_t offset)>& value);

}  // namespace erdmark::migration
