#include "dialect/postgres/view_system.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "dialect/postgres/view_facts.h"
#include "dialect/postgres/view_types.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kInformation = "information_schema";
constexpr std::string_view kSeparators = " \n";

struct Domain {
    std::string_view name;
    std::string_view base;
};

constexpr std::array kDomains{
    Domain{"cardinal_number", "integer"},
    Domain{"character_data", "character varying"},
    Domain{"sql_identifier", "name"},
    Domain{"time_stamp", "timestamp(2) with time zone"},
    Domain{"yes_or_no", "character varying(3)"},
};

bool is_domain(std::string_view name) {
    return std::ranges::find(kDomains, name, &Domain::name) != kDomains.end();
}

std::string column_type(std::string_view code) {
    return is_domain(code) ? std::string(kInformation) + "." + std::string(code) : type_words(code);
}

/// The place behind `name(`; npos when there is none.
std::size_t find_entry(std::string_view facts, const std::string& name) {
    const std::string head = name + "(";
    std::size_t at = facts.find(head);
    while (at != std::string_view::npos && at > 0 &&
           kSeparators.find(facts[at - 1]) == std::string_view::npos) {
        at = facts.find(head, at + 1);
    }
    return at == std::string_view::npos ? at : at + head.size();
}

std::vector<RelationColumn> read_columns_at(std::string_view facts, std::size_t at) {
    std::vector<RelationColumn> columns;
    while (at < facts.size()) {
        const std::size_t start = std::min(facts.find_first_not_of(kSeparators, at), facts.size());
        const std::size_t end = std::min(facts.find_first_of(kSeparators, start), facts.size());
        const std::string_view column = facts.substr(start, end - start);
        const std::size_t colon = column.find(':');
        if (colon == std::string_view::npos) {
            break;
        }
        columns.push_back({.name = std::string(column.substr(0, colon)),
                           .type = column_type(column.substr(colon + 1))});
        at = end;
    }
    return columns;
}

}  // namespace

std::optional<SourceRelation> system_relation(const std::string& schema, const std::string& name) {
    const bool is_information = schema == kInformation;
    if (!is_information && !schema.empty() && schema != "pg_catalog") {
        return std::nullopt;
    }
    const std::string_view facts = is_information ? information_relations() : catalog_relations();
    const std::size_t at = find_entry(facts, name);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    return SourceRelation{{is_information ? std::string(kInformation) : "", name},
                          read_columns_at(facts, at)};
}

std::optional<SourceType> system_type(const std::string& text) {
    if (!text.starts_with(kInformation) || text.size() <= kInformation.size()) {
        return std::nullopt;
    }
    const auto* const domain = std::ranges::find(
        kDomains, std::string_view(text).substr(kInformation.size() + 1), &Domain::name);
    if (domain == kDomains.end()) {
        return std::nullopt;
    }
    return SourceType{
        .kind = UserTypeKind::Domain, .text = text, .base = std::string(domain->base)};
}

}  // namespace erdmark::dialect::postgres
