#pragma once

#include <string>
#include <string_view>

#include "dialect/postgres/replay/catalog_host.h"

namespace erdmark::dialect::postgres {

/// A replayed database for tests of code: catalog, rows and interpreter.
class CodeSession {
public:
    CodeSession();

    /// Carries out a statement, and takes back what it did when it fails. Gives the rows of a
    /// query, columns with `|` and rows with `;` between them; `ERROR` with the SQLSTATE and the
    /// message, or `UNDECIDED` with the reason, and the place in the statement, when it is known.
    std::string run(std::string_view sql);

    /// The same for statements of which none gives anything; stops at the first that does.
    std::string run_all(std::string_view script);

    Catalog& catalog() { return catalog_; }

private:
    std::string run_tree(const ParserNode& statement, std::string_view text);

    Catalog catalog_;
    QueryDatabase database_;
    RowStore rows_;
    CatalogHost host_;
    CodeRunner runner_;
};

}  // namespace erdmark::dialect::postgres
