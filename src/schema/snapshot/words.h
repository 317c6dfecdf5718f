#pragma once

#include <array>
#include <string_view>

namespace erdmark::schema {

// The words of the enums, in the order of their enumerators. The first is the one that is left out.

inline constexpr std::array<std::string_view, 3> kGeneratedWords{"no", "virtual", "stored"};
inline constexpr std::array<std::string_view, 3> kIdentityWords{"no", "always", "by default"};
inline constexpr std::array<std::string_view, 5> kActionWords{"no action", "restrict", "cascade",
                                                              "set null", "set default"};
inline constexpr std::array<std::string_view, 3> kMatchWords{"simple", "full", "partial"};
inline constexpr std::array<std::string_view, 3> kDeferrabilityWords{
    "not deferrable", "initially immediate", "initially deferred"};
inline constexpr std::array<std::string_view, 4> kOriginWords{
    "created", "unique constraint", "primary key", "exclusion constraint"};
inline constexpr std::array<std::string_view, 4> kTableKindWords{
    "table", "virtual table", "partitioned table", "foreign table"};
inline constexpr std::array<std::string_view, 4> kRoutineKindWords{"function", "procedure",
                                                                   "aggregate", "window function"};

}  // namespace erdmark::schema
