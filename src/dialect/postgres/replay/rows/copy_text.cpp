#include "dialect/postgres/replay/rows/copy_text.h"

#include "base/text.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

using Fields = std::vector<std::optional<std::string>>;

char only_character(const std::string& text, char otherwise) {
    return text.empty() ? otherwise : text.front();
}

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The character for the digits of an escape that begins at `at`, which goes on behind them.
char character_of(std::string_view text, std::size_t& at) {
    const bool is_hex = text[at] == 'x';
    const std::size_t first = is_hex ? at + 1 : at;
    const std::size_t most = is_hex ? 2 : 3;
    std::size_t end = first;
    while (end < text.size() && end - first < most &&
           (is_hex ? is_hexadecimal(text[end]) : is_octal(text[end]))) {
        ++end;
    }
    at = end;
    return static_cast<char>(
        std::stoi(std::string(text.substr(first, end - first)), nullptr, is_hex ? 16 : 8));
}

/// A field of the text format without its backslashes.
std::string unescaped(std::string_view field) {
    constexpr std::string_view kLetters = "bfnrtv";
    constexpr std::string_view kMeanings = "\b\f\n\r\t\v";
    std::string result;
    for (std::size_t at = 0; at < field.size();) {
        if (field[at] != '\\' || at + 1 == field.size()) {
            result += field[at++];
            continue;
        }
        const char next = field[++at];
        const std::size_t letter = kLetters.find(next);
        const bool has_digits = is_octal(next) || (next == 'x' && at + 1 < field.size() &&
                                                   is_hexadecimal(field[at + 1]));
        if (has_digits) {
            result += character_of(field, at);
            continue;
        }
        result += letter == std::string_view::npos ? next : kMeanings[letter];
        ++at;
    }
    return result;
}

Fields text_fields(std::string_view line, const CopyFormat& format) {
    Fields fields;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= line.size(); ++at) {
        if (at < line.size() && line[at] == '\\') {
            ++at;
        } else if (at == line.size() || line[at] == format.delimiter) {
            const std::string_view field = line.substr(start, at - start);
            fields.push_back(field == format.null ? std::nullopt : std::optional(unescaped(field)));
            start = at + 1;
        }
    }
    // A backslash at the very end hides it.
    if (start <= line.size() && line.ends_with('\\')) {
        fields.emplace_back(unescaped(line.substr(start)));
    }
    return fields;
}

/// Reads the rows of the CSV format, in which a field in quotes may hold line ends.
class CsvReader {
public:
    CsvReader(std::string_view rows, const CopyFormat& format) : rows_(rows), format_(format) {}

    std::vector<Fields> read() {
        std::vector<Fields> rows;
        while (at_ < rows_.size()) {
            rows.push_back(row());
        }
        return rows;
    }

private:
    Fields row() {
        Fields fields;
        for (;;) {
            fields.push_back(field());
            if (at_ >= rows_.size() || rows_[at_] != format_.delimiter) {
                break;
            }
            ++at_;
        }
        at_ += rows_.substr(at_).starts_with("\r\n") ? 2 : 1;
        return fields;
    }

    std::optional<std::string> field() {
        std::string text;
        bool was_quoted = false;
        bool is_inside = false;
        for (; at_ < rows_.size(); ++at_) {
            const char c = rows_[at_];
            const char next = at_ + 1 < rows_.size() ? rows_[at_ + 1] : '\0';
            const bool is_escaped = is_inside && c == format_.escape &&
                                    (next == format_.quote || next == format_.escape);
            if (is_escaped) {
                text += next;
                ++at_;
            } else if (c == format_.quote) {
                is_inside = !is_inside;
                was_quoted = true;
            } else if (!is_inside && (c == format_.delimiter || c == '\n' || c == '\r')) {
                break;
            } else {
                text += c;
            }
        }
        return !was_quoted && text == format_.null ? std::nullopt : std::optional(text);
    }

    std::string_view rows_;
    const CopyFormat& format_;
    std::size_t at_ = 0;
};

}  // namespace

CopyFormat copy_format(const PgQuery__CopyStmt& statement) {
    CopyFormat format;
    for (std::size_t i = 0; i < statement.n_options; ++i) {
        const PgQuery__DefElem& option = *statement.options[i]->def_elem;
        if (text_of(option.defname) == "format") {
            const std::string name = option_value(option);
            if (name == "binary") {
                undecided("rows in the binary format are not replayed");
            }
            format.is_csv = name == "csv";
        }
    }
    if (format.is_csv) {
        format.delimiter = ',';
        format.null.clear();
    }
    bool has_escape = false;
    for (std::size_t i = 0; i < statement.n_options; ++i) {
        const PgQuery__DefElem& option = *statement.options[i]->def_elem;
        const std::string name = text_of(option.defname);
        if (name == "delimiter") {
            format.delimiter = only_character(option_value(option), format.delimiter);
        } else if (name == "null") {
            format.null = option_value(option);
        } else if (name == "quote") {
            format.quote = only_character(option_value(option), format.quote);
        } else if (name == "escape") {
            format.escape = only_character(option_value(option), format.escape);
            has_escape = true;
        } else if (name == "header") {
            format.has_header = boolean_of(option);
        }
    }
    format.escape = has_escape ? format.escape : format.quote;
    return format;
}

std::vector<Fields> copy_fields(std::string_view rows, const CopyFormat& format) {
    std::vector<Fields> result;
    if (format.is_csv) {
        result = CsvReader(rows, format).read();
    } else {
        for (const std::string_view line : split_lines(rows)) {
            result.push_back(text_fields(line, format));
        }
    }
    if (format.has_header && !result.empty()) {
        result.erase(result.begin());
    }
    return result;
}

}  // namespace erdmark::dialect::postgres
