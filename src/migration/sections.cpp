#include "migration/sections.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::migration {
namespace {

/// Whether `comment` begins an up section, or a down section. What follows the words is an option
/// of the tool that they come from.
std::optional<bool> begins_up(std::string_view comment) {
    comment.remove_prefix(2);
    std::string words = to_lower(take_word(comment));
    if (words == "+migrate" || words == "+goose") {
        words = "migrate:" + to_lower(take_word(comment));
    }
    if (words != "migrate:up" && words != "migrate:down") {
        return std::nullopt;
    }
    return words == "migrate:up";
}

std::vector<SectionMarker> find_markers(std::string_view text) {
    std::vector<SectionMarker> markers;
    for (const CommentLine& line : comment_lines(text)) {
        if (const std::optional<bool> is_up = begins_up(line.text)) {
            markers.push_back({*is_up, line});
        }
    }
    return markers;
}

/// Whether `comment` asks for no transaction, in the words of one of the tools.
bool asks_for_no_transaction(std::string_view comment) {
    const bool is_up = begins_up(comment).value_or(false);
    comment.remove_prefix(2);
    const std::string words = to_lower(collapse_whitespace(comment));
    if (is_up) {
        return words.ends_with(" transaction:false") || words.ends_with(" notransaction");
    }
    return words == "no-transaction" || words == "+goose no transaction";
}

}  // namespace

std::string_view take_word(std::string_view& text) {
    text = trim(text);
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(word.size());
    return word;
}

Sections cut_sections(const sql::Script& file, std::span<const SectionMarker> markers) {
    if (markers.empty()) {
        return {.up = file};
    }
    refuse_sql_before(file, markers.front().line.offset);
    std::vector<Range> up;
    std::vector<Range> down;
    for (std::size_t i = 0; i < markers.size(); ++i) {
        const std::size_t end =
            i + 1 < markers.size() ? markers[i + 1].line.offset : file.text.size();
        (markers[i].is_up ? up : down).push_back({markers[i].line.next, end});
    }
    Sections sections{.up = parts_of(file, up),
                      .preamble = file.text.substr(0, markers.front().line.offset)};
    if (!down.empty()) {
        sections.down = parts_of(file, down);
    }
    return sections;
}

void refuse_repeated_sections(const sql::Script& file, std::span<const SectionMarker> markers,
                              std::string_view example) {
    if (!markers.empty() && !markers.front().is_up) {
        fail_at(
            file, markers.front().line.offset,
            fmt::format("a down section before the up section; begin the file with '{}'", example));
    }
    for (std::size_t i = 1; i < markers.size(); ++i) {
        if (i > 1 || markers[i].is_up) {
            fail_at(file, markers[i].line.offset,
                    fmt::format("a second {} section; expected one up section and at most one down "
                                "section in a file",
                                markers[i].is_up ? "up" : "down"));
        }
    }
}

Sections split_sections(const sql::Script& file) {
    const std::vector<SectionMarker> markers = find_markers(file.text);
    refuse_repeated_sections(file, markers, "-- migrate:up");
    Sections sections = cut_sections(file, markers);
    sections.transactional = std::ranges::none_of(
        comment_lines(file.text),
        [](const CommentLine& line) { return asks_for_no_transaction(line.text); });
    return sections;
}

void refuse_sections(const sql::Script& file) {
    const std::vector<SectionMarker> markers = find_markers(file.text);
    if (!markers.empty()) {
        fail_at(file, markers.front().line.offset,
                "a section in a file that undoes a migration as a whole; remove this line");
    }
}

}  // namespace erdmark::migration
