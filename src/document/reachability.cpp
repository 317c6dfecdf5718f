#include "document/reachability.h"

namespace erdmark::document {

namespace {

constexpr std::size_t kBits = 64;

}  // namespace

Reachability::Reachability(const std::vector<std::set<std::size_t>>& targets) {
    reached_.reserve(targets.size());
    for (std::size_t node = 0; node < targets.size(); ++node) {
        std::vector<std::uint64_t> bits(node / kBits + 1);
        for (const std::size_t target : targets[node]) {
            bits[target / kBits] |= std::uint64_t{1} << (target % kBits);
            for (std::size_t word = 0; word < reached_[target].size(); ++word) {
                bits[word] |= reached_[target][word];
            }
        }
        reached_.push_back(std::move(bits));
    }
}

bool Reachability::contains(std::size_t from, std::size_t to) const {
    return to < from && ((reached_[from][to / kBits] >> (to % kBits)) & 1U) != 0;
}

std::vector<std::set<std::size_t>> without_shortcuts(
    const std::vector<std::set<std::size_t>>& targets) {
    const Reachability reached(targets);
    std::vector<std::set<std::size_t>> reduced(targets.size());
    for (std::size_t node = 0; node < targets.size(); ++node) {
        // The largest first: what leads to another target comes behind it.
        for (auto target = targets[node].rbegin(); target != targets[node].rend(); ++target) {
            bool has_other_way = false;
            for (const std::size_t kept : reduced[node]) {
                has_other_way = has_other_way || reached.contains(kept, *target);
            }
            if (!has_other_way) {
                reduced[node].insert(*target);
            }
        }
    }
    return reduced;
}

}  // namespace erdmark::document
