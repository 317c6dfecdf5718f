#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "document/module.h"
#include "schema/schema.h"

namespace erdmark::document {

/// The module that comes last and takes what no other does.
inline constexpr const char* kCommonModule = "common";

/// A module for each namespace but the default one, where tables and views are spread over several:
/// there people have grouped them already.
class SchemaModules {
public:
    /// `rules` are the modules that there are in any case: a namespace with the name of one goes
    /// there.
    SchemaModules(const schema::Schema& schema, std::span<const ModuleRule> rules);

    /// The name of the module for a table or a view; a null pointer for none.
    const std::string* module_of(const schema::QualifiedName& name) const;

    /// The modules that are not among the rules, by the name of their namespace.
    const std::vector<ModuleRule>& modules() const { return modules_; }

    /// Puts the comments of namespaces in the place of what built-in modules of their names say:
    /// people know better.
    void describe(std::vector<ModuleRule>& modules) const;

private:
    void add(const std::string& name, std::span<const ModuleRule> rules);

    std::map<std::string, std::string> module_by_namespace_;
    std::map<std::string, std::string> comments_;  ///< By namespace.
    std::set<std::string> taken_;                  ///< Names in lower case: pages are files.
    std::vector<ModuleRule> modules_;
};

}  // namespace erdmark::document
