#include "dialect/postgres/view_lines.h"

#include <algorithm>
#include <utility>

namespace erdmark::dialect::postgres {

Lines indented(Lines lines) {
    for (std::string& line : lines) {
        line.insert(0, "    ");
    }
    return lines;
}

void attach(Lines& lines, Lines more) {
    if (more.empty()) {
        return;
    }
    if (lines.empty()) {
        lines.emplace_back();
    }
    lines.back() += more.front();
    lines.insert(lines.end(), std::make_move_iterator(more.begin() + 1),
                 std::make_move_iterator(more.end()));
}

void append(Lines& lines, Lines more) {
    std::ranges::move(more, std::back_inserter(lines));
}

std::string in_one_line(const Lines& lines, std::string_view separator) {
    std::string text;
    for (const std::string& line : lines) {
        const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
        text += text.empty() ? "" : separator;
        text += line.substr(start);
    }
    return text;
}

Lines list_lines(std::string_view head, const std::vector<Lines>& items) {
    std::string line(head);
    bool fits = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        line += (i == 0 ? " " : ", ") + in_one_line(items[i]);
        fits = fits && items[i].size() == 1;
    }
    if (fits && line.size() <= kLineLength) {
        return {line};
    }
    Lines lines{std::string(head)};
    for (std::size_t i = 0; i < items.size(); ++i) {
        append(lines, indented(items[i]));
        lines.back() += i + 1 < items.size() ? "," : "";
    }
    return lines;
}

}  // namespace erdmark::dialect::postgres
