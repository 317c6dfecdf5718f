#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

// The forms in which the server writes values and statements.

/// The items of an array of one dimension, `{a,"b \"c\"",NULL}`; NULL is an empty text. Nothing for
/// the empty text.
std::vector<std::string> parse_array(std::string_view text);

/// The numbers of an array `{1,2}` or of a vector `1 2`.
std::vector<int> parse_numbers(std::string_view text);

/// The places of `text` that stand outside of quotes and parentheses and start with `word`: a
/// keyword in capitals with blanks around it, or a sign such as a comma.
std::vector<std::size_t> find_top_level(std::string_view text, std::string_view word);

/// `name`, in double quotes unless it is a plain lower-case word. Keywords are not quoted: for
/// display, not for statements.
std::string display_identifier(std::string_view name);

/// When a trigger or an event trigger fires, by `tgenabled` or `evtenabled`: `DISABLED`; empty for
/// the default, which is everywhere but on a replica.
std::string firing_words(char code);

/// The condition and the call of a trigger from `pg_get_triggerdef`.
struct TriggerText {
    std::string condition;  ///< Without its parentheses; empty for none.
    std::string call;       ///< `audit('users')`
};
TriggerText parse_trigger(std::string_view definition);

}  // namespace erdmark::dialect::postgres
