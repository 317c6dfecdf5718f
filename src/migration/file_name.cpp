#include "migration/file_name.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"

namespace erdmark::migration {
namespace {

struct DialectWord {
    std::string_view word;
    std::string_view dialect;
};

constexpr std::array<DialectWord, 11> kDialectWords{{{"postgresql", "postgresql"},
                                                     {"postgres", "postgresql"},
                                                     {"pgsql", "postgresql"},
                                                     {"pg", "postgresql"},
                                                     {"sqlite", "sqlite"},
                                                     {"sqlite3", "sqlite"},
                                                     {"mysql", "mysql"},
                                                     {"mariadb", "mariadb"},
                                                     {"cockroach", "cockroach"},
                                                     {"cockroachdb", "cockroach"},
                                                     {"mssql", "mssql"}}};

std::strong_ordering compare_numbers(std::string_view left, std::string_view right) {
    return std::tuple(left.size(), left) <=> std::tuple(right.size(), right);
}

}  // namespace

void VersionNumber::add(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    parts_.emplace_back(digits);
}

std::strong_ordering VersionNumber::operator<=>(const VersionNumber& other) const {
    const auto part = [](const VersionNumber& version, std::size_t index) {
        return index < version.parts_.size() ? std::string_view(version.parts_[index])
                                             : std::string_view();
    };
    for (std::size_t i = 0; i < std::max(parts_.size(), other.parts_.size()); ++i) {
        if (const auto order = compare_numbers(part(*this, i), part(other, i)); order != 0) {
            return order;
        }
    }
    return std::strong_ordering::equal;
}

std::size_t count_digits(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

bool is_number(std::string_view text) {
    return !text.empty() && count_digits(text) == text.size();
}

bool drop_suffix(std::string_view& text, std::string_view suffix) {
    if (text.size() < suffix.size() ||
        !equals_ignoring_case(text.substr(text.size() - suffix.size()), suffix)) {
        return false;
    }
    text.remove_suffix(suffix.size());
    return true;
}

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string_view folder_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::optional<VersionNumber> parse_version(std::string_view text, std::string_view separators) {
    VersionNumber version;
    while (true) {
        const std::size_t digits = count_digits(text);
        if (digits == 0) {
            return std::nullopt;
        }
        version.add(text.substr(0, digits));
        text.remove_prefix(digits);
        if (text.empty()) {
            return version;
        }
        if (separators.find(text.front()) == std::string_view::npos) {
            return std::nullopt;
        }
        text.remove_prefix(1);
    }
}

std::string_view dialect_of(std::string_view word) {
    const auto* const known = std::ranges::find(kDialectWords, to_lower(word), &DialectWord::word);
    return known == kDialectWords.end() ? std::string_view() : known->dialect;
}

}  // namespace erdmark::migration
