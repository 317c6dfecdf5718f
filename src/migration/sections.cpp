#include "migration/sections.h"

#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::migration {

namespace {

enum class Section { Up, Down };

struct Marker {
    Section section;
    std::size_t start;  ///< Offset of its line.
    std::size_t end;    ///< Offset of the line's end.
};

std::optional<Section> section_of(std::string_view line) {
    line = trim(line);
    if (!line.starts_with("--")) {
        return std::nullopt;
    }
    const std::string words = to_lower(trim(line.substr(2)));
    for (const std::string_view tool : {"migrate:", "+migrate ", "+goose "}) {
        if (!words.starts_with(tool)) {
            continue;
        }
        const std::string_view rest = trim(std::string_view(words).substr(tool.size()));
        const std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
        if (word == "up") {
            return Section::Up;
        }
        if (word == "down") {
            return Section::Down;
        }
    }
    return std::nullopt;
}

std::vector<Marker> find_markers(std::string_view text) {
    std::vector<Marker> markers;
    for (const std::string_view line : split_lines(text)) {
        const auto start = static_cast<std::size_t>(line.data() - text.data());
        if (const std::optional<Section> section = section_of(line)) {
            markers.push_back({*section, start, start + line.size()});
        }
    }
    return markers;
}

sql::Script part_of(const sql::Script& file, std::size_t start, std::size_t end) {
    return {file.file, file.text.substr(start, end - start),
            position_at(file.text, start, file.start)};
}

[[noreturn]] void fail(const sql::Script& file, std::size_t offset, std::string_view problem) {
    throw Error(ErrorKind::Input,
                fmt::format("{}: {}",
                            format_position(file.file, position_at(file.text, offset, file.start)),
                            problem));
}

/// Only comments may stand before the first marker: SQL there would belong to no section and be
/// lost.
void refuse_sql_before(const sql::Script& file, std::size_t end) {
    for (const std::string_view line : split_lines(std::string_view(file.text).substr(0, end))) {
        const std::string_view words = trim(line);
        if (!words.empty() && !words.starts_with("--")) {
            fail(file, static_cast<std::size_t>(words.data() - file.text.data()),
                 "SQL before the first section; move it below '-- migrate:up'");
        }
    }
}

}  // namespace

Sections split_sections(const sql::Script& file) {
    const std::vector<Marker> markers = find_markers(file.text);
    if (markers.empty()) {
        return {.up = file};
    }
    refuse_sql_before(file, markers.front().start);
    std::optional<sql::Script> up;
    std::optional<sql::Script> down;
    for (std::size_t index = 0; index < markers.size(); ++index) {
        const Marker& marker = markers[index];
        const bool is_last = index + 1 == markers.size();
        std::optional<sql::Script>& section = marker.section == Section::Up ? up : down;
        if (section) {
            fail(file, marker.start,
                 fmt::format("a second '{}' section; a file has one of each",
                             marker.section == Section::Up ? "up" : "down"));
        }
        section = part_of(file, marker.end, is_last ? file.text.size() : markers[index + 1].start);
    }
    if (!up) {
        fail(file, markers.front().start, "a 'down' section without an 'up' section");
    }
    return {std::move(*up), std::move(down)};
}

}  // namespace erdmark::migration
