#include "architecture/include_rules.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::architecture {
namespace {

struct Owner {
    std::string_view header;  // The start of its include path.
    std::string_view room;
};

// Each library has one room, whose .cpp files alone see its headers. fmt is
// everybody's.
constexpr std::array kOwners{
    Owner{"CLI/", "cli"},         Owner{"SQLiteCpp/", "dialect"},  Owner{"nlohmann/", "base"},
    Owner{"libpq", "dialect"},    Owner{"openssl/", "base"},       Owner{"pqxx", "dialect"},
    Owner{"sqlite3", "dialect"},  Owner{"toml++/", "config"},      Owner{"toml.hpp", "config"},
    Owner{"pg_query", "dialect"}, Owner{"protobuf-c/", "dialect"},
};

struct Include {
    std::string_view path;
    bool quoted = false;
};

std::optional<Include> parse_include(std::string_view line) {
    line = trim(line);
    if (!line.starts_with('#')) {
        return std::nullopt;
    }
    line = trim(line.substr(1));
    if (!line.starts_with("include")) {
        return std::nullopt;
    }
    line = trim(line.substr(std::string_view("include").size()));
    const bool quoted = line.starts_with('"');
    const std::size_t end = line.find(quoted ? '"' : '>', 1);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    return Include{line.substr(1, end - 1), quoted};
}

std::string room_of(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::string own_include_problem(const std::string& room, std::string_view path,
                                const Layers& layers) {
    const std::string other = room_of(path);
    if (other.empty()) {
        return fmt::format("include path '{}' must start at the room", path);
    }
    const bool allowed = room.empty() ? other == "cli" : layers.contains({room, other});
    if (allowed) {
        return "";
    }
    return fmt::format("room '{}' must not include '{}'", room.empty() ? "main" : room, other);
}

// The parser's tree is what every file of the replay takes apart; its enums cannot be declared
// without it. No file outside of the replay includes this header.
constexpr std::string_view kParserHeader = "dialect/postgres/replay/statement_tree.h";

std::string library_include_problem(const FileText& file, std::string_view path) {
    const auto* const owner = std::ranges::find_if(
        kOwners, [&](const Owner& each) { return path.starts_with(each.header); });
    if (owner == kOwners.end()) {
        return "";
    }
    if (owner->room != room_of(file.path)) {
        return fmt::format("only room '{}' may include <{}>", owner->room, path);
    }
    if (!file.path.ends_with(".cpp") && file.path != kParserHeader) {
        return fmt::format("<{}> may be included in .cpp files only", path);
    }
    return "";
}

}  // namespace

Layers parse_layers(std::string_view text) {
    Layers layers;
    for (const std::string_view line : split_lines(text)) {
        const std::vector<std::string_view> rooms = split(line, ' ');
        if (rooms.size() == 2) {
            layers.emplace(rooms[0], rooms[1]);
        }
    }
    return layers;
}

std::vector<std::string> include_problems(const FileText& file, const Layers& layers) {
    std::vector<std::string> problems;
    std::size_t number = 0;
    for (const std::string_view line : split_lines(file.text)) {
        ++number;
        const std::optional<Include> include = parse_include(line);
        if (!include) {
            continue;
        }
        const std::string problem =
            include->quoted ? own_include_problem(room_of(file.path), include->path, layers)
                            : library_include_problem(file, include->path);
        if (!problem.empty()) {
            problems.push_back(fmt::format("{}:{}: {}", file.path, number, problem));
        }
    }
    return problems;
}

}  // namespace erdmark::architecture
