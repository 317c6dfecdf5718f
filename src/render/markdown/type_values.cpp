#include "render/markdown/type_values.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/column_values.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"

namespace erdmark::render::markdown {

namespace {

using document::CompositeView;
using document::DatabaseView;
using document::DomainView;
using document::EntryLink;
using document::EnumView;
using document::RangeView;
using document::TypeUseView;

constexpr std::size_t kUsesInACell = 10;

/// More values of an enum are cut in its row and listed below the table.
constexpr std::size_t kValuesInACell = 24;

std::string use_of(const TypeUseView& use) {
    if (use.type.name.empty()) {
        return link_to_table(use.table, "",
                             text(fmt::format("{}.{}", use.table.table, use.column)));
    }
    const std::string name =
        use.column.empty() ? use.type.name : fmt::format("{}.{}", use.type.name, use.column);
    return link_to_type(use.type, "", text(name));
}

std::string uses_of(const std::vector<TypeUseView>& uses) {
    std::vector<std::string> items;
    items.reserve(uses.size());
    for (const TypeUseView& use : uses) {
        items.push_back(use_of(use));
    }
    return short_list(items, kUsesInACell);
}

ValueMap type_row(const EntryLink& link, const std::vector<TypeUseView>& uses,
                  const std::string& description) {
    ValueMap row;
    row.markup("type_anchor", type_anchor(link));
    row.markup("type", code(link.name));
    row.markup("used_by", uses_of(uses));
    row.text("type_description", description);
    return row;
}

std::vector<std::string> codes_of(const std::vector<std::string>& values) {
    std::vector<std::string> codes;
    codes.reserve(values.size());
    for (const std::string& value : values) {
        codes.push_back(value.empty() ? "(empty)" : code(value));
    }
    return codes;
}

ValueList enum_rows(const std::vector<EnumView>& enums) {
    ValueList rows;
    for (const EnumView& each : enums) {
        const std::vector<std::string> codes = codes_of(each.values);
        const bool is_long = codes.size() > kValuesInACell + 1;
        ValueMap row = type_row(each.link, each.used_by, each.description);
        row.text("type_name", each.link.name);
        row.markup("values", short_list(codes, kValuesInACell));
        row.markup("all_values", is_long ? join(codes, ", ") : "");
        row.text("value_total", count_of(codes.size(), "value", "values"));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string definition_of(const DomainView& domain) {
    std::string definition = link_to_type(domain.base, "", code(domain.type));
    const auto add = [&definition](const std::string& clause) {
        definition.append("<br/>").append(clause);
    };
    if (!domain.collation.empty()) {
        add("collation " + code(domain.collation));
    }
    if (!domain.nullable) {
        add("not null");
    }
    if (domain.default_value) {
        add("default " + code(*domain.default_value));
    }
    for (const document::DomainCheckView& check : domain.checks) {
        std::string clause = "check " + code(check.expression);
        for (const std::string& words : check.clauses) {
            clause.append(", ").append(text(words));
        }
        add(clause);
    }
    return definition;
}

ValueList domain_rows(const std::vector<DomainView>& domains) {
    ValueList rows;
    for (const DomainView& each : domains) {
        ValueMap row = type_row(each.link, each.used_by, each.description);
        row.markup("type_definition", definition_of(each));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string fields_of(const CompositeView& type) {
    std::string fields;
    for (const document::ColumnView& column : type.columns) {
        fields.append(fields.empty() ? "" : "<br/>").append(code(column.name));
        fields.append(" ").append(type_of(column, ""));
        if (!column.description.empty()) {
            fields.append(": ").append(text(column.description));
        }
    }
    return fields;
}

ValueList composite_rows(const std::vector<CompositeView>& types) {
    ValueList rows;
    for (const CompositeView& each : types) {
        ValueMap row = type_row(each.link, each.used_by, each.description);
        row.markup("type_definition", fields_of(each));
        rows.push_back(std::move(row));
    }
    return rows;
}

ValueList range_rows(const std::vector<RangeView>& ranges) {
    ValueList rows;
    for (const RangeView& each : ranges) {
        ValueMap row = type_row(each.link, each.used_by, each.description);
        std::string definition = code(each.subtype);
        if (!each.options.empty()) {
            definition.append("<br/>").append(code_list(each.options));
        }
        row.markup("type_definition", std::move(definition));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string total(std::size_t count, std::string_view singular, std::string_view plural) {
    return count == 0 ? "" : count_of(count, singular, plural);
}

}  // namespace

void add_types(ValueMap& values, const DatabaseView& database) {
    values.text("enum_total", total(database.enums.size(), "enum", "enums"));
    values.text("domain_total", total(database.domains.size(), "domain", "domains"));
    values.flag("has_types", !database.enums.empty() || !database.domains.empty() ||
                                 !database.composite_types.empty() || !database.ranges.empty());
    values.flag("has_enums", !database.enums.empty());
    values.list("enums", enum_rows(database.enums));
    values.flag("has_domains", !database.domains.empty());
    values.list("domains", domain_rows(database.domains));
    values.flag("has_composite_types", !database.composite_types.empty());
    values.list("composite_types", composite_rows(database.composite_types));
    values.flag("has_ranges", !database.ranges.empty());
    values.list("ranges", range_rows(database.ranges));
}

}  // namespace erdmark::render::markdown
