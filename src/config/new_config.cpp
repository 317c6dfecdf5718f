#include "config/new_config.h"

#include <fmt/format.h>

namespace erdmark::config {

namespace {

/// A basic string of TOML 1.0.
std::string toml_string(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            quoted += fmt::format("\\u{:04X}", byte);
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

/// A pattern that matches this name and no other.
std::string exact_pattern(const std::string& name) {
    std::string pattern;
    for (const char c : name) {
        if (c == '*' || c == '?' || c == '[' || c == '\\' || (c == '!' && pattern.empty())) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern;
}

std::string module_text(const document::ModuleRule& module, const document::ModulePlan& plan) {
    std::string text = fmt::format(
        "\n[[modules]]\nname = {}\ntitle = {}\ndescription = {}\ntables = [\n",
        toml_string(module.name), toml_string(module.title), toml_string(module.description));
    for (const document::Assignment& assignment : plan.assignments) {
        if (assignment.module == module.name) {
            text += fmt::format("  {},\n", toml_string(exact_pattern(assignment.table.display())));
        }
    }
    return text + "]\n";
}

}  // namespace

std::string new_config(const std::string& title, const std::string& from,
                       const document::ModulePlan& plan) {
    std::string text = fmt::format(
        "# What erdmark documents and where it writes. Every key: docs/formats/config.md of "
        "erdmark.\n"
        "\n"
        "# The heading of the first page, and a paragraph below it.\n"
        "title = {}\n"
        "# description = \"What this database is for.\"\n"
        "\n"
        "# The folder of the pages.\n"
        "output = \"docs/developer/database\"\n"
        "\n"
        "[source]\n"
        "# A folder of migrations, a .sql script, a SQLite file, a database URL or a snapshot.\n"
        "{}from = {}\n"
        "# Tables to leave out, as patterns: * any characters, ? one, [a-z] one of.\n"
        "# exclude = [\"tmp_*\"]\n"
        "\n"
        "[render]\n"
        "# Columns without a description get their name in words.\n"
        "humanize = false\n"
        "\n"
        "# The modules: each has a page. A table goes to the first one whose patterns take it; "
        "what none takes goes\n"
        "# to 'common'. These are what the names of the tables suggest: rename, merge, reorder. "
        "With patterns such as\n"
        "# \"order_*\" new tables find their module by themselves; \"!order_log\" makes an "
        "exception.\n",
        toml_string(title), from.empty() ? "# " : "",
        toml_string(from.empty() ? "${DATABASE_URL}" : from));
    for (const document::ModuleRule& module : plan.modules) {
        text += module_text(module, plan);
    }
    text +=
        "\n"
        "# Words for tables and columns; they win over comments in the database.\n"
        "# [tables.users]\n"
        "# description = \"People who can sign in.\"\n"
        "# columns = { email = \"Where we reach them.\" }\n";
    return text;
}

}  // namespace erdmark::config
