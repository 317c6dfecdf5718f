#include "base/json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"

namespace erdmark {

namespace {

constexpr std::size_t kMaxDepth = 200;

/// Reads a text and tells how far the parser has come, which its events do not say.
class CountingIterator {
public:
    // NOLINTBEGIN(readability-identifier-naming): the names that std::iterator_traits asks for.
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;
    // NOLINTEND(readability-identifier-naming)

    CountingIterator(const char* at, const char** consumed) : at_(at), consumed_(consumed) {}

    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        *consumed_ = ++at_;
        return *this;
    }
    CountingIterator operator++(int) {
        const CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

private:
    const char* at_;
    const char** consumed_;
};

/// An array or object that is still open.
struct OpenValue {
    bool is_object = false;
    Json::Array items;
    Json::Object members;
    std::vector<std::size_t> name_ends;  ///< Offset after each member's name.
};

/// The place in `members` of the first name that came before, or their number. Sorts instead of
/// hashing: names are untrusted, and no choice of them makes a sort slow.
std::size_t first_repeated_name(const Json::Object& members) {
    std::vector<std::size_t> order(members.size());
    for (std::size_t index = 0; index < order.size(); ++index) {
        order[index] = index;
    }
    std::ranges::sort(order, [&](std::size_t left, std::size_t right) {
        const int compared = members[left].first.compare(members[right].first);
        return compared != 0 ? compared < 0 : left < right;
    });
    std::size_t repeated = members.size();
    for (std::size_t index = 1; index < order.size(); ++index) {
        if (members[order[index - 1]].first == members[order[index]].first) {
            repeated = std::min(repeated, order[index]);
        }
    }
    return repeated;
}

/// The offset of the quote that opens the string whose closing quote is before `end`.
std::size_t start_of_string(std::string_view text, std::size_t end) {
    const auto is_escaped = [&](std::size_t quote) {
        const std::size_t other = text.find_last_not_of('\\', quote - 1);
        return (quote - 1 - other) % 2 != 0;
    };
    std::size_t quote = text.rfind('"', end - 2);
    while (quote > 0 && is_escaped(quote)) {
        quote = text.rfind('"', quote - 1);
    }
    return quote;
}

/// What is wrong, in the library's words but for some that speak of the parser rather than the
/// text: `unexpected '}'; expected a value`. Its prefix goes, and the text that it read, which may
/// be long and is untrusted.
std::string reason_of(std::string_view what) {
    constexpr std::string_view kDash = " - ";
    using Words = std::pair<std::string_view, std::string_view>;
    constexpr std::array kBetterWords = {
        Words{"invalid literal",
              "unexpected text; expected a value, a name in double quotes or punctuation"},
        Words{"expected '[', '{', or a literal", "expected a value"},
        Words{"; expected string literal", "; expected a name in double quotes"},
        Words{"; expected ']'", "; expected ',' or ']'"},
        Words{"; expected '}'", "; expected ',' or '}'"},
        Words{" literal", ""},
    };
    if (const std::size_t dash = what.find(kDash); dash != std::string_view::npos) {
        what.remove_prefix(dash + kDash.size());
    }
    std::string reason(what.substr(0, what.find("; last read: '")));
    for (const auto& [words, better] : kBetterWords) {
        reason = replace_all(reason, words, better);
    }
    return reason;
}

/// How many of the bytes read last are what `reason` speaks of: a whole token that is well formed
/// but out of place, else the one byte that cannot stand there.
std::size_t length_to_blame(std::string_view reason, const std::string& token) {
    if (reason.starts_with("unexpected string") || reason.starts_with("unexpected number")) {
        return token.size();
    }
    if (reason.starts_with("unexpected true") || reason.starts_with("unexpected null")) {
        return 4;
    }
    return reason.starts_with("unexpected false") ? 5 : 1;
}

/// Builds values from the parser's events, of which it has one function each.
class Builder {
public:
    Builder(std::string_view text, std::string_view name)
        : text_(text), name_(name), consumed_(text.data()) {}

    Json build() {
        // The library takes a NUL byte for the end of the text, and what follows would be ignored.
        if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) {
            fail(nul, "binary data (a NUL byte) where text was expected");
        }
        const CountingIterator first(text_.data(), &consumed_);
        const CountingIterator last(text_.data() + text_.size(), &consumed_);
        nlohmann::json::sax_parse(first, last, this);
        return std::move(root_);
    }

    bool null() { return add(Json()); }
    bool boolean(bool value) { return add(Json(value)); }
    bool number_integer(std::int64_t value) { return add(Json(value)); }
    bool number_unsigned(std::uint64_t value) {
        return value <= INT64_MAX ? add(Json(static_cast<std::int64_t>(value)))
                                  : add(Json(static_cast<double>(value)));
    }
    bool number_float(double value, const std::string& /*written*/) { return add(Json(value)); }
    bool string(std::string& value) { return add(Json(std::move(value))); }
    static bool binary(nlohmann::json::binary_t& /*value*/) { return false; }

    bool start_object(std::size_t /*size*/) { return open(true); }
    bool start_array(std::size_t /*size*/) { return open(false); }

    bool key(std::string& name) {
        open_.back().members.emplace_back(std::move(name), Json());
        open_.back().name_ends.push_back(offset());
        return true;
    }

    bool end_object() {
        const OpenValue& object = open_.back();
        const std::size_t repeated = first_repeated_name(object.members);
        if (repeated < object.members.size()) {
            fail(start_of_string(text_, object.name_ends[repeated]),
                 fmt::format("the member '{}' comes twice in this object",
                             object.members[repeated].first));
        }
        Json value(std::move(open_.back().members));
        open_.pop_back();
        return add(std::move(value));
    }

    bool end_array() {
        Json value(std::move(open_.back().items));
        open_.pop_back();
        return add(std::move(value));
    }

    [[noreturn]] bool parse_error(std::size_t position, const std::string& token,
                                  const nlohmann::json::exception& error) const {
        constexpr int kNumberOverflow = 406;
        const std::size_t end = std::min(position, text_.size());
        if (error.id == kNumberOverflow) {
            fail(end - token.size(), "the number is too large for a 64-bit float");
        }
        const std::string reason = reason_of(error.what());
        if (position > text_.size()) {
            fail(end, "not valid JSON: " + reason);
        }
        fail(end - std::min(end, length_to_blame(reason, token)), "not valid JSON: " + reason);
    }

private:
    std::size_t offset() const { return static_cast<std::size_t>(consumed_ - text_.data()); }

    [[noreturn]] void fail(std::size_t at, const std::string& message) const {
        const std::string place = format_position(name_, position_at(text_, at));
        throw Error(ErrorKind::Input, fmt::format("{}: {}", place, message));
    }

    bool open(bool is_object) {
        if (open_.size() == kMaxDepth) {
            fail(offset() - 1, fmt::format("nested more than {} levels deep", kMaxDepth));
        }
        open_.push_back({.is_object = is_object});
        return true;
    }

    bool add(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().is_object) {
            open_.back().members.back().second = std::move(value);
        } else {
            open_.back().items.push_back(std::move(value));
        }
        return true;
    }

    std::string_view text_;
    std::string_view name_;
    const char* consumed_;
    Json root_;
    std::vector<OpenValue> open_;
};

std::string_view escape_of(char c) {
    switch (c) {
        case '"':
            return "\\\"";
        case '\\':
            return "\\\\";
        case '\b':
            return "\\b";
        case '\f':
            return "\\f";
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            return {};
    }
}

/// Writes values as text, two spaces a level.
class Writer {
public:
    void write(const Json& value) {
        if (const bool* flag = value.as_bool()) {
            text_ += *flag ? "true" : "false";
        } else if (const std::int64_t* integer = value.as_integer()) {
            text_ += fmt::format("{}", *integer);
        } else if (const double* number = value.as_double()) {
            write_number(*number);
        } else if (const std::string* string = value.as_string()) {
            write_string(*string);
        } else if (const Json::Array* array = value.as_array()) {
            write_array(*array);
        } else if (const Json::Object* object = value.as_object()) {
            write_object(*object);
        } else {
            text_ += "null";
        }
    }

    std::string take() { return std::move(text_); }

private:
    void write_number(double number) {
        // JSON has no word for infinity and not-a-number.
        if (!std::isfinite(number)) {
            text_ += "null";
            return;
        }
        const std::string digits = fmt::format("{}", number);
        text_ += digits;
        // Without a point it would be read back as an integer.
        if (digits.find_first_of(".e") == std::string::npos) {
            text_ += ".0";
        }
    }

    void write_string(const std::string& string) {
        text_ += '"';
        for (const char c : to_valid_utf8(string)) {
            const auto byte = static_cast<unsigned char>(c);
            if (const std::string_view escape = escape_of(c); !escape.empty()) {
                text_ += escape;
            } else if (byte < 0x20 || byte == 0x7F) {
                text_ += fmt::format("\\u{:04x}", byte);
            } else {
                text_ += c;
            }
        }
        text_ += '"';
    }

    void write_array(const Json::Array& items) {
        begin('[');
        for (const Json& item : items) {
            begin_line(&item == items.data());
            write(item);
        }
        end(items.empty(), ']');
    }

    void write_object(const Json::Object& members) {
        begin('{');
        for (const auto& member : members) {
            begin_line(&member == members.data());
            write_string(member.first);
            text_ += ": ";
            write(member.second);
        }
        end(members.empty(), '}');
    }

    void begin(char bracket) {
        text_ += bracket;
        ++level_;
    }

    void begin_line(bool first) {
        text_ += first ? "\n" : ",\n";
        text_.append(level_ * 2, ' ');
    }

    void end(bool empty, char bracket) {
        --level_;
        if (!empty) {
            text_ += '\n';
            text_.append(level_ * 2, ' ');
        }
        text_ += bracket;
    }

    std::string text_;
    std::size_t level_ = 0;
};

}  // namespace

const Json* Json::find(std::string_view name) const {
    const Object* members = as_object();
    if (members == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(*members, name, &Object::value_type::first);
    return found == members->end() ? nullptr : &found->second;
}

std::string_view Json::type_name() const {
    constexpr std::array<std::string_view, std::variant_size_v<decltype(value_)>> kNames = {
        "null", "boolean", "number", "number", "string", "array", "object"};
    return kNames[value_.index()];
}

std::string Json::dump() const {
    Writer writer;
    writer.write(*this);
    return writer.take();
}

Json Json::parse(std::string_view text, std::string_view name) {
    return Builder(text, name).build();
}

}  // namespace erdmark
