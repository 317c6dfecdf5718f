#include "base/line_diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace erdmark {

namespace {

constexpr std::size_t kContext = 3;

/// Time and memory grow with the square of this number of differences.
constexpr std::ptrdiff_t kMaxDifferences = 3000;

using Lines = std::vector<std::string_view>;

/// Some lines that another run of lines replaces; either may be none. Places count from 0.
struct Change {
    std::size_t before;
    std::size_t before_count;
    std::size_t after;
    std::size_t after_count;

    std::size_t before_end() const { return before + before_count; }
    std::size_t after_end() const { return after + after_count; }
};

/// One of the two texts. A number stands for each line, the same for equal lines of both texts.
struct Side {
    Lines lines;
    std::vector<std::size_t> numbers;
    std::vector<char> changed;
};

/// The lines with their ends: a last line without a newline differs from the same line with one.
Lines lines_with_ends(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

using LineNumbers = std::unordered_map<std::string_view, std::size_t>;

Side read_side(std::string_view text, LineNumbers& known) {
    Side side{.lines = lines_with_ends(text)};
    for (const std::string_view line : side.lines) {
        side.numbers.push_back(known.emplace(line, known.size()).first->second);
    }
    side.changed.assign(side.lines.size(), 0);
    return side;
}

/// Lines that the search for a shortest edit has still to decide, by their place.
struct Undecided {
    std::vector<std::size_t> places;
    std::vector<std::size_t> numbers;

    std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(places.size()); }
    std::size_t number(std::ptrdiff_t at) const { return numbers[static_cast<std::size_t>(at)]; }
    std::size_t place(std::ptrdiff_t at) const { return places[static_cast<std::size_t>(at)]; }
};

/// Marks the lines of `side` that the other text does not have at all, and returns the rest of
/// those from `start` up to `end`.
Undecided drop_lines_without_partner(Side& side, const Side& other, std::size_t start,
                                     std::size_t end, std::size_t known) {
    std::vector<char> has_partner(known, 0);
    for (const std::size_t number : other.numbers) {
        has_partner[number] = 1;
    }
    Undecided rest;
    for (std::size_t place = start; place < end; ++place) {
        if (has_partner[side.numbers[place]] == 0) {
            side.changed[place] = 1;
            continue;
        }
        rest.places.push_back(place);
        rest.numbers.push_back(side.numbers[place]);
    }
    return rest;
}

/// The greedy search of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). Its
/// diagonal `k` holds the points whose places in the two texts differ by `k`.
class ShortestEdit {
public:
    ShortestEdit(const Undecided& before, const Undecided& after)
        : before_(before), after_(after) {}

    /// Marks the lines to remove and to add. False when there are too many of them.
    bool mark(Side& before, Side& after) {
        const std::ptrdiff_t most = std::min(kMaxDifferences, before_.size() + after_.size());
        for (std::ptrdiff_t d = 0; d <= most; ++d) {
            if (advance(d)) {
                walk_back(d, before, after);
                return true;
            }
        }
        return false;
    }

private:
    /// How far each diagonal from -d to d, every other one, has come in `before` with d
    /// differences.
    using Reach = std::vector<std::int32_t>;

    /// Whether the best way to diagonal `k` with `d` differences adds a line, rather than removes
    /// one.
    bool adds(std::ptrdiff_t d, std::ptrdiff_t k) const {
        return k == -d || (k != d && reach(d - 1, k - 1) < reach(d - 1, k + 1));
    }

    std::ptrdiff_t reach(std::ptrdiff_t d, std::ptrdiff_t k) const {
        return reaches_[static_cast<std::size_t>(d)][static_cast<std::size_t>((k + d) / 2)];
    }

    std::ptrdiff_t start_of_run(std::ptrdiff_t d, std::ptrdiff_t k) const {
        if (d == 0) {
            return 0;
        }
        return adds(d, k) ? reach(d - 1, k + 1) : reach(d - 1, k - 1) + 1;
    }

    /// Follows every diagonal with one more difference. True when one of them reaches both ends.
    bool advance(std::ptrdiff_t d) {
        Reach next;
        next.reserve(static_cast<std::size_t>(d) + 1);
        bool finished = false;
        for (std::ptrdiff_t k = -d; k <= d; k += 2) {
            std::ptrdiff_t x = start_of_run(d, k);
            while (x < before_.size() && x - k < after_.size() &&
                   before_.number(x) == after_.number(x - k)) {
                ++x;
            }
            next.push_back(static_cast<std::int32_t>(x));
            finished = finished || (x >= before_.size() && x - k >= after_.size());
        }
        reaches_.push_back(std::move(next));
        return finished;
    }

    void walk_back(std::ptrdiff_t d, Side& before, Side& after) const {
        std::ptrdiff_t k = before_.size() - after_.size();
        for (; d > 0; --d) {
            const std::ptrdiff_t x = start_of_run(d, k);
            if (adds(d, k)) {
                after.changed[after_.place(x - k - 1)] = 1;
                ++k;
            } else {
                before.changed[before_.place(x - 1)] = 1;
                --k;
            }
        }
    }

    const Undecided& before_;
    const Undecided& after_;
    std::vector<Reach> reaches_;
};

void mark_changes(Side& before, Side& after, std::size_t known) {
    const auto [left, right] = std::ranges::mismatch(before.numbers, after.numbers);
    const auto start = static_cast<std::size_t>(left - before.numbers.begin());
    std::size_t before_end = before.numbers.size();
    std::size_t after_end = after.numbers.size();
    while (before_end > start && after_end > start &&
           before.numbers[before_end - 1] == after.numbers[after_end - 1]) {
        --before_end;
        --after_end;
    }
    const Undecided removed = drop_lines_without_partner(before, after, start, before_end, known);
    const Undecided added = drop_lines_without_partner(after, before, start, after_end, known);
    if (!ShortestEdit(removed, added).mark(before, after)) {
        std::fill(before.changed.begin() + static_cast<std::ptrdiff_t>(start),
                  before.changed.begin() + static_cast<std::ptrdiff_t>(before_end), 1);
        std::fill(after.changed.begin() + static_cast<std::ptrdiff_t>(start),
                  after.changed.begin() + static_cast<std::ptrdiff_t>(after_end), 1);
    }
}

std::size_t run_of_changed(const std::vector<char>& changed, std::size_t start) {
    std::size_t end = start;
    while (end < changed.size() && changed[end] != 0) {
        ++end;
    }
    return end - start;
}

std::vector<Change> collect_changes(const Side& before, const Side& after) {
    std::vector<Change> changes;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.changed.size() || j < after.changed.size()) {
        const std::size_t removed = run_of_changed(before.changed, i);
        const std::size_t added = run_of_changed(after.changed, j);
        if (removed + added > 0) {
            changes.push_back({i, removed, j, added});
        }
        i += removed + 1;
        j += added + 1;
    }
    return changes;
}

/// Whether the lines of a pure removal or addition could as well be the ones that start a line
/// later.
bool can_slide_down(const Change& change, const Side& before, const Side& after) {
    if (change.before_count > 0 && change.after_count > 0) {
        return false;
    }
    const Side& side = change.before_count > 0 ? before : after;
    const std::size_t start = change.before_count > 0 ? change.before : change.after;
    const std::size_t end = change.before_count > 0 ? change.before_end() : change.after_end();
    return end < side.numbers.size() && side.numbers[start] == side.numbers[end];
}

/// Moves each change as far down as it can go, as diff does: a function that was added then starts
/// at its own first line, not at the last line of the one above. Changes that meet become one.
std::vector<Change> slide_down(std::vector<Change> changes, const Side& before, const Side& after) {
    std::vector<Change> moved;
    std::ranges::reverse(changes);
    for (Change current : changes) {
        const std::size_t limit = moved.empty() ? before.lines.size() : moved.back().before;
        while (current.before_end() < limit && can_slide_down(current, before, after)) {
            ++current.before;
            ++current.after;
        }
        if (!moved.empty() && current.before_end() == moved.back().before) {
            current.before_count += moved.back().before_count;
            current.after_count += moved.back().after_count;
            moved.pop_back();
        }
        moved.push_back(current);
    }
    std::ranges::reverse(moved);
    return moved;
}

/// `5,2`, `5` for one line, `4,0` for no line after line 4.
std::string format_range(std::size_t start, std::size_t end) {
    const std::size_t count = end - start;
    const std::size_t first = count == 0 ? start : start + 1;
    return count == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, count);
}

void append_lines(std::string& text, char mark, const Lines& lines, std::size_t start,
                  std::size_t end) {
    for (std::size_t place = start; place < end; ++place) {
        text += mark;
        text += lines[place];
        if (!lines[place].ends_with('\n')) {
            text += "\n\\ No newline at end of file\n";
        }
    }
}

/// The end of the hunk that begins with `first`: changes whose context would touch are in one hunk.
std::size_t end_of_hunk(const std::vector<Change>& changes, std::size_t first) {
    std::size_t end = first + 1;
    while (end < changes.size() &&
           changes[end].before - changes[end - 1].before_end() <= 2 * kContext) {
        ++end;
    }
    return end;
}

void append_hunk(std::string& text, std::span<const Change> changes, const Side& before,
                 const Side& after) {
    const Change& first = changes.front();
    const Change& last = changes.back();
    const std::size_t lead = std::min(kContext, first.before);
    const std::size_t trail = std::min(kContext, before.lines.size() - last.before_end());
    text +=
        fmt::format("@@ -{} +{} @@\n", format_range(first.before - lead, last.before_end() + trail),
                    format_range(first.after - lead, last.after_end() + trail));
    std::size_t at = first.before - lead;
    for (const Change& change : changes) {
        append_lines(text, ' ', before.lines, at, change.before);
        append_lines(text, '-', before.lines, change.before, change.before_end());
        append_lines(text, '+', after.lines, change.after, change.after_end());
        at = change.before_end();
    }
    append_lines(text, ' ', before.lines, at, at + trail);
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after,
                         std::string_view before_name, std::string_view after_name) {
    if (before == after) {
        return {};
    }
    LineNumbers known;
    Side old_side = read_side(before, known);
    Side new_side = read_side(after, known);
    mark_changes(old_side, new_side, known.size());
    const std::vector<Change> changes =
        slide_down(collect_changes(old_side, new_side), old_side, new_side);
    std::string text = fmt::format("--- {}\n+++ {}\n", before_name, after_name);
    for (std::size_t first = 0; first < changes.size();) {
        const std::size_t end = end_of_hunk(changes, first);
        append_hunk(text, std::span(changes).subspan(first, end - first), old_side, new_side);
        first = end;
    }
    return text;
}

}  // namespace erdmark
