#include "dialect/postgres/dump_order.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace erdmark::dialect::postgres {

namespace {

/// The number of pg_class, which is the same in every database.
constexpr Oid kClassCatalog = 1259;

/// What each item needs, and what needs it.
struct Needs {
    std::map<ObjectKey, std::set<ObjectKey>> of;
    std::map<ObjectKey, std::set<ObjectKey>> by;
};

Needs needs_of(const DumpReading& reading) {
    const ItemOwners owners(reading);
    Needs needs;
    for (const DumpDependency& dependency : reading.dependencies) {
        const ObjectKey from = owners.item_of(dependency.from);
        const ObjectKey to = owners.item_of(dependency.to);
        const auto item = reading.items.find(from);
        const bool is_real = item != reading.items.end() && reading.items.contains(to);
        // A statement of its own tells which column a sequence belongs to.
        const bool is_owner =
            is_real && item->second.rank == DumpRank::Sequence && dependency.kind == 'a';
        if (is_real && from != to && !is_owner) {
            needs.of[from].insert(to);
            needs.by[to].insert(from);
        }
    }
    return needs;
}

std::string_view order_of_space(const std::string& space) {
    return space == "public" ? std::string_view() : space;
}

bool comes_first(const DumpedItem& left, const DumpedItem& right) {
    const auto values = [](const DumpedItem& item) {
        return std::make_tuple(item.rank, order_of_space(item.space), std::string_view(item.name),
                               std::string_view(item.part), std::string_view(item.head));
    };
    return values(left) < values(right);
}

/// Takes one item after the other of which nothing is missing any more.
class Sorting {
public:
    Sorting(const DumpReading& reading, const Needs& needs)
        : reading_(reading), needs_(needs), ready_(Earlier{reading}) {
        for (const auto& [key, item] : reading.items) {
            const auto found = needs.of.find(key);
            missing_[key] = found == needs.of.end() ? 0 : found->second.size();
            if (missing_[key] == 0) {
                ready_.insert(key);
            }
        }
    }

    /// Stops at a circle.
    void run() {
        while (!ready_.empty()) {
            const ObjectKey key = *ready_.begin();
            ready_.erase(ready_.begin());
            take(key);
        }
    }

    /// Takes what comes first of a circle, whatever it needs.
    void break_circle() {
        const std::set<ObjectKey> rest = circle();
        take(*std::ranges::min_element(rest, Earlier{reading_}));
    }

    /// The items that need each other, or are needed between such ones.
    std::set<ObjectKey> circle() const {
        std::set<ObjectKey> rest;
        for (const auto& [key, count] : missing_) {
            rest.insert(key);
        }
        const auto is_needed = [&](const ObjectKey& key) {
            const auto found = needs_.by.find(key);
            return found != needs_.by.end() &&
                   std::ranges::any_of(
                       found->second, [&](const ObjectKey& other) { return rest.contains(other); });
        };
        while (std::erase_if(rest, [&](const ObjectKey& key) { return !is_needed(key); }) > 0) {
        }
        return rest;
    }

    bool is_done() const { return missing_.empty(); }

    const std::vector<const DumpedItem*>& order() const { return order_; }

private:
    struct Earlier {
        const DumpReading& reading;
        bool operator()(const ObjectKey& left, const ObjectKey& right) const {
            return comes_first(reading.items.at(left), reading.items.at(right));
        }
    };

    void take(const ObjectKey& key) {
        order_.push_back(&reading_.items.at(key));
        missing_.erase(key);
        const auto found = needs_.by.find(key);
        if (found == needs_.by.end()) {
            return;
        }
        for (const ObjectKey& other : found->second) {
            const auto waiting = missing_.find(other);
            if (waiting != missing_.end() && --waiting->second == 0) {
                ready_.insert(other);
            }
        }
    }

    const DumpReading& reading_;
    const Needs& needs_;
    std::map<ObjectKey, std::size_t> missing_;
    std::set<ObjectKey, Earlier> ready_;
    std::vector<const DumpedItem*> order_;
};

/// Makes items of what holds a circle together.
class Splitting {
public:
    Splitting(DumpReading& reading, std::set<ObjectKey> circle)
        : reading_(reading), circle_(std::move(circle)) {
        const ItemOwners owners(reading);
        for (const DumpDependency& dependency : reading.dependencies) {
            if (circle_.contains(owners.item_of(dependency.to))) {
                needing_[dependency.from].insert(owners.item_of(dependency.to));
            }
            if (dependency.kind == 'i') {
                parts_[dependency.to].push_back(dependency.from);
            }
        }
    }

    /// Whether there was anything to split.
    bool split() {
        bool is_split = false;
        for (const ObjectKey& key : circle_) {
            is_split = split_lines(key) || is_split;
        }
        for (auto key = circle_.begin(); !is_split && key != circle_.end(); ++key) {
            is_split = split_view(*key);
        }
        return is_split;
    }

private:
    bool needs_circle(const ObjectKey& part, const ObjectKey& whole) const {
        const auto found = needing_.find(part);
        return found != needing_.end() &&
               std::ranges::any_of(found->second,
                                   [&](const ObjectKey& key) { return key != whole; });
    }

    bool split_lines(const ObjectKey& key) {
        bool is_split = false;
        std::vector<std::pair<ObjectKey, DumpedItem>> split;
        DumpedItem& item = reading_.items.at(key);
        for (DumpedLine& line : item.lines) {
            if (line.part.catalog == 0 || line.part_text.empty() || !needs_circle(line.part, key)) {
                continue;
            }
            line.part_text.clear();
            split.emplace_back(line.part, DumpedItem{.rank = DumpRank::Part,
                                                     .word = "constraint or default",
                                                     .space = item.space,
                                                     .name = item.name,
                                                     .relation = key.object,
                                                     .head = line.alone});
            is_split = true;
        }
        for (auto& [part, alone] : split) {
            reading_.dependencies.push_back({.from = part, .to = key});
            reading_.items[part] = std::move(alone);
        }
        return is_split;
    }

    /// What the query of a view needs is told of its rule.
    bool split_view(const ObjectKey& key) {
        DumpedItem& item = reading_.items.at(key);
        const auto rules = parts_.find(key);
        if (item.placeholder.empty() || rules == parts_.end()) {
            return false;
        }
        for (const ObjectKey& rule : rules->second) {
            if (!needs_circle(rule, key)) {
                continue;
            }
            DumpedItem full = item;
            full.rank = DumpRank::Part;
            full.relation = key.object;
            full.head.replace(0, std::string_view("CREATE ").size(), "CREATE OR REPLACE ");
            full.placeholder.clear();
            item.head = std::move(item.placeholder);
            item.placeholder.clear();
            item.statements.clear();
            reading_.items[rule] = std::move(full);
            reading_.dependencies.push_back({.from = rule, .to = key});
            return true;
        }
        return false;
    }

    DumpReading& reading_;
    std::set<ObjectKey> circle_;
    std::map<ObjectKey, std::set<ObjectKey>> needing_;
    std::map<ObjectKey, std::vector<ObjectKey>> parts_;
};

std::set<ObjectKey> with_what_needs_it(const Needs& needs, std::set<ObjectKey> keys) {
    std::vector<ObjectKey> queue(keys.begin(), keys.end());
    while (!queue.empty()) {
        const auto found = needs.by.find(queue.back());
        queue.pop_back();
        if (found == needs.by.end()) {
            continue;
        }
        for (const ObjectKey& other : found->second) {
            if (keys.insert(other).second) {
                queue.push_back(other);
            }
        }
    }
    return keys;
}

std::string note_of(const DumpedItem& item) {
    return fmt::format("{} {}{}{}{}{}, which needs what is left out", item.word, item.space,
                       item.space.empty() ? "" : ".", item.name, item.part.empty() ? "" : ", ",
                       item.part);
}

}  // namespace

ItemOwners::ItemOwners(const DumpReading& reading) : reading_(reading) {
    for (const char kind : {'e', 'i', 'a'}) {
        for (const DumpDependency& dependency : reading.dependencies) {
            if (dependency.kind == kind) {
                wholes_[dependency.from].push_back(dependency.to);
            }
            if (dependency.kind == 'e') {
                members_.insert(dependency.from);
            }
        }
    }
}

ObjectKey ItemOwners::item_of(ObjectKey object) const {
    if (reading_.items.contains(object)) {
        return object;
    }
    // Nothing at first, against circles.
    const auto [known, is_new] = known_.try_emplace(object);
    const auto found = wholes_.find(object);
    if (!is_new || found == wholes_.end()) {
        return known->second;
    }
    for (const ObjectKey& whole : found->second) {
        const ObjectKey item = item_of(whole);
        if (item.catalog != 0) {
            known_[object] = item;
            return item;
        }
    }
    return {};
}

void drop_parts(DumpReading& reading) {
    for (const DumpDependency& dependency : reading.dependencies) {
        if (dependency.kind == 'e' || dependency.kind == 'i') {
            reading.items.erase(dependency.from);
        }
    }
}

void drop_left_out(DumpReading& reading, std::set<ObjectKey> left_out) {
    const std::set<ObjectKey> asked = left_out;
    const auto is_of_asked = [&](const DumpedItem& item) {
        return asked.contains({kClassCatalog, item.relation});
    };
    for (const auto& [key, item] : reading.items) {
        if (is_of_asked(item)) {
            left_out.insert(key);
        }
    }
    for (const ObjectKey& key : with_what_needs_it(needs_of(reading), std::move(left_out))) {
        const auto item = reading.items.find(key);
        if (!asked.contains(key) && !is_of_asked(item->second)) {
            reading.notes.push_back(note_of(item->second));
        }
        reading.items.erase(item);
    }
}

std::vector<const DumpedItem*> ordered_items(DumpReading& reading) {
    while (true) {
        const Needs needs = needs_of(reading);
        Sorting sorting(reading, needs);
        sorting.run();
        if (!sorting.is_done() && Splitting(reading, sorting.circle()).split()) {
            continue;
        }
        while (!sorting.is_done()) {
            sorting.break_circle();
            sorting.run();
        }
        return sorting.order();
    }
}

}  // namespace erdmark::dialect::postgres
