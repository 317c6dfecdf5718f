#pragma once

#include <string>

namespace erdmark::config {

/// `text` with each `${NAME}` replaced by the environment variable of that name. Throws a `Config`
/// error that starts with `place` and never shows a value, for a variable that is not set and for a
/// `${` that begins no such thing.
std::string expand_environment(const std::string& text, const std::string& place);

}  // namespace erdmark::config
