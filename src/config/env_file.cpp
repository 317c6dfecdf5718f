#include "config/env_file.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/position.h"
#include "base/text.h"

namespace erdmark::config {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kLineEnds = "\r\n";

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class EnvFileReader {
public:
    EnvFileReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    Variables read() {
        Variables variables;
        for (skip(" \t\r\n"); at_ < text_.size(); skip(" \t\r\n")) {
            if (text_[at_] == '#') {
                skip_line();
                continue;
            }
            const std::string name = read_name();
            variables[name] = read_value();
            skip(kBlanks);
            if (!is_line_end() && text_[at_] != '#') {
                fail(at_, "expected the end of the line behind a value in quotes");
            }
            skip_line();
        }
        return variables;
    }

private:
    [[noreturn]] void fail(std::size_t at, std::string_view message) const {
        throw Error(ErrorKind::Config,
                    fmt::format("{}: {}", format_position(file_, position_at(text_, at)), message));
    }

    void skip(std::string_view characters) {
        at_ = std::min(text_.find_first_not_of(characters, at_), text_.size());
    }

    void skip_line() { at_ = std::min(text_.find_first_of(kLineEnds, at_), text_.size()); }

    bool is_line_end() const {
        return at_ == text_.size() || kLineEnds.find(text_[at_]) != std::string_view::npos;
    }

    std::string_view read_word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name_character(text_[at_])) {
            ++at_;
        }
        return text_.substr(begin, at_ - begin);
    }

    /// `NAME=` or `export NAME=`.
    std::string read_name() {
        const std::size_t line = at_;
        std::string_view name = read_word();
        if (name == "export" && at_ < text_.size() &&
            kBlanks.find(text_[at_]) != std::string_view::npos) {
            skip(kBlanks);
            name = read_word();
        }
        skip(kBlanks);
        if (name.empty() || (name.front() >= '0' && name.front() <= '9') || at_ == text_.size() ||
            text_[at_] != '=') {
            fail(line, "expected NAME=value, export NAME=value or a comment that starts with #");
        }
        ++at_;
        skip(kBlanks);
        return std::string(name);
    }

    std::string read_value() {
        if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) {
            return read_quoted(text_[at_]);
        }
        const std::size_t begin = at_;
        skip_line();
        std::string_view value = text_.substr(begin, at_ - begin);
        at_ = begin;
        for (std::size_t hash = value.find('#'); hash != std::string_view::npos;
             hash = value.find('#', hash + 1)) {
            if (hash == 0 || kBlanks.find(value[hash - 1]) != std::string_view::npos) {
                value = value.substr(0, hash);
            }
        }
        at_ = begin + value.size();
        return std::string(trim(value));
    }

    std::string read_quoted(char quote) {
        const std::size_t begin = at_++;
        std::string value;
        for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
            const bool is_escape = quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size();
            if (is_escape) {
                ++at_;
                append_escape(value);
            } else {
                value += text_[at_];
            }
        }
        if (at_ == text_.size()) {
            fail(begin, fmt::format("the value has no closing {}", quote));
        }
        ++at_;
        return value;
    }

    /// A backslash in front of anything else stays.
    void append_escape(std::string& value) const {
        constexpr std::string_view kEscapes = "nrt\"\\$";
        constexpr std::string_view kMeanings = "\n\r\t\"\\$";
        const std::size_t escape = kEscapes.find(text_[at_]);
        if (escape == std::string_view::npos) {
            value.append(1, '\\').append(1, text_[at_]);
        } else {
            value += kMeanings[escape];
        }
    }

    std::string_view text_;
    std::string_view file_;
    std::size_t at_ = 0;
};

}  // namespace

Variables parse_env_file(std::string_view text, std::string_view file) {
    return EnvFileReader(text, file).read();
}

Variables read_env_file(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return {};
    }
    try {
        return parse_env_file(read_text_file(file), file.generic_string());
    } catch (const Error& error) {
        throw Error(ErrorKind::Config, error.what());
    }
}

}  // namespace erdmark::config
