#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace erdmark::document {

/// What can be reached in a graph whose nodes are numbered so that each leads only to smaller
/// numbers.
class Reachability {
public:
    /// `targets` holds for each node where it leads.
    explicit Reachability(const std::vector<std::set<std::size_t>>& targets);

    /// Whether some way leads from one node to another.
    bool contains(std::size_t from, std::size_t to) const;

private:
    std::vector<std::vector<std::uint64_t>> reached_;  ///< A bit for each smaller node.
};

/// The same graph without each direct way for which there is another one.
std::vector<std::set<std::size_t>> without_shortcuts(
    const std::vector<std::set<std::size_t>>& targets);

}  // namespace erdmark::document
