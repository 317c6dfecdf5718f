#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::migration {

/// The numbers of a version, each of any size. They compare one after the other as numbers; one
/// that is missing is 0, so that `1` equals `1.0`.
class VersionNumber {
public:
    VersionNumber() = default;
    explicit VersionNumber(std::string_view digits) { add(digits); }

    void add(std::string_view digits);

    std::strong_ordering operator<=>(const VersionNumber& other) const;
    bool operator==(const VersionNumber& other) const { return (*this <=> other) == 0; }

private:
    std::vector<std::string> parts_;  ///< Without leading zeros.
};

/// How many digits `text` begins with.
std::size_t count_digits(std::string_view text);

/// Whether `text` is one or more digits and nothing else.
bool is_number(std::string_view text);

/// Removes `suffix` from the end, in any case of its letters; false when it is not there.
bool drop_suffix(std::string_view& text, std::string_view suffix);

/// What is behind the last `/`; what is before it, without it.
std::string_view base_name(std::string_view path);
std::string_view folder_name(std::string_view path);

/// `1.2_3` as three numbers, when it is digits with one of `separators` between them.
std::optional<VersionNumber> parse_version(std::string_view text, std::string_view separators);

/// The name that we give to the database that a word in a file or folder name means: `postgresql`
/// for `postgres` and `pg`, `sqlite` for `sqlite3`, …; empty for another word.
std::string_view dialect_of(std::string_view word);

}  // namespace erdmark::migration
