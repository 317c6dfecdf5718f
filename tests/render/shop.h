#pragma once

#include <functional>
#include <string>

#include "schema/schema.h"

namespace erdmark::test {

/// What the names and the texts of a schema are made with.
struct Wording {
    std::function<std::string(std::string)> name;
    std::function<std::string(std::string)> text;
};

/// The database of a shop in several schemas, with everything that PostgreSQL can tell.
schema::Schema shop(const Wording& wording);

/// Names and texts as they are.
Wording plain_wording();

/// Names and texts that Markdown and Mermaid would take for their own.
Wording hostile_wording();

}  // namespace erdmark::test
