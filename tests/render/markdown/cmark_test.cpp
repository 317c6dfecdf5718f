#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "support/temp_directory.h"

// What GitHub's own Markdown program makes of escaped text must be that text. Needs cmark-gfm
// (Debian: cmark-gfm).

namespace erdmark::render::markdown {
namespace {

constexpr std::size_t kSamples = 4000;

bool has_cmark() {
    return std::system("command -v cmark-gfm >/dev/null 2>&1") == 0;
}

bool is_required() {
    const char* required = std::getenv("ERDMARK_TEST_REQUIRE");
    return required != nullptr &&
           std::string_view(required).find("cmark-gfm") != std::string_view::npos;
}

/// HTML as GitHub shows it, before its own filters.
std::string to_html(const std::string& markdown) {
    const test::TempDirectory folder;
    const std::string file = folder.write("page.md", markdown).string();
    const std::string command = fmt::format(
        "cmark-gfm --unsafe -e table -e autolink -e strikethrough -e tagfilter '{}'", file);
    FILE* pipe = popen(command.c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::string html;
    std::array<char, 65536> buffer{};
    for (std::size_t count = 1; count > 0;) {
        count = fread(buffer.data(), 1, buffer.size(), pipe);
        html.append(buffer.data(), count);
    }
    EXPECT_EQ(pclose(pipe), 0);
    return html;
}

/// The same strings on every machine, in the form in which they are shown: no blanks at the ends of
/// lines, none doubled.
std::vector<std::string> hostile_strings() {
    const std::vector<std::string> bits = {
        "\\",   "`",     "*",       "_",     "{",           "}",        "[",         "]",    "|",
        "~",    "<",     ">",       "&",     "$",           "^",        "=",         ":",    "@",
        "#",    "-",     "+",       ".",     "!",           "?",        "(",         ")",    "'",
        "\"",   "/",     ";",       " ",     "\n",          "a",        "b1",        "é",    "名",
        "**",   "__",    "~~",      "```",   "~~~",         "---",      "===",       "1.",   "2)",
        "&lt;", "&#38;", "<b>",     "->",    "<!",          "-->",      "<br>",      "[^1]", "](x)",
        ":x:",  "www.",  "http://", "a@b.c", "https://x.y", "import ",  "# ",        "- ",   "+ ",
        "> ",   ": ",    "|\n",     "\n\n",  "</td>",       "<script>", "<!-- x -->"};
    std::mt19937 random(20250101);
    std::vector<std::string> strings;
    while (strings.size() < kSamples) {
        std::string text;
        for (std::size_t count = 1 + random() % 8; count > 0; --count) {
            text += bits[random() % bits.size()];
        }
        text = replace_all(replace_all(replace_all(text, "  ", " "), " \n", "\n"), "\n ", "\n");
        const bool clean = text.find("  ") == std::string::npos &&
                           text.find(" \n") == std::string::npos &&
                           text.find("\n ") == std::string::npos && trim(text) == text;
        if (clean && !text.empty()) {
            strings.push_back(text);
        }
    }
    return strings;
}

std::vector<std::string> parts_between(const std::string& html, std::string_view open,
                                       std::string_view close) {
    std::vector<std::string> parts;
    for (std::size_t start = html.find(open); start != std::string::npos;
         start = html.find(open, start)) {
        start += open.size();
        const std::size_t end = html.find(close, start);
        parts.push_back(html.substr(start, end - start));
    }
    return parts;
}

/// E-mail addresses become links whatever one writes for the `@`; their text stays.
std::string without_mail_links(std::string html) {
    constexpr std::string_view open = "<a href=\"mailto:";
    for (std::size_t start = html.find(open); start != std::string::npos; start = html.find(open)) {
        html.erase(start, html.find('>', start) + 1 - start);
        html.erase(html.find("</a>", start), 4);
    }
    return html;
}

/// The text that a reader sees. Any tag that is left stays visible.
std::string shown(const std::string& html) {
    std::string text = without_mail_links(html);
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"<br/>\n", "\n"},
                                                          {"<br/>", "\n"},
                                                          {"<code>", ""},
                                                          {"</code>", ""},
                                                          {"<a href=\"x.md\">", ""},
                                                          {"</a>", ""},
                                                          {"&quot;", "\""}}) {
        text = replace_all(text, from, to);
    }
    if (text.find('<') != std::string::npos) {
        return "tags: " + html;
    }
    return replace_all(replace_all(replace_all(text, "&lt;", "<"), "&gt;", ">"), "&amp;", "&");
}

struct Place {
    const char* name;
    std::string (*escape)(std::string_view);
    const char* head;    ///< Of the page.
    const char* before;  ///< Each sample.
    const char* after;
    const char* open;  ///< In the HTML.
    const char* close;
};

class ShownByCmark : public testing::TestWithParam<Place> {};

TEST_P(ShownByCmark, IsTheTextItself) {
    if (!has_cmark()) {
        ASSERT_FALSE(is_required()) << "cmark-gfm is required and not installed";
        GTEST_SKIP() << "cmark-gfm is not installed";
    }
    const Place& place = GetParam();
    const std::vector<std::string> strings = hostile_strings();
    std::string page = place.head;
    for (const std::string& text : strings) {
        page.append(place.before).append(place.escape(text)).append(place.after);
    }

    const std::vector<std::string> parts = parts_between(to_html(page), place.open, place.close);

    ASSERT_EQ(parts.size(), strings.size());
    for (std::size_t index = 0; index < parts.size(); ++index) {
        ASSERT_EQ(shown(parts[index]), strings[index]) << place.escape(strings[index]);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Places, ShownByCmark,
    testing::Values(Place{"CellText", text, "| a | b |\n| --- | --- |\n", "| ", " | c |\n",
                          "<tr>\n<td>", "</td>\n<td>c</td>"},
                    Place{"CellCode", code, "| a | b |\n| --- | --- |\n", "| ", " | c |\n",
                          "<tr>\n<td>", "</td>\n<td>c</td>"},
                    Place{"Heading", text, "", "### ", "\n\n", "<h3>", "</h3>"},
                    Place{"Paragraph", text, "", "", "\n\n", "<p>", "</p>"},
                    Place{"BehindAParagraph", text, "", "x<br/>\n", "\n\n", "<p>x<br/>\n", "</p>"},
                    Place{"Item", text, "", "- ", "\n", "<li>", "</li>"},
                    Place{"CodeInAnItem", code, "", "- ", "\n", "<li>", "</li>"},
                    Place{"LinkLabel", text, "", "### [", "](x.md)\n\n", "<h3>", "</h3>"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace erdmark::render::markdown
