#pragma once

#include <compare>
#include <string>

namespace erdmark::schema {

/// A name and its namespace; the namespace is empty where the engine has none or it is the default
/// one.
struct QualifiedName {
    std::string schema;
    std::string name;

    auto operator<=>(const QualifiedName&) const = default;

    /// `schema.name`, or the bare name.
    std::string display() const { return schema.empty() ? name : schema + "." + name; }

    bool empty() const { return name.empty() && schema.empty(); }
};

}  // namespace erdmark::schema
