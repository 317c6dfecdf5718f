#pragma once

#include <set>
#include <string>

namespace erdmark::document {

/// Gives each name of a page an anchor of its own, made of `a-z`, `0-9`, `_` and `-`: names that
/// look alike without their punctuation get a number.
class Anchors {
public:
    /// `fallback` is the anchor of a name that has no letter.
    explicit Anchors(std::string fallback = "table");

    std::string take(const std::string& name);

private:
    std::string fallback_;
    std::set<std::string> taken_;
};

}  // namespace erdmark::document
