#include "migration/sections.h"

#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "sql/lexer.h"

namespace erdmark::migration {
namespace {

enum class Section { Up, Down };

/// A line that begins a section.
struct Marker {
    Section section;
    std::size_t offset;
    std::size_t content;  ///< Where the next line begins.
};

const char* words_of(Section section) {
    return section == Section::Up ? "up" : "down";
}

std::string_view take_word(std::string_view& text) {
    text = trim(text);
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(word.size());
    return word;
}

/// The section that `line` begins. What follows the words is an option of the tool that they come
/// from.
std::optional<Section> section_begun_by(std::string_view line) {
    std::string_view rest = trim(line);
    if (!rest.starts_with("--")) {
        return std::nullopt;
    }
    rest.remove_prefix(2);
    std::string words = to_lower(take_word(rest));
    if (words == "+migrate" || words == "+goose") {
        words = "migrate:" + to_lower(take_word(rest));
    }
    for (const Section section : {Section::Up, Section::Down}) {
        if (words == std::string("migrate:") + words_of(section)) {
            return section;
        }
    }
    return std::nullopt;
}

std::vector<Marker> find_markers(std::string_view text) {
    const std::vector<std::string_view> lines = split_lines(text);
    std::vector<Marker> markers;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const std::optional<Section> section = section_begun_by(lines[i])) {
            const bool is_last = i + 1 == lines.size();
            const char* const end = is_last ? text.data() + text.size() : lines[i + 1].data();
            const char* const dashes = lines[i].data() + lines[i].find('-');
            markers.push_back({.section = *section,
                               .offset = static_cast<std::size_t>(dashes - text.data()),
                               .content = static_cast<std::size_t>(end - text.data())});
        }
    }
    return markers;
}

sql::Script part_of(const sql::Script& file, std::size_t begin, std::size_t end) {
    return {.file = file.file,
            .text = file.text.substr(begin, end - begin),
            .start = position_at(file.text, begin, file.start)};
}

[[noreturn]] void fail_at(const sql::Script& file, std::size_t offset, const std::string& message) {
    const Position position = position_at(file.text, offset, file.start);
    throw Error(ErrorKind::Input, format_position(file.file, position) + ": " + message);
}

void check_order(const sql::Script& file, std::span<const Marker> markers) {
    if (markers.front().section == Section::Down) {
        fail_at(file, markers.front().offset,
                "a down section before the up section; begin the file with '-- migrate:up'");
    }
    for (std::size_t i = 1; i < markers.size(); ++i) {
        if (i > 1 || markers[i].section == Section::Up) {
            fail_at(file, markers[i].offset,
                    fmt::format("a second {} section; expected one up section and at most one down "
                                "section in a file",
                                words_of(markers[i].section)));
        }
    }
}

/// What stands above the first section would belong to none, so only comments may.
void check_preamble(const sql::Script& file, std::size_t end) {
    const std::string_view preamble = std::string_view(file.text).substr(0, end);
    for (const sql::Token& token : sql::tokenize(preamble, {})) {
        if (token.kind != sql::TokenKind::LineComment &&
            token.kind != sql::TokenKind::BlockComment) {
            fail_at(
                file, token.offset,
                "SQL before the first section; move it below the line that begins the up section");
        }
    }
}

}  // namespace

Sections split_sections(const sql::Script& file) {
    const std::vector<Marker> markers = find_markers(file.text);
    if (markers.empty()) {
        return {.up = file};
    }
    check_order(file, markers);
    check_preamble(file, markers.front().offset);
    if (markers.size() == 1) {
        return {.up = part_of(file, markers[0].content, file.text.size())};
    }
    return {.up = part_of(file, markers[0].content, markers[1].offset),
            .down = part_of(file, markers[1].content, file.text.size())};
}

void refuse_sections(const sql::Script& file) {
    if (const std::vector<Marker> markers = find_markers(file.text); !markers.empty()) {
        fail_at(file, markers.front().offset,
                "a section in a file that undoes a migration as a whole; remove this line");
    }
}

}  // namespace erdmark::migration
