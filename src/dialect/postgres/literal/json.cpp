#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kDeepest = 100;

/// As jsonb keeps the members of an object: shorter names first.
struct ShorterFirst {
    bool operator()(const std::string& left, const std::string& right) const {
        return left.size() != right.size() ? left.size() < right.size() : left < right;
    }
};

/// Reads a value and gives its text as jsonb prints it.
class JsonReader {
public:
    explicit JsonReader(std::string_view text) : text_(text) {}

    std::optional<std::string> read() {
        std::optional<std::string> value = read_value();
        skip_blanks();
        return at_ == text_.size() ? value : std::nullopt;
    }

private:
    std::optional<std::string> read_value() {
        skip_blanks();
        if (depth_ > kDeepest || at_ == text_.size()) {
            return std::nullopt;
        }
        switch (text_[at_]) {
            case '{':
                return read_object();
            case '[':
                return read_array();
            case '"': {
                const std::optional<std::string> value = read_string();
                return value ? std::optional(quoted_json(*value)) : std::nullopt;
            }
            default:
                return read_word();
        }
    }

    std::optional<std::string> read_word() {
        for (const std::string_view word : {"true", "false", "null"}) {
            if (take(word)) {
                return std::string(word);
            }
        }
        return read_number();
    }

    std::optional<std::string> read_number() {
        const std::size_t start = at_;
        take("-");
        const bool starts_with_zero = at_ < text_.size() && text_[at_] == '0';
        const std::size_t whole = take_digits();
        bool is_number = whole == 1 || (whole > 1 && !starts_with_zero);
        if (take(".")) {
            is_number = take_digits() > 0 && is_number;
        }
        if (take("e") || take("E")) {
            static_cast<void>(take("+") || take("-"));
            is_number = take_digits() > 0 && is_number;
        }
        return is_number ? numeric_output(text_.substr(start, at_ - start)) : std::nullopt;
    }

    std::size_t take_digits() {
        const std::size_t start = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) {
            ++at_;
        }
        return at_ - start;
    }

    std::optional<std::string> read_array() {
        std::string out = "[";
        ++at_;
        ++depth_;
        skip_blanks();
        while (!take("]")) {
            if (out.size() > 1 && !take_comma(out)) {
                return std::nullopt;
            }
            const std::optional<std::string> item = read_value();
            if (!item) {
                return std::nullopt;
            }
            out += *item;
            skip_blanks();
        }
        --depth_;
        return out + "]";
    }

    bool take_comma(std::string& out) {
        out += ", ";
        return take(",");
    }

    std::optional<std::string> read_object() {
        std::map<std::string, std::string, ShorterFirst> members;
        ++at_;
        ++depth_;
        skip_blanks();
        bool is_first = true;
        while (!take("}")) {
            if (!is_first && !take(",")) {
                return std::nullopt;
            }
            is_first = false;
            if (!read_member(members)) {
                return std::nullopt;
            }
        }
        --depth_;
        std::string out;
        for (const auto& [name, value] : members) {
            out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", quoted_json(name), value);
        }
        return "{" + out + "}";
    }

    bool read_member(std::map<std::string, std::string, ShorterFirst>& members) {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != '"') {
            return false;
        }
        const std::optional<std::string> name = read_string();
        skip_blanks();
        if (!name || !take(":")) {
            return false;
        }
        const std::optional<std::string> value = read_value();
        if (!value) {
            return false;
        }
        members.insert_or_assign(*name, *value);
        skip_blanks();
        return true;
    }

    /// The characters that a string stands for.
    std::optional<std::string> read_string() {
        std::string out;
        for (++at_; at_ < text_.size() && text_[at_] != '"';) {
            if (static_cast<unsigned char>(text_[at_]) < ' ') {
                return std::nullopt;
            }
            if (text_[at_] != '\\') {
                out += text_[at_++];
            } else if (!read_escape(out)) {
                return std::nullopt;
            }
        }
        return take("\"") ? std::optional(out) : std::nullopt;
    }

    bool read_escape(std::string& out) {
        constexpr std::string_view kLetters = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        ++at_;
        if (take("u")) {
            return read_code_point(out);
        }
        const std::size_t place =
            at_ < text_.size() ? kLetters.find(text_[at_]) : std::string_view::npos;
        if (place == std::string_view::npos) {
            return false;
        }
        out += kMeanings[place];
        ++at_;
        return true;
    }

    /// What stands behind `\u`: a pair of surrogates is one character.
    bool read_code_point(std::string& out) {
        char32_t code = read_hex();
        if (code >= 0xD800 && code < 0xDC00 && take("\\u")) {
            const char32_t low = read_hex();
            if (low < 0xDC00 || low > 0xDFFF) {
                return false;
            }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
            return false;
        }
        append_utf8(out, code);
        return true;
    }

    /// Four digits; 0, which is refused, for anything else.
    char32_t read_hex() {
        constexpr std::string_view kDigits = "0123456789abcdef";
        char32_t code = 0;
        const std::string digits = to_lower(text_.substr(at_, 4));
        for (const char c : digits) {
            const std::size_t value = kDigits.find(c);
            if (value == std::string_view::npos || digits.size() < 4) {
                return 0;
            }
            code = code * 16 + static_cast<char32_t>(value);
        }
        at_ += digits.size();
        return code;
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    bool take(std::string_view expected) {
        if (!text_.substr(at_).starts_with(expected)) {
            return false;
        }
        at_ += expected.size();
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

std::string quoted_json(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
        constexpr std::string_view kLetters = "\"\\bfnrt";
        const std::size_t place = kEscaped.find(c);
        if (place != std::string_view::npos) {
            out += {'\\', kLetters[place]};
        } else if (static_cast<unsigned char>(c) < ' ') {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::optional<std::string> jsonb_output(std::string_view text) {
    return JsonReader(text).read();
}

}  // namespace erdmark::dialect::postgres
