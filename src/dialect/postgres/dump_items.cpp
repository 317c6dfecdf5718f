#include "dialect/postgres/dump_items.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/server_options.h"

namespace erdmark::dialect::postgres {

DumpedItem& DumpReading::add_item(DumpRank rank, std::string_view word, CatalogFields& fields) {
    const Oid catalog = fields.oid();
    DumpedItem& item = items[ObjectKey{catalog, fields.oid()}];
    item = {.rank = rank, .word = word, .space = fields.text()};
    item.name = fields.text();
    item.part = fields.text();
    item.relation = fields.oid();
    item.head = fields.text();
    item.head += server_options(fields.texts());
    item.statements = fields.texts();
    return item;
}

void DumpReading::add_items(DumpRank rank, std::string_view word, std::string_view sql) {
    for (Row& row : connection.query(sql)) {
        CatalogFields fields(row);
        add_item(rank, word, fields);
    }
}

std::string storage_parameters(const std::vector<std::string>& options) {
    std::vector<std::string> texts;
    texts.reserve(options.size());
    for (const std::string& option : options) {
        const std::size_t equals = std::min(option.find('='), option.size());
        const std::string value = option.substr(std::min(equals + 1, option.size()));
        texts.push_back(fmt::format("{}={}", option.substr(0, equals), quoted_string(value)));
    }
    return texts.empty() ? "" : fmt::format(" ({})", join(texts, ", "));
}

std::string server_options(const std::vector<std::string>& options) {
    std::vector<std::string> texts;
    texts.reserve(options.size());
    for (const std::string& option : options) {
        texts.push_back(server_option_text(option));
    }
    return texts.empty() ? "" : fmt::format(" OPTIONS ({})", join(texts, ", "));
}

std::string text_of(const DumpedItem& item) {
    std::vector<std::string> lines;
    for (const DumpedLine& line : item.lines) {
        if (!line.text.empty() || !line.part_text.empty()) {
            lines.push_back(line.text + line.part_text);
        }
    }
    std::string text = item.head;
    if (item.has_list) {
        text += lines.empty() ? " ()" : fmt::format(" (\n    {}\n)", join(lines, ",\n    "));
    } else if (!lines.empty()) {
        text += "\n    " + join(lines, "\n    ");
    }
    text += item.tail + ";\n";
    for (const std::string& statement : item.statements) {
        text += statement + ";\n";
    }
    return text;
}

}  // namespace erdmark::dialect::postgres
