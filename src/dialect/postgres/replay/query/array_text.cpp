#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

// Arrays as PostgreSQL prints them.

namespace erdmark::dialect::postgres {

namespace {

using ArrayElements = std::vector<std::optional<std::string>>;

[[noreturn]] void refuse_array(std::string_view text) {
    refuse(fmt::format("malformed array literal: \"{}\"", text), condition::kInvalidText);
}

/// Reads `{a,"b c",NULL}`.
class ArrayTextReader {
public:
    explicit ArrayTextReader(std::string_view text) : text_(text) {}

    ArrayElements read() {
        ArrayElements elements;
        skip_space();
        if (peek() == '}') {
            ++at_;
            require_end();
            return elements;
        }
        while (true) {
            elements.push_back(read_element());
            skip_space();
            const char c = peek();
            ++at_;
            if (c == '}') {
                require_end();
                return elements;
            }
            if (c != ',') {
                refuse_array(text_);
            }
        }
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_space() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\t') {
            ++at_;
        }
    }

    void require_end() {
        skip_space();
        if (at_ != text_.size()) {
            refuse_array(text_);
        }
    }

    std::string read_quoted() {
        std::string element;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
            element += peek();
        }
        if (at_++ >= text_.size()) {
            refuse_array(text_);
        }
        return element;
    }

    std::optional<std::string> read_element() {
        skip_space();
        if (peek() == '{') {
            undecided("an array of more than one dimension is not replayed");
        }
        if (peek() == '"') {
            return read_quoted();
        }
        std::string element;
        for (; at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
            element += peek();
        }
        const std::string plain(trim(element));
        if (plain.empty()) {
            refuse_array(text_);
        }
        return equals_ignoring_case(plain, "null") ? std::optional<std::string>() : plain;
    }

    std::string_view text_;
    std::size_t at_ = 1;
};

bool needs_quotes(const std::string& element) {
    return element.empty() || equals_ignoring_case(element, "null") ||
           element.find_first_of("{},\"\\ \t\n\r\v\f") != std::string::npos;
}

std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
            json += c;
        }
    }
    return json + "\"";
}

}  // namespace

std::vector<std::optional<std::string>> array_elements(std::string_view text) {
    text = trim(text);
    if (text.starts_with('[')) {
        undecided("an array with bounds of its own is not replayed");
    }
    if (text.starts_with('{')) {
        return ArrayTextReader(text).read();
    }
    // An int2vector has no braces.
    if (text.find_first_not_of("-0123456789 ") != std::string_view::npos) {
        refuse_array(text);
    }
    ArrayElements elements;
    for (const std::string_view part : split(text, ' ')) {
        if (!part.empty()) {
            elements.emplace_back(part);
        }
    }
    return elements;
}

std::string array_text(const std::vector<std::optional<std::string>>& elements) {
    std::vector<std::string> parts;
    for (const std::optional<std::string>& element : elements) {
        if (!element) {
            parts.emplace_back("NULL");
        } else if (needs_quotes(*element)) {
            parts.push_back("\"" + replace_all(replace_all(*element, "\\", "\\\\"), "\"", "\\\"") +
                            "\"");
        } else {
            parts.push_back(*element);
        }
    }
    return "{" + join(parts, ",") + "}";
}

std::string json_elements(const std::vector<std::optional<std::string>>& elements, char kind) {
    std::vector<std::string> parts;
    for (const std::optional<std::string>& element : elements) {
        if (!element) {
            parts.emplace_back("null");
        } else if (kind == 'b') {
            parts.emplace_back(*element == "t" ? "1" : "0");
        } else {
            parts.push_back(kind == 'n' ? *element : json_string(*element));
        }
    }
    return "[" + join(parts, ",") + "]";
}

}  // namespace erdmark::dialect::postgres
