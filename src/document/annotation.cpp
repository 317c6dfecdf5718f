#include "document/annotation.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "document/table_words.h"

namespace erdmark::document {

namespace {

/// The parts of a table or a view that take words.
struct Annotated {
    std::string* comment;
    std::vector<schema::Column>* columns;
    const schema::Table* table = nullptr;  ///< Of a view a null pointer.
};

std::map<std::string, Annotated> annotated_objects(schema::Schema& schema) {
    std::map<std::string, Annotated> objects;
    for (schema::Table& table : schema.tables) {
        objects.emplace(table.name.display(), Annotated{&table.comment, &table.columns, &table});
    }
    for (schema::View& view : schema.views) {
        objects.emplace(view.name.display(), Annotated{&view.comment, &view.columns});
    }
    return objects;
}

std::vector<std::string> keys_of(const std::map<std::string, Annotated>& objects) {
    std::vector<std::string> keys;
    keys.reserve(objects.size());
    for (const auto& [key, object] : objects) {
        keys.push_back(key);
    }
    return keys;
}

std::vector<std::string> names_of(const std::vector<schema::Column>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const schema::Column& column : columns) {
        names.push_back(column.name);
    }
    return names;
}

void annotate_columns(std::vector<schema::Column>& columns, const std::string& table,
                      const Annotation& annotation, std::vector<std::string>& warnings) {
    for (const auto& described : annotation.columns) {
        const std::string& name = described.first;
        const auto column =
            std::find_if(columns.begin(), columns.end(),
                         [&](const schema::Column& each) { return each.name == name; });
        if (column == columns.end()) {
            warnings.push_back(fmt::format("tables.{}.columns: table '{}' has no column '{}'{}",
                                           table, table, name,
                                           did_you_mean(name, names_of(columns))));
            continue;
        }
        column->comment = described.second;
    }
}

void check_rows(const schema::Table* table, const std::string& name,
                std::vector<std::string>& warnings) {
    if (table == nullptr) {
        warnings.push_back(
            fmt::format("tables.{}.rows: '{}' is a view, and only tables show rows", name, name));
    } else if (!table->rows) {
        warnings.push_back(
            fmt::format("tables.{}.rows: table '{}' has no column whose values can be shown: those "
                        "of times, random values and secrets are left out",
                        name, name));
    }
}

}  // namespace

std::vector<std::string> annotate(schema::Schema& schema, const Annotations& annotations) {
    std::vector<std::string> warnings;
    if (annotations.empty()) {
        return warnings;
    }
    const std::map<std::string, Annotated> objects = annotated_objects(schema);
    for (const auto& [name, annotation] : annotations) {
        const auto object = objects.find(name);
        if (object == objects.end()) {
            warnings.push_back(fmt::format("tables.{}: there is no table '{}'{}", name, name,
                                           did_you_mean(name, keys_of(objects))));
            continue;
        }
        if (!annotation.description.empty()) {
            *object->second.comment = annotation.description;
        }
        annotate_columns(*object->second.columns, name, annotation, warnings);
        if (annotation.rows) {
            check_rows(object->second.table, name, warnings);
        }
    }
    return warnings;
}

std::string humanize(const std::string& name) {
    std::vector<std::string> words = split_words(name);
    for (std::string& word : words) {
        const char first = word.front();
        word.front() = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
    }
    return join(words, " ");
}

}  // namespace erdmark::document
