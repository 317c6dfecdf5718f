#include "render/markdown/escape.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::render::markdown {

namespace {

constexpr std::string_view kLineBreak = "<br/>";

bool is_one_of(std::string_view characters, char c) {
    return characters.find(c) != std::string_view::npos;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Invisible characters, and those that turn the direction of what follows: shown by name, a
/// reviewer sees them.
bool is_invisible(char32_t c) {
    return c == 0xa0 || c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

bool is_line_end(char32_t c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_blank(char32_t c) {
    return c <= 0x20 || (c >= 0x7f && c <= 0x9f);
}

/// The lines of any text: valid UTF-8, blanks and control characters folded, no empty lines at the
/// ends.
std::vector<std::string> clean_lines(std::string_view text) {
    std::vector<std::string> lines(1);
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        const bool is_pair = text.substr(offset, 2) == "\r\n";
        offset += is_pair ? 2 : point.length;
        if (is_line_end(point.value)) {
            lines.emplace_back();
        } else if (!is_blank(point.value)) {
            append_utf8(lines.back(), point.value);
        } else if (!lines.back().empty() && lines.back().back() != ' ') {
            lines.back() += ' ';
        }
    }
    for (std::string& line : lines) {
        line = trim(line);
    }
    const auto is_filled = [](const std::string& line) { return !line.empty(); };
    lines.erase(lines.begin(), std::ranges::find_if(lines, is_filled));
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

void append_entity(std::string& result, char32_t c) {
    switch (c) {
        case '&':
            result += "&amp;";
            return;
        case '<':
            result += "&lt;";
            return;
        case '>':
            result += "&gt;";
            return;
        default:
            fmt::format_to(std::back_inserter(result), "&#{};", static_cast<unsigned>(c));
    }
}

/// Escapes one line. Knows what stands around each character.
class LineEscaper {
public:
    explicit LineEscaper(std::string_view line) : line_(line) {}

    void append_to(std::string& result) const {
        for (std::size_t index = 0; index < line_.size();) {
            const CodePoint point = decode_utf8(line_, index);
            const bool escape =
                point.value < 0x80 ? means_something(index) : is_invisible(point.value);
            if (escape) {
                append_entity(result, point.value);
            } else {
                result.append(line_, index, point.length);
            }
            index += point.length;
        }
    }

private:
    char at(std::size_t index) const { return index < line_.size() ? line_[index] : '\0'; }
    char before(std::size_t index) const { return index > 0 ? line_[index - 1] : '\0'; }

    bool means_something(std::size_t index) const {
        switch (line_[index]) {
            case '\\':
            case '`':
            case '*':
            case '{':
            case '}':
            case '[':
            case ']':
            case '|':
            case '~':
            case '<':
            case '$':
            case '^':
            case '@':
                return true;
            case '_':
                return !is_letter_or_digit(before(index)) || !is_letter_or_digit(at(index + 1));
            case '&':
                return is_letter_or_digit(at(index + 1)) || at(index + 1) == '#';
            case ':':
                return index == 0 || at(index + 1) == '/' || opens_emoji(index);
            case '.':
                return follows_www(index) || ends_list_number(index);
            case ')':
                return ends_list_number(index);
            case '=':
                return index == 0 || before(index) == '=' || at(index + 1) == '=';
            case '#':
                return index == 0 || before(index) == '#' || before(index) == ' ' ||
                       index + 1 == line_.size();
            case '>':
                return index == 0;
            case '-':
            case '+':
                return index == 0 && !is_letter_or_digit(at(1));
            case '!':
            case '?':
                return index == 0 && at(1) == line_[0];  // `!!! note` is a box in MkDocs.
            default:
                return false;
        }
    }

    /// `:word:`
    bool opens_emoji(std::size_t index) const {
        const auto end =
            std::find_if(line_.begin() + static_cast<std::ptrdiff_t>(index) + 1, line_.end(),
                         [](char c) { return !is_letter_or_digit(c) && !is_one_of("_+-", c); });
        return end != line_.end() && *end == ':';
    }

    bool follows_www(std::size_t index) const {
        return index >= 3 && equals_ignoring_case(line_.substr(index - 3, 3), "www");
    }

    /// `1.` or `1)` at the start, which begins a list.
    bool ends_list_number(std::size_t index) const {
        const std::string_view number = line_.substr(0, index);
        return !number.empty() && std::ranges::all_of(number, is_digit) &&
               (index + 1 == line_.size() || at(index + 1) == ' ');
    }

    std::string_view line_;
};

std::string escaped_lines(std::span<const std::string> lines, std::string_view separator) {
    std::string result;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        if (index > 0) {
            result += separator;
        }
        LineEscaper(lines[index]).append_to(result);
    }
    return result;
}

/// Whether a line of its own, read as MDX, would be a statement of JavaScript.
bool looks_like_mdx_statement(std::string_view paragraph) {
    return paragraph.starts_with("import ") || paragraph.starts_with("export ");
}

/// Whether a code span shows `text` as it is in every dialect. `&#` confuses Python-Markdown 3.4,
/// and `<!--` those who look for comments in a page.
bool fits_a_code_span(std::string_view text) {
    if (text.front() == ' ' || text.back() == ' ' || text.find("  ") != std::string_view::npos ||
        text.find("<!--") != std::string_view::npos || text.find("&#") != std::string_view::npos) {
        return false;
    }
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        if (point.value == '|' || point.value == '`' || is_line_end(point.value) ||
            point.value < 0x20 || (point.value >= 0x7f && point.value <= 0x9f) ||
            is_invisible(point.value) || (point.value == 0xfffd && point.length == 1)) {
            return false;
        }
        offset += point.length;
    }
    return true;
}

/// A line between tags: every blank that HTML would fold away is an entity.
std::string code_line(const std::string& line) {
    std::string escaped;
    LineEscaper(line).append_to(escaped);
    std::string result;
    for (std::size_t index = 0; index < escaped.size(); ++index) {
        const bool at_edge = index == 0 || index + 1 == escaped.size() || escaped[index - 1] == ' ';
        if (escaped[index] == ' ' && at_edge) {
            result += "&#32;";
        } else {
            result += escaped[index];
        }
    }
    return result;
}

std::string code_element(std::string_view text) {
    std::string result = "<code>";
    std::string line;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        const bool is_pair = text.substr(offset, 2) == "\r\n";
        offset += is_pair ? 2 : point.length;
        if (is_line_end(point.value)) {
            result.append(code_line(line)).append(kLineBreak);
            line.clear();
        } else {
            append_utf8(line, is_blank(point.value) ? U' ' : point.value);
        }
    }
    return result.append(code_line(line)).append("</code>");
}

/// Text for a block: line ends as LF, none at the end, control characters as U+FFFD.
std::string clean_block(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        const bool is_pair = text.substr(offset, 2) == "\r\n";
        offset += is_pair ? 2 : point.length;
        const bool is_control = (point.value < 0x20 && point.value != '\t') ||
                                (point.value >= 0x7f && point.value <= 0x9f);
        if (is_line_end(point.value)) {
            result += '\n';
        } else {
            append_utf8(result, is_control ? U'\xfffd' : point.value);
        }
    }
    const std::size_t last = result.find_last_not_of(" \t\n");
    result.resize(last == std::string::npos ? 0 : last + 1);
    return result.substr(std::min(result.find_first_not_of('\n'), result.size()));
}

std::size_t longest_run_of_backticks(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

}  // namespace

std::string text(std::string_view text) {
    return escaped_lines(clean_lines(text), kLineBreak);
}

std::string paragraphs(std::string_view text) {
    const std::vector<std::string> lines = clean_lines(text);
    std::string result;
    for (auto start = lines.begin(); start != lines.end();) {
        const auto end = std::find(start, lines.end(), "");
        std::string paragraph = escaped_lines({start, end}, fmt::format("{}\n", kLineBreak));
        if (looks_like_mdx_statement(paragraph)) {
            paragraph = fmt::format("&#{};{}", int{paragraph.front()}, paragraph.substr(1));
        }
        result.append(result.empty() ? "" : "\n\n").append(paragraph);
        start =
            std::find_if(end, lines.end(), [](const std::string& line) { return !line.empty(); });
    }
    return result;
}

std::string code(std::string_view text) {
    if (text.empty()) {
        return "";
    }
    return fits_a_code_span(text) ? fmt::format("`{}`", text) : code_element(text);
}

std::string code_block(std::string_view text, std::string_view language) {
    const std::string clean = clean_block(text);
    // A marker of a keep region inside a fence could be taken for one.
    if (clean.find("erdmark:keep") != std::string::npos) {
        std::string result = "<pre>";
        for (const char c : clean) {
            is_one_of("&<>{`~", c) ? append_entity(result, static_cast<unsigned char>(c))
                                   : result.push_back(c);
        }
        return result + "</pre>";
    }
    const std::string fence(std::max<std::size_t>(3, longest_run_of_backticks(clean) + 1), '`');
    return fmt::format("{0}{1}\n{2}\n{0}", fence, language, clean);
}

std::string link(std::string_view label, std::string_view destination) {
    std::string result = fmt::format("[{}](", label);
    for (const char c : destination) {
        if (is_letter_or_digit(c) || is_one_of("-._~/#", c)) {
            result += c;
        } else {
            fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return result + ")";
}

std::string join_lines(std::string first, const std::string& second) {
    const bool both = !first.empty() && !second.empty();
    return std::move(first.append(both ? kLineBreak : "").append(second));
}

std::string region_name(std::string_view name) {
    std::string result;
    for (const char c : name) {
        // Two hyphens would end the comment around the name in XML and older HTML.
        const bool stays =
            is_letter_or_digit(c) || c == '_' || c == '.' || (c == '-' && !result.ends_with('-'));
        if (stays) {
            result += c;
        } else {
            fmt::format_to(std::back_inserter(result), ":{:02x}", static_cast<unsigned char>(c));
        }
    }
    return result;
}

}  // namespace erdmark::render::markdown
