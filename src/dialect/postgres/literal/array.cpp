#include <algorithm>
#include <vector>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

// The server has no more.
constexpr std::size_t kMostDimensions = 6;

std::string quoted_element(std::string_view text) {
    const bool is_bare = !text.empty() && !equals_ignoring_case(text, "NULL") &&
                         std::ranges::none_of(text, is_blank) &&
                         text.find_first_of("\"\\{},") == std::string_view::npos;
    if (is_bare) {
        return std::string(text);
    }
    return "\"" + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

/// Reads an array and gives its text as the server prints it.
class ArrayReader {
public:
    ArrayReader(std::string_view text, std::string_view type) : text_(trim(text)), type_(type) {}

    std::optional<std::string> read() {
        if (!text_.starts_with('{')) {
            return std::nullopt;
        }
        std::optional<std::string> output = read_level(0);
        return at_ == text_.size() ? output : std::nullopt;
    }

private:
    /// What stands between two braces, with them.
    std::optional<std::string> read_level(std::size_t level) {
        if (level == kMostDimensions) {
            return std::nullopt;
        }
        ++at_;
        skip_blanks();
        std::size_t count = 0;
        std::string output = "{";
        // Only the array itself can be empty.
        const bool may_end = level == 0;
        while (at_ < text_.size() && (text_[at_] != '}' || (count == 0 && !may_end))) {
            const std::optional<std::string> item = read_item(level);
            if (!item) {
                return std::nullopt;
            }
            output += (count == 0 ? "" : ",") + *item;
            ++count;
        }
        if (!take_end() || !note_count(level, count)) {
            return std::nullopt;
        }
        return output + "}";
    }

    /// One item and the comma behind it.
    std::optional<std::string> read_item(std::size_t level) {
        skip_blanks();
        const bool is_nested = at_ < text_.size() && text_[at_] == '{';
        if (!note_depth(level + 1, is_nested)) {
            return std::nullopt;
        }
        std::optional<std::string> item = is_nested ? read_level(level + 1) : read_element();
        skip_blanks();
        if (!item || at_ == text_.size() || (text_[at_] != ',' && text_[at_] != '}')) {
            return std::nullopt;
        }
        if (text_[at_] == ',') {
            ++at_;
            skip_blanks();
            if (at_ < text_.size() && text_[at_] == '}') {
                return std::nullopt;
            }
        }
        return item;
    }

    std::optional<std::string> read_element() {
        const std::size_t start = at_;
        std::string element;
        const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
        const bool is_read = is_quoted ? read_quoted(element) : read_bare(element);
        if (!is_read) {
            return std::nullopt;
        }
        const std::string_view written = text_.substr(start, at_ - start);
        if (!is_quoted && equals_ignoring_case(trim(written), "NULL")) {
            return "NULL";
        }
        const std::optional<std::string> output = literal_output(element, type_);
        return output ? std::optional(quoted_element(*output)) : std::nullopt;
    }

    bool read_quoted(std::string& element) {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
            if (at_ == text_.size()) {
                return false;
            }
            element += text_[at_];
        }
        ++at_;
        return at_ <= text_.size();
    }

    /// Blanks at the end do not count unless they are escaped.
    bool read_bare(std::string& element) {
        std::size_t length = 0;
        for (; at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}'; ++at_) {
            const bool is_escaped = text_[at_] == '\\';
            at_ += is_escaped ? 1 : 0;
            if (at_ == text_.size() || (!is_escaped && (text_[at_] == '"' || text_[at_] == '{'))) {
                return false;
            }
            element += text_[at_];
            length = is_escaped || !is_blank(text_[at_]) ? element.size() : length;
        }
        element.resize(length);
        return length > 0;
    }

    /// Elements stand all at one depth.
    bool note_depth(std::size_t depth, bool is_nested) {
        if (is_nested) {
            return depth_ == 0 || depth < depth_;
        }
        if (depth_ == 0) {
            depth_ = depth;
        }
        return depth_ == depth;
    }

    /// All arrays of one level have one length.
    bool note_count(std::size_t level, std::size_t count) {
        counts_.resize(std::max(counts_.size(), level + 1));
        const bool is_same = counts_[level] == 0 || counts_[level] == count;
        counts_[level] = count;
        return is_same;
    }

    bool take_end() {
        if (at_ == text_.size()) {
            return false;
        }
        ++at_;
        return true;
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) {
            ++at_;
        }
    }

    std::string_view text_;
    std::string_view type_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::vector<std::size_t> counts_;
};

}  // namespace

std::optional<std::string> array_output(std::string_view text, std::string_view element_type) {
    // Its elements have another separator.
    if (element_type == "box") {
        return std::nullopt;
    }
    return ArrayReader(text, element_type).read();
}

}  // namespace erdmark::dialect::postgres
