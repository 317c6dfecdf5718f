#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/name.h"

namespace erdmark::schema {

enum class Generated { No, Virtual, Stored };

/// `GENERATED … AS IDENTITY` of the SQL standard.
enum class Identity { No, Always, ByDefault };

struct Column {
    std::string name;
    std::string type;  ///< As declared or as the engine prints it; empty when SQLite's has none.
    /// The enum, domain, composite or range type behind `type`, or behind its elements when it is
    /// an array; empty for a type that the engine or an extension brings.
    QualifiedName user_type;
    bool nullable = true;
    std::optional<std::string> default_value;  ///< SQL expression text.
    Identity identity = Identity::No;
    std::vector<std::string> identity_options;  ///< Those that were set: `START WITH 1000`.
    Generated generated = Generated::No;
    std::string generation_expression;
    bool hidden = false;               ///< A hidden column of a virtual table.
    std::string collation;             ///< Empty for the engine's default.
    std::vector<std::string> options;  ///< What else was set: `STORAGE EXTERNAL`, `STATISTICS 500`.
    std::string comment;

    bool operator==(const Column&) const = default;
};

}  // namespace erdmark::schema
