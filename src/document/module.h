#pragma once

#include <span>
#include <string>
#include <vector>

#include "schema/schema.h"

namespace erdmark::document {

/// A named group of tables and how tables get there: the project's own (from `erdmark.toml`) or a
/// built-in one.
struct ModuleRule {
    std::string name;   ///< `users`: part of the page's file name; letters, digits, `-`, `_`.
    std::string title;  ///< `Users`
    std::string description;
    std::vector<std::string> tables;   ///< Glob patterns; with `!` in front, exceptions.
    std::vector<std::string> aliases;  ///< Short names that people type.
    std::string reason;  ///< Why tables are here, when no pattern of the project says so.
};

/// Where a table went, and why.
struct Assignment {
    schema::QualifiedName table;  ///< A table or a view.
    std::string module;
    std::string reason;  ///< `pattern 'user_*'`, `built-in word 'session'`, `schema 'billing'`, `no
                         ///< rule takes it`.
};

/// Every table and view in exactly one module.
struct ModulePlan {
    std::vector<ModuleRule> modules;  ///< Those that hold something: in rule order, then those of
                                      ///< namespaces, `common` last.
    std::vector<Assignment> assignments;  ///< In schema order: tables, then views.
    std::vector<std::string> warnings;    ///< Patterns that match nothing.
};

/// Puts each table and view into the first rule that takes it, in the order of `rules`; what none
/// takes goes to `common`. With no rules the built-in ones (docs/guide/modules.md) are used. Where
/// there are several namespaces, each but the default one is a module of its own for what no rule
/// of the project takes.
ModulePlan assign_modules(const schema::Schema& schema, std::span<const ModuleRule> rules);

/// The rules that hold when the project has none.
std::span<const ModuleRule> builtin_modules();

/// The module that `word` means: its name, an alias, or an unambiguous prefix of its name. Throws
/// an `Usage` error that lists the known modules, or the several that the prefix could mean.
std::string resolve_module(const std::string& word, std::span<const ModuleRule> modules);

}  // namespace erdmark::document
