#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/connection.h"
#include "dialect/postgres/catalog_text.h"

namespace erdmark::dialect::postgres {

/// The server's number of an object; it differs between databases and never reaches a page.
using Oid = std::uint32_t;

/// Zero for what is no number.
inline Oid parse_oid(std::string_view text) {
    Oid oid = 0;
    std::from_chars(text.data(), text.data() + text.size(), oid);
    return oid;
}

/// The keys of a map as an array of SQL: of those objects that `takes` takes.
template <typename Map, typename Predicate>
std::string oid_array(const Map& objects, const Predicate& takes) {
    std::string list;
    for (const auto& [oid, object] : objects) {
        if (takes(object)) {
            list.append(list.empty() ? "" : ",").append(std::to_string(oid));
        }
    }
    return "'{" + list + "}'::oid[]";
}

template <typename Map>
std::string oid_array(const Map& objects) {
    return oid_array(objects, [](const auto& /*object*/) { return true; });
}

/// Takes the values of a catalog's row one after the other, in the order of the query's columns.
class CatalogFields {
public:
    explicit CatalogFields(Row& row) : row_(row) {}

    /// Empty for NULL.
    std::string text() { return std::move(next()).value_or(""); }

    std::optional<std::string> optional_text() { return std::move(next()); }

    bool flag() { return next() == "t"; }

    /// Zero for NULL.
    std::int64_t integer() {
        const std::optional<std::string>& value = next();
        std::int64_t number = 0;
        if (value) {
            std::from_chars(value->data(), value->data() + value->size(), number);
        }
        return number;
    }

    Oid oid() { return parse_oid(text()); }

    /// Of a one-byte code: `c`; a NUL character for NULL and for the empty text.
    char code() {
        const std::optional<std::string>& value = next();
        return value && !value->empty() ? value->front() : '\0';
    }

    std::vector<std::string> texts() { return parse_array(text()); }

    /// Of `name=value` texts. The server keeps notes of its own beside the user's options, such as
    /// `pg_attver` of 15.20, which differ from database to database.
    std::vector<std::string> options() {
        std::vector<std::string> options = texts();
        std::erase_if(options, [](const std::string& option) { return option.starts_with("pg_"); });
        return options;
    }

    std::vector<int> numbers() { return parse_numbers(text()); }

private:
    std::optional<std::string>& next() { return row_.at(next_++); }

    Row& row_;
    std::size_t next_ = 0;
};

}  // namespace erdmark::dialect::postgres
