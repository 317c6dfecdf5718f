#pragma once

#include <string>
#include <string_view>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// A replayed catalog, for tests of what single statements do to it.
class ScratchCatalog {
public:
    ScratchCatalog() = default;

    /// Carries out the statements up to the first one that is refused. Gives its message; empty
    /// when there is none.
    std::string run(std::string_view sql);

    /// All that has a name, oldest first, and what is part of it: `table a(id, x=) a_pkey; index
    /// a_x_idx; view v(id)`. A column with a default has a `=`; the schema `public` is left out.
    std::string contents() const;

    const Catalog& catalog() const { return catalog_; }
    Catalog& catalog() { return catalog_; }

private:
    Catalog catalog_;
};

/// What `statement` makes of what `setup` made: its message or, when it is not refused, all that
/// is there then.
std::string outcome_of(std::string_view setup, std::string_view statement);

}  // namespace erdmark::dialect::postgres
