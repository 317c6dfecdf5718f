#include "config/modules.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::config {
namespace {

std::string title_of(std::string name) {
    std::ranges::replace(name, '-', ' ');
    std::ranges::replace(name, '_', ' ');
    const std::string upper = name.substr(0, 1);
    if (!upper.empty() && upper[0] >= 'a' && upper[0] <= 'z') {
        name[0] = static_cast<char>(upper[0] - 'a' + 'A');
    }
    return name;
}

bool is_module_name(std::string_view name) {
    constexpr std::string_view kAllowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos;
}

/// The modules of a file, with what makes their names clear without doubt.
class ModuleReader {
public:
    ModuleReader(const ValueReader& reader, std::span<const std::string> known)
        : reader_(reader), known_(known) {}

    std::vector<document::ModuleRule> read(const Value& root) {
        const Value* node = find(root, "modules");
        if (node == nullptr) {
            return {};
        }
        if (node->kind != ValueKind::List) {
            refuse(*node);
        }
        std::vector<document::ModuleRule> modules;
        for (const Value& item : node->items) {
            if (item.kind != ValueKind::Table) {
                refuse(item);
            }
            modules.push_back(read_module(item));
        }
        check_aliases();
        return modules;
    }

private:
    struct Alias {
        std::string module;
        const Value* value;
    };

    [[noreturn]] void refuse(const Value& node) const {
        reader_.refuse(node, "modules", "an array of tables, written [[modules]]");
    }

    document::ModuleRule read_module(const Value& table) {
        reader_.check_keys(table, known_);
        document::ModuleRule module;
        module.name = read_name(table);
        module.title = reader_.text_or(table, "title", title_of(module.name));
        module.description = reader_.text_or(table, "description", "");
        module.tables = reader_.patterns(table, "tables");
        if (module.tables.empty()) {
            reader_.fail(
                table.position,
                fmt::format(
                    "module '{}' has no 'tables'; give it the names or patterns of its tables",
                    module.name));
        }
        for (const Value* alias : reader_.texts(table, "aliases")) {
            module.aliases.push_back(alias->text);
            aliases_.push_back({.module = module.name, .value = alias});
        }
        return module;
    }

    std::string read_name(const Value& table) {
        const Value* value = reader_.text(table, "name");
        if (value == nullptr) {
            reader_.fail(table.position, "this module has no 'name'");
        }
        const std::string& name = value->text;
        if (!is_module_name(name)) {
            reader_.fail(
                value->position,
                fmt::format("module name '{}' must be made of letters, digits, '-' and '_': it "
                            "becomes a file name",
                            name));
        }
        const auto [first, is_new] = names_.emplace(to_lower(name), name);
        if (!is_new) {
            reader_.fail(
                value->position,
                fmt::format("there is a module '{}' already; names become file names and must "
                            "differ in more than case",
                            first->second));
        }
        return name;
    }

    void check_aliases() const {
        std::map<std::string, std::string> seen;
        for (const Alias& alias : aliases_) {
            const std::string& text = alias.value->text;
            if (trim(text).empty()) {
                reader_.fail(alias.value->position, "'aliases' has an empty name");
            }
            const auto name = names_.find(to_lower(text));
            if (name != names_.end() && name->second != alias.module) {
                reader_.fail(alias.value->position,
                             fmt::format("alias '{}' is the name of another module", text));
            }
            const auto [first, is_new] = seen.emplace(to_lower(text), alias.module);
            if (!is_new) {
                reader_.fail(
                    alias.value->position,
                    fmt::format("alias '{}' stands for module '{}' already", text, first->second));
            }
        }
    }

    const ValueReader& reader_;
    std::span<const std::string> known_;
    std::map<std::string, std::string> names_;  ///< As written, by the name in lower case.
    std::vector<Alias> aliases_;
};

}  // namespace

std::vector<document::ModuleRule> read_modules(const ValueReader& reader, const Value& root,
                                               std::span<const std::string> known) {
    return ModuleReader(reader, known).read(root);
}

}  // namespace erdmark::config
