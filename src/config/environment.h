#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace erdmark::config {

/// Variables by name.
using Variables = std::map<std::string, std::string>;

/// The value of a variable, or nothing when it is not set.
using Lookup = std::function<std::optional<std::string>(const std::string& name)>;

/// Looks into the environment of this process, then into `others`.
Lookup environment_and(Variables others);

/// `text` with each `${NAME}` replaced by the variable of that name. Throws a `Config` error that
/// starts with `place` and never shows a value, for a variable that is not set and for a `${` that
/// begins no such thing.
std::string expand_environment(const std::string& text, const std::string& place,
                               const Lookup& lookup);

}  // namespace erdmark::config
