#pragma once

#include <cstddef>
#include <vector>

#include "document/site.h"
#include "document/view_model.h"

namespace erdmark::document {

/// What goes into one diagram.
struct DiagramContent {
    std::vector<std::size_t> nodes;  ///< Shown in full (or with their keys only), in this order.
    std::vector<std::size_t>
        lines;  ///< Each with at least one end in `nodes`; other ends become stubs.
};

enum class ColumnChoice { All, KeysOnly };

/// The diagram of `content`: its tables and views, then the stubs by title, then one line for each
/// relation.
DiagramView make_diagram(const Site& site, const DiagramContent& content, ColumnChoice columns);

/// What a diagram costs a reader and a renderer.
struct DiagramSize {
    std::size_t nodes = 0;  ///< Entities that are no stubs.
    std::size_t entities = 0;
    std::size_t relations = 0;
    std::size_t characters = 0;  ///< An upper bound of its Mermaid text.
};

DiagramSize measure(const DiagramView& diagram);

/// The diagrams of a module: one with all columns where that can be read, else one with keys only,
/// else several with keys only, each a part that hangs together where possible. Nothing is lost:
/// every node of the module and every relation of one stands in some part. What a view reads is
/// told where the view is.
DiagramSetView make_diagrams(const Site& site, std::size_t module);

}  // namespace erdmark::document
