#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/literal/interval_amount.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

using Unit = IntervalUnit;

/// The fields that a type like `interval hour to minute(2)` keeps, and its precision.
struct Fields {
    std::string_view words;
    int precision = 6;
};

Fields fields_of(std::string_view type) {
    constexpr std::string_view kInterval = "interval";
    Fields fields;
    type.remove_prefix(std::min(kInterval.size(), type.size()));
    const std::size_t open = std::min(type.find('('), type.size());
    fields.words = trim(type.substr(0, open));
    if (open + 1 < type.size() && type[open + 1] >= '0' && type[open + 1] <= '6') {
        fields.precision = type[open + 1] - '0';
    }
    return fields;
}

/// The unit of a number without one.
UnitWord unit_without_word(const Fields& fields) {
    const std::string_view words = fields.words;
    if (words == "year") {
        return {"", Unit::Year};
    }
    if (words.ends_with("month")) {
        return {"", Unit::Month};
    }
    if (words == "day") {
        return {"", Unit::Day};
    }
    if (words.ends_with("hour")) {
        return {"", Unit::Hour};
    }
    return {"", words.ends_with("minute") ? Unit::Minute : Unit::Second};
}

/// A number, a time with colons, years and months with a hyphen; or a word.
struct Piece {
    std::string_view text;
    bool is_word = false;
};

bool is_separator(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ',' || c == '@';
}

bool is_number_part(char c) {
    return is_digit(c) || c == '.' || c == ':' || c == '-';
}

/// Where the word or the number at `start` ends; `start` itself for anything else.
std::size_t end_of_piece(std::string_view text, std::size_t start) {
    const bool is_word = is_letter(text[start]);
    if (!is_word && !is_digit(text[start]) &&
        std::string_view(".-+").find(text[start]) == std::string_view::npos) {
        return start;
    }
    const std::string_view rest = text.substr(start + 1);
    const auto* const end = is_word ? std::ranges::find_if_not(rest, is_letter)
                                    : std::ranges::find_if_not(rest, is_number_part);
    return start + 1 + static_cast<std::size_t>(end - rest.begin());
}

std::optional<std::vector<Piece>> split_pieces(std::string_view text) {
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < text.size();) {
        if (is_separator(text[at])) {
            ++at;
            continue;
        }
        const std::size_t end = end_of_piece(text, at);
        if (end == at) {
            return std::nullopt;
        }
        pieces.push_back({text.substr(at, end - at), is_letter(text[at])});
        at = end;
    }
    return pieces;
}

/// Reads the pieces from the last to the first: a unit stands behind its number.
class IntervalReader {
public:
    explicit IntervalReader(Fields fields) : fields_(fields), unit_(unit_without_word(fields)) {}

    bool take(const Piece& piece) {
        return piece.is_word ? take_word(to_lower(piece.text)) : take_number(piece.text);
    }

    std::optional<IntervalAmount> finish() const {
        if (has_open_unit_ || is_first_) {
            return std::nullopt;
        }
        const int sign = is_ago_ ? -1 : 1;
        return IntervalAmount{sign * interval_.months, sign * interval_.days,
                              sign * interval_.microseconds};
    }

private:
    bool take_word(const std::string& word) {
        if (has_open_unit_) {
            return false;
        }
        if (word == "ago") {
            const bool is_last = !is_ago_ && is_first_;
            is_ago_ = true;
            return is_last;
        }
        const std::optional<UnitWord> found = find_unit(word);
        if (!found) {
            return false;
        }
        unit_ = *found;
        has_open_unit_ = true;
        return true;
    }

    bool take_number(std::string_view text) {
        is_first_ = false;
        if (text.find(':') != std::string_view::npos) {
            return take_time(text);
        }
        const std::size_t hyphen = text.find('-', 1);
        if (hyphen != std::string_view::npos) {
            return take_months(text, hyphen);
        }
        const std::optional<Quantity> quantity = read_quantity(text);
        if (!quantity || !note(unit_)) {
            return false;
        }
        add_quantity(*quantity, unit_, interval_);
        has_open_unit_ = false;
        return true;
    }

    /// `1-2` is a year and two months.
    bool take_months(std::string_view text, std::size_t hyphen) {
        const bool is_negative = text.starts_with('-');
        const std::size_t start = is_negative || text.starts_with('+') ? 1 : 0;
        const std::optional<std::int64_t> years = read_whole(text.substr(start, hyphen - start));
        const std::optional<std::int64_t> months = read_whole(text.substr(hyphen + 1));
        if (!years || !months || *months > 11 || has_open_unit_ || !note({"", Unit::Month})) {
            return false;
        }
        interval_.months += (is_negative ? -1 : 1) * (*years * 12 + *months);
        return true;
    }

    /// `h:m`, `h:m:s.f`; `m:s` where the fields say so or there is a fraction.
    bool take_time(std::string_view text) {
        const int sign = text.starts_with('-') ? -1 : 1;
        text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
        std::vector<std::string_view> parts = split(text, ':');
        const bool has_fraction = parts.back().find('.') != std::string_view::npos;
        if (parts.size() == 2 && (has_fraction || fields_.words == "minute to second")) {
            parts.insert(parts.begin(), "0");
        }
        if (parts.size() == 2) {
            parts.emplace_back("0");
        }
        if (parts.size() != 3 || has_open_unit_ || !note({"", Unit::Hour})) {
            return false;
        }
        const std::optional<std::int64_t> hours = read_whole(parts[0]);
        const std::optional<std::int64_t> minutes = read_whole(parts[1]);
        const std::optional<Quantity> seconds = read_quantity(parts[2]);
        if (!hours || !minutes || *minutes > 59 || !seconds || seconds->whole > 60 ||
            parts[2].empty() || !is_digit(parts[2][0])) {
            return false;
        }
        interval_.microseconds +=
            sign * (*hours * kHour + *minutes * kMinute + seconds->whole * kSecond +
                    std::llrint(seconds->fraction * static_cast<double>(kSecond)));
        unit_ = {"", Unit::Day};
        return true;
    }

    /// False for a unit that came before.
    bool note(const UnitWord& word) {
        const unsigned bit =
            1U << (static_cast<unsigned>(word.unit) + (word.factor > 1 ? 16U : 0U));
        const bool is_new = (seen_ & bit) == 0;
        seen_ |= bit;
        return is_new;
    }

    Fields fields_;
    UnitWord unit_;
    IntervalAmount interval_;
    bool has_open_unit_ = false;
    bool is_ago_ = false;
    bool is_first_ = true;
    unsigned seen_ = 0;
};

std::optional<IntervalAmount> read_words(std::string_view text, const Fields& fields) {
    const std::optional<std::vector<Piece>> pieces = split_pieces(text);
    if (!pieces || pieces->empty()) {
        return std::nullopt;
    }
    IntervalReader reader(fields);
    for (auto piece = pieces->rbegin(); piece != pieces->rend(); ++piece) {
        if (!reader.take(*piece)) {
            return std::nullopt;
        }
    }
    return reader.finish();
}

std::optional<Unit> designator(char letter, bool in_time) {
    switch (letter) {
        case 'Y':
            return in_time ? std::nullopt : std::optional(Unit::Year);
        case 'M':
            return in_time ? Unit::Minute : Unit::Month;
        case 'W':
            return in_time ? std::nullopt : std::optional(Unit::Week);
        case 'D':
            return in_time ? std::nullopt : std::optional(Unit::Day);
        case 'H':
            return in_time ? std::optional(Unit::Hour) : std::nullopt;
        case 'S':
            return in_time ? std::optional(Unit::Second) : std::nullopt;
        default:
            return std::nullopt;
    }
}

/// `P1Y2M3DT4H5M6.7S` of ISO 8601, without its first letter. The units come in this order, each
/// once.
std::optional<IntervalAmount> read_designators(std::string_view text) {
    IntervalAmount interval;
    bool in_time = false;
    std::optional<Unit> last;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_digit(text[at]) || text[at] == '.' || text[at] == '-') {
            continue;
        }
        if (text[at] == 'T' && !in_time && at == start) {
            in_time = true;
            start = at + 1;
            continue;
        }
        const std::optional<Unit> unit = designator(text[at], in_time);
        const std::optional<Quantity> quantity = read_quantity(text.substr(start, at - start));
        if (!unit || !quantity || at == start || (last && *unit >= *last)) {
            return std::nullopt;
        }
        last = unit;
        add_quantity(*quantity, {"", *unit}, interval);
        start = at + 1;
    }
    return start == text.size() && start > 1 ? std::optional(interval) : std::nullopt;
}

/// What the fields of the type cut off.
void keep_fields(const Fields& fields, IntervalAmount& interval) {
    const std::string_view words = fields.words;
    if (words == "year") {
        interval.months -= interval.months % 12;
    }
    if (words == "year" || words.ends_with("month")) {
        interval.days = 0;
    }
    if (words == "year" || words.ends_with("month") || words == "day") {
        interval.microseconds = 0;
    } else if (words.ends_with("hour")) {
        interval.microseconds -= interval.microseconds % kHour;
    } else if (words.ends_with("minute")) {
        interval.microseconds -= interval.microseconds % kMinute;
    }
    std::int64_t unit = 1;
    for (int digit = fields.precision; digit < 6; ++digit) {
        unit *= 10;
    }
    const std::int64_t half = interval.microseconds < 0 ? -(unit / 2) : unit / 2;
    interval.microseconds = (interval.microseconds + half) / unit * unit;
}

}  // namespace

std::optional<IntervalAmount> read_interval(std::string_view text, std::string_view type) {
    const Fields fields = fields_of(type);
    text = trim(text);
    std::optional<IntervalAmount> interval =
        text.starts_with('P') ? read_designators(text.substr(1)) : read_words(text, fields);
    if (interval) {
        keep_fields(fields, *interval);
    }
    return interval;
}

std::optional<std::string> interval_output(std::string_view text, std::string_view type) {
    const std::optional<IntervalAmount> interval = read_interval(text, type);
    return interval ? std::optional(interval_text(*interval)) : std::nullopt;
}

}  // namespace erdmark::dialect::postgres
