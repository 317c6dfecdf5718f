#include "config/environment.h"

#include <cstdlib>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"

namespace erdmark::config {
namespace {

constexpr std::string_view kBegin = "${";

bool is_variable_name(std::string_view name) {
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::string_view kAllowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    return !name.empty() && kDigits.find(name.front()) == std::string_view::npos &&
           name.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::string variable(const std::string& name, const std::string& place, const Lookup& lookup) {
    if (!is_variable_name(name)) {
        throw Error(ErrorKind::Config,
                    place + ": expected '${NAME}' with the name of an environment variable");
    }
    std::optional<std::string> value = lookup(name);
    if (!value) {
        throw Error(
            ErrorKind::Config,
            fmt::format(
                "{}: the environment variable '{}' is not set; set it, or give another source",
                place, name));
    }
    return *std::move(value);
}

}  // namespace

Lookup environment_and(Variables others) {
    return [others = std::move(others)](const std::string& name) -> std::optional<std::string> {
        if (const char* value = std::getenv(name.c_str()); value != nullptr) {
            return value;
        }
        const auto other = others.find(name);
        return other == others.end() ? std::nullopt : std::optional(other->second);
    };
}

std::string expand_environment(const std::string& text, const std::string& place,
                               const Lookup& lookup) {
    std::string result;
    std::size_t done = 0;
    for (std::size_t begin = text.find(kBegin); begin != std::string::npos;
         begin = text.find(kBegin, done)) {
        const std::size_t name = begin + kBegin.size();
        const std::size_t end = text.find('}', name);
        result += text.substr(done, begin - done);
        result +=
            variable(end == std::string::npos ? "" : text.substr(name, end - name), place, lookup);
        done = end + 1;
    }
    return result + text.substr(done);
}

}  // namespace erdmark::config
