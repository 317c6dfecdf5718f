#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "base/json.h"
#include "migration/migration.h"

// For check_corpora.py: prints the migrations of a folder, read without or with the options given,
// as JSON.
//
// usage: print_migrations FOLDER [layout=NAME] [dialect=NAME] [order=FILE] [variable:NAME=VALUE]…

namespace erdmark::migration {
namespace {

ReadOptions options_of(int count, char** words) {
    ReadOptions options;
    for (int i = 0; i < count; ++i) {
        const std::string word = words[i];
        const std::string name = word.substr(0, word.find('='));
        const std::string value = word.substr(std::min(name.size() + 1, word.size()));
        if (name == "layout") {
            options.layout = value;
        } else if (name == "dialect") {
            options.dialect = value;
        } else if (name == "order") {
            options.order = value;
        } else if (name.starts_with("variable:")) {
            options.variables[name.substr(9)] = value;
        }
    }
    return options;
}

Json to_json(const MigrationDirectory& directory) {
    Json::Array migrations;
    for (const Migration& migration : directory.migrations) {
        migrations.push_back(Json::Object{{"id", migration.id()},
                                          {"file", migration.up.file},
                                          {"transactional", migration.transactional},
                                          {"up", migration.up.text}});
    }
    Json::Array notes(directory.notes.begin(), directory.notes.end());
    return Json::Object{{"layout", directory.layout},
                        {"reason", directory.reason},
                        {"migrations", migrations},
                        {"notes", notes}};
}

int print(int count, char** words) {
    try {
        const MigrationDirectory directory =
            read_migration_directory(words[1], options_of(count - 2, words + 2));
        std::cout << to_json(directory).dump() << "\n";
        return 0;
    } catch (const Error& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace
}  // namespace erdmark::migration

int main(int count, char** words) {
    return count < 2 ? 2 : erdmark::migration::print(count, words);
}
