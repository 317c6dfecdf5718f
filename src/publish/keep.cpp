#include "publish/keep.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"

namespace erdmark::publish {
namespace {

constexpr std::string_view kBegin = "<!-- erdmark:keep ";
constexpr std::string_view kBeginEnd = " -->";
constexpr std::string_view kEnd = "<!-- /erdmark:keep -->";
constexpr std::string_view kNotes = "<!-- erdmark:kept -->";
constexpr std::string_view kNotesHeading = "## Kept notes";
constexpr std::string_view kNotesWords =
    "Written by hand for parts of the database that have no place here any more. A note moves back "
    "when its part returns; delete what is no longer needed.";
constexpr std::string_view kNoteLabel = "Kept for `";

enum class LineKind { Text, Begin, End, Notes, Broken };

struct Line {
    LineKind kind = LineKind::Text;
    std::string_view text;  ///< Without its end.
    std::string_view name;  ///< Of the region that begins here.
    std::size_t offset = 0;
    std::size_t next = 0;  ///< Offset of the next line.
};

bool is_region_name(std::string_view name) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-";
    return !name.empty() && name.find_first_not_of(kLetters) == std::string_view::npos;
}

/// Whether a comment that is no exact marker was surely meant to be one.
bool looks_like_marker(std::string_view trimmed) {
    if (!trimmed.starts_with("<!--")) {
        return false;
    }
    const std::string_view words = trim(trimmed.substr(4));
    return words.starts_with("erdmark:keep") || words.starts_with("/erdmark:keep");
}

LineKind classify(std::string_view trimmed, std::string_view& name) {
    if (!trimmed.starts_with("<!--")) {
        return LineKind::Text;
    }
    if (trimmed == kEnd) {
        return LineKind::End;
    }
    if (trimmed == kNotes) {
        return LineKind::Notes;
    }
    if (trimmed.starts_with(kBegin) && trimmed.ends_with(kBeginEnd) &&
        trimmed.size() > kBegin.size() + kBeginEnd.size()) {
        name = trimmed.substr(kBegin.size(), trimmed.size() - kBegin.size() - kBeginEnd.size());
        return is_region_name(name) ? LineKind::Begin : LineKind::Broken;
    }
    return looks_like_marker(trimmed) ? LineKind::Broken : LineKind::Text;
}

Line line_at(std::string_view text, std::size_t offset) {
    const std::size_t end = std::min(text.find('\n', offset), text.size());
    Line line{.text = text.substr(offset, end - offset),
              .offset = offset,
              .next = std::min(end + 1, text.size())};
    line.kind = classify(trim(line.text), line.name);
    return line;
}

/// Follows fenced code blocks (CommonMark 0.30, section 4.5) from line to line.
class Fence {
public:
    bool is_open() const { return length_ > 0; }

    void read(std::string_view line) {
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        const std::string_view rest = line.substr(indent);
        if (indent > 3 || rest.empty() || (rest.front() != '`' && rest.front() != '~')) {
            return;
        }
        const std::size_t run = std::min(rest.find_first_not_of(rest.front()), rest.size());
        const std::string_view info = rest.substr(run);
        if (is_open()) {
            close(rest.front(), run, info);
        } else if (run >= 3 && (rest.front() == '~' || info.find('`') == std::string_view::npos)) {
            mark_ = rest.front();
            length_ = run;
        }
    }

private:
    void close(char mark, std::size_t run, std::string_view info) {
        if (mark == mark_ && run >= length_ && trim(info).empty()) {
            length_ = 0;
        }
    }

    char mark_ = '`';
    std::size_t length_ = 0;
};

class RegionReader {
public:
    RegionReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    KeepRegions read() {
        for (std::size_t offset = 0; offset < text_.size();) {
            const Line line = line_at(text_, offset);
            take(line);
            offset = line.next;
        }
        if (open_) {
            fail(open_offset_,
                 fmt::format(
                     "keep region '{}' has no end; put '{}' on a line of its own after its text",
                     open_->name, kEnd));
        }
        return std::move(found_);
    }

private:
    void take(const Line& line) {
        if (open_) {
            take_inside(line);
            return;
        }
        const bool in_code = fence_.is_open();
        fence_.read(line.text);
        if (!in_code) {
            take_outside(line);
        } else if (line.kind != LineKind::Text && !found_.in_code) {
            found_.in_code = line.offset;
        }
    }

    void take_inside(const Line& line) {
        switch (line.kind) {
            case LineKind::Text:
            case LineKind::Notes:
                return;
            case LineKind::End:
                open_->end = line.offset;
                found_.regions.push_back(*open_);
                open_.reset();
                return;
            case LineKind::Begin:
                fail(line.offset,
                     fmt::format("keep region '{}' begins inside keep region '{}' (line {}); close "
                                 "'{}' with '{}' first",
                                 line.name, open_->name, position_at(text_, open_offset_).line,
                                 open_->name, kEnd));
            case LineKind::Broken:
                fail_broken(line);
        }
    }

    void take_outside(const Line& line) {
        switch (line.kind) {
            case LineKind::Text:
                return;
            case LineKind::Notes:
                found_.notes = found_.notes.value_or(line.offset);
                return;
            case LineKind::Begin:
                begin_region(line);
                return;
            case LineKind::End:
                fail(line.offset,
                     fmt::format("'{}' ends no keep region; take the line out, or put "
                                 "'<!-- erdmark:keep NAME -->' before the text to keep",
                                 kEnd));
            case LineKind::Broken:
                fail_broken(line);
        }
    }

    void begin_region(const Line& line) {
        const auto [first, is_new] = lines_.try_emplace(std::string(line.name), line.offset);
        if (!is_new) {
            fail(line.offset,
                 fmt::format("keep region '{}' is on this page twice (first on line "
                             "{}); put both texts into one of them and delete the other",
                             line.name, position_at(text_, first->second).line));
        }
        open_ = KeepRegion{.name = std::string(line.name),
                           .begin = line.next,
                           .among_notes = found_.notes.has_value()};
        open_offset_ = line.offset;
    }

    [[noreturn]] void fail_broken(const Line& line) const {
        fail(line.offset,
             fmt::format("expected '<!-- erdmark:keep NAME -->' or '{}' alone on its line, "
                         "with a name of letters, digits, '_', '.', ':' and '-'",
                         kEnd));
    }

    [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
        const std::size_t place = text_.find_first_not_of(" \t\r\v\f", offset);
        throw Error(ErrorKind::Input,
                    format_position(file_, position_at(text_, place)) + ": " + message);
    }

    std::string_view text_;
    std::string_view file_;
    Fence fence_;
    std::optional<KeepRegion> open_;
    std::size_t open_offset_ = 0;
    std::map<std::string, std::size_t> lines_;  ///< Offset of each region's first line, by name.
    KeepRegions found_;
};

/// `text` with the inner text of each region as `choose` gives it.
template <typename Choose>
std::string with_inner_texts(std::string_view text, const KeepRegions& found, Choose choose) {
    std::string result;
    result.reserve(text.size());
    std::size_t done = 0;
    for (const KeepRegion& region : found.regions) {
        result += text.substr(done, region.begin - done);
        result += choose(region);
        done = region.end;
    }
    result += text.substr(done);
    return result;
}

bool is_note_label(std::string_view line) {
    constexpr std::string_view kLabelEnd = "`:";
    return line.size() > kNoteLabel.size() + kLabelEnd.size() && line.starts_with(kNoteLabel) &&
           line.ends_with(kLabelEnd) &&
           is_region_name(
               line.substr(kNoteLabel.size(), line.size() - kNoteLabel.size() - kLabelEnd.size()));
}

/// Whether the "Kept notes" section, its regions blanked, holds nothing but what erdmark writes
/// there.
bool is_untouched_section(std::string_view section) {
    const std::vector<std::string_view> lines = split_lines(section);
    return std::ranges::all_of(lines, [](std::string_view line) {
        const std::string_view trimmed = trim(line);
        std::string_view name;
        return trimmed.empty() || classify(trimmed, name) != LineKind::Text ||
               trimmed == kNotesHeading || trimmed == kNotesWords || is_note_label(trimmed);
    });
}

/// Whether the whole lines of `inner` stand one after another in `outer`.
bool holds_lines(const std::string& outer, const std::string& inner) {
    const std::string framed = "\n" + outer;
    return framed.find("\n" + inner) != std::string::npos;
}

}  // namespace

KeepRegions find_keep_regions(std::string_view text, std::string_view file) {
    return RegionReader(text, file).read();
}

std::string_view kept_text(std::string_view text, const KeepRegion& region) {
    return text.substr(region.begin, region.end - region.begin);
}

std::string blank_regions(std::string_view text, const KeepRegions& found) {
    return with_inner_texts(text, found, [](const KeepRegion&) { return std::string_view(); });
}

std::string tidy_regions(std::string_view text, const KeepRegions& found) {
    return with_inner_texts(text, found, [text](const KeepRegion& region) {
        const std::string_view inner = kept_text(text, region);
        return trim(inner).empty() ? std::string_view() : inner;
    });
}

std::string fill_regions(std::string_view text, const KeepRegions& found, const KeptTexts& kept) {
    return with_inner_texts(text, found, [&](const KeepRegion& region) -> std::string_view {
        const auto own = kept.find(region.name);
        return own == kept.end() ? kept_text(text, region) : std::string_view(own->second);
    });
}

std::string append_kept_notes(std::string page, const KeptTexts& notes) {
    if (notes.empty()) {
        return page;
    }
    if (!page.empty() && !page.ends_with('\n')) {
        page += '\n';
    }
    page += fmt::format("\n{}\n\n{}\n\n{}\n", kNotes, kNotesHeading, kNotesWords);
    for (const auto& [name, text] : notes) {
        page += fmt::format("\n{}{}`:\n\n{}{}{}\n{}{}\n", kNoteLabel, name, kBegin, name, kBeginEnd,
                            text, kEnd);
    }
    return page;
}

std::string generated_part(std::string_view text, const KeepRegions& found) {
    std::string result = blank_regions(text, found);
    if (found.notes) {
        std::size_t cut = *found.notes;
        for (const KeepRegion& region : found.regions) {
            cut -= region.among_notes ? 0 : region.end - region.begin;
        }
        if (is_untouched_section(std::string_view(result).substr(cut))) {
            result.erase(cut);
        }
    }
    result.erase(result.find_last_not_of(" \t\r\n") + 1);
    return result;
}

std::string join_kept(const std::string& first, const std::string& second) {
    if (holds_lines(first, second)) {
        return first;
    }
    if (holds_lines(second, first)) {
        return second;
    }
    return first + "\n" + second;
}

}  // namespace erdmark::publish
