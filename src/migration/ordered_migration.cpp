#include "migration/ordered_migration.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/file_name.h"

namespace erdmark::migration {

namespace {

using Indexes = std::vector<std::size_t>;

/// The last part of a path without `.sql`.
std::string file_stem(const std::string& path) {
    std::string_view stem = base_name(path);
    drop_suffix(stem, ".sql");
    return std::string(stem);
}

/// What migrations are called. A name of two migrations means neither.
class Names {
public:
    explicit Names(const std::vector<OrderedMigration>& migrations) {
        for (std::size_t index = 0; index < migrations.size(); ++index) {
            const OrderedMigration& each = migrations[index];
            for (const std::string& name :
                 {each.key, each.migration.id(), each.migration.version, each.migration.name,
                  each.head.revision, file_stem(each.migration.up.file)}) {
                add(name, index);
            }
        }
    }

    std::optional<std::size_t> find(const std::string& name) const {
        const auto found = indexes_.find(name);
        return found == indexes_.end() ? std::nullopt : found->second;
    }

    std::vector<std::string> all() const {
        std::vector<std::string> names;
        names.reserve(indexes_.size());
        for (const auto& [name, index] : indexes_) {
            names.push_back(name);
        }
        return names;
    }

private:
    void add(const std::string& name, std::size_t index) {
        if (name.empty()) {
            return;
        }
        const auto [place, is_new] = indexes_.try_emplace(name, index);
        if (!is_new && place->second != index) {
            place->second.reset();
        }
    }

    std::map<std::string, std::optional<std::size_t>> indexes_;
};

bool contains_name(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

Indexes needs_of(const OrderedMigration& migration, const Names& names, Purpose purpose) {
    Indexes needs;
    const auto take = [&](const std::string& name, bool is_binding) {
        const std::optional<std::size_t> index = names.find(name);
        if (!index && is_binding && purpose == Purpose::Run) {
            throw Error(
                ErrorKind::Input,
                fmt::format("{}: depends on '{}', which is no migration of this folder{}",
                            migration.migration.up.file, name, did_you_mean(name, names.all())));
        }
        if (index) {
            needs.push_back(*index);
        }
    };
    for (const std::string& name : migration.migration.depends) {
        take(name, false);
    }
    for (const std::string& name : migration.head.depends) {
        take(name, contains_name(migration.head.binding, name));
    }
    std::ranges::sort(needs);
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    return needs;
}

/// Puts every index behind what it needs and otherwise keeps the order.
class Sorter {
public:
    Sorter(const std::vector<OrderedMigration>& migrations, const std::vector<Indexes>& needs)
        : migrations_(migrations), needs_(needs), states_(needs.size(), State::New) {}

    Indexes sort() {
        for (std::size_t index = 0; index < needs_.size(); ++index) {
            visit(index);
        }
        return std::move(order_);
    }

private:
    enum class State { New, Open, Done };

    /// A place on the way down, and how many of its needs were followed.
    struct Place {
        std::size_t index;
        std::size_t followed = 0;
    };

    void visit(std::size_t start) {
        enter(start);
        while (!way_.empty()) {
            Place& place = way_.back();
            const Indexes& needs = needs_[place.index];
            if (place.followed < needs.size()) {
                enter(needs[place.followed++]);
                continue;
            }
            states_[place.index] = State::Done;
            order_.push_back(place.index);
            way_.pop_back();
        }
    }

    void enter(std::size_t index) {
        if (states_[index] == State::Open) {
            fail_with_circle(index);
        }
        if (states_[index] == State::New) {
            states_[index] = State::Open;
            way_.push_back({index});
        }
    }

    [[noreturn]] void fail_with_circle(std::size_t index) const {
        const auto start = std::ranges::find(way_, index, &Place::index);
        std::vector<std::string> files;
        for (auto place = start; place != way_.end(); ++place) {
            files.push_back(migrations_[place->index].migration.up.file);
        }
        files.push_back(migrations_[index].migration.up.file);
        throw Error(ErrorKind::Input,
                    fmt::format("migrations that depend on each other in a circle: {}; remove one "
                                "of the lines '-- depends:'",
                                join(files, " needs ")));
    }

    const std::vector<OrderedMigration>& migrations_;
    const std::vector<Indexes>& needs_;
    std::vector<State> states_;
    std::vector<Place> way_;
    Indexes order_;
};

/// The last `count` parts of a path, without `.sql`.
std::string path_tail(const std::string& path, std::size_t count) {
    std::size_t begin = path.size();
    while (count > 0 && begin > 0) {
        const std::size_t slash = path.rfind('/', begin - 1);
        begin = slash == std::string::npos ? 0 : slash;
        --count;
    }
    std::string_view tail = std::string_view(path).substr(begin);
    tail.remove_prefix(tail.starts_with('/') ? 1 : 0);
    drop_suffix(tail, ".sql");
    return std::string(tail);
}

/// Gives all migrations that share a key another one; false when none do.
template <typename KeyOf>
bool replace_shared_keys(std::vector<OrderedMigration>& migrations, const KeyOf& key_of) {
    std::map<std::string, std::size_t> counts;
    for (const OrderedMigration& each : migrations) {
        ++counts[each.key];
    }
    for (OrderedMigration& each : migrations) {
        if (counts[each.key] > 1) {
            each.key = key_of(each);
        }
    }
    return counts.size() < migrations.size();
}

/// Some tools tell files by their whole names, so that a number may come twice; files of an order
/// that a user gave may even have one name in several folders.
void tell_apart(std::vector<OrderedMigration>& migrations) {
    constexpr std::size_t kMostFolders = 8;
    bool are_shared = replace_shared_keys(
        migrations, [](const OrderedMigration& each) { return each.migration.id(); });
    for (std::size_t parts = 1; are_shared && parts <= kMostFolders; ++parts) {
        are_shared = replace_shared_keys(migrations, [&](const OrderedMigration& each) {
            return path_tail(each.migration.up.file, parts);
        });
    }
}

void refuse_same_key(const std::vector<OrderedMigration>& migrations) {
    std::map<std::string_view, const OrderedMigration*> known;
    for (const OrderedMigration& each : migrations) {
        const auto [other, is_new] = known.try_emplace(each.key, &each);
        if (!is_new) {
            throw Error(ErrorKind::Input,
                        fmt::format("{}: comes twice, also as '{}'; take one of them out",
                                    each.migration.up.file, other->second->migration.up.file));
        }
    }
}

/// `migrations` in the given order, with what they need by its new place.
std::vector<OrderedMigration> in_order(std::vector<OrderedMigration> migrations,
                                       const std::vector<Indexes>& needs, const Indexes& order) {
    Indexes places(order.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        places[order[place]] = place;
    }
    std::vector<OrderedMigration> result;
    result.reserve(order.size());
    for (const std::size_t index : order) {
        OrderedMigration& next = result.emplace_back(std::move(migrations[index]));
        for (const std::size_t need : needs[index]) {
            next.depends.push_back(places[need]);
        }
        std::ranges::sort(next.depends);
    }
    return result;
}

}  // namespace

std::string plain_version(std::string_view version) {
    if (!is_number(version)) {
        return std::string(version);
    }
    const std::size_t first = version.find_first_not_of('0');
    return first == std::string_view::npos ? "0" : std::string(version.substr(first));
}

std::string history_key(const Migration& migration) {
    if (migration.version.empty() || migration.repeatable) {
        return migration.id();
    }
    return plain_version(migration.version);
}

std::vector<OrderedMigration> order_migrations(std::vector<Migration> migrations,
                                               const sql::Syntax& syntax, Purpose purpose) {
    std::vector<OrderedMigration> all;
    all.reserve(migrations.size());
    for (Migration& migration : migrations) {
        OrderedMigration& each = all.emplace_back();
        each.head = read_head(migration, syntax);
        each.key = history_key(migration);
        each.migration = std::move(migration);
    }
    tell_apart(all);
    if (purpose == Purpose::Run) {
        refuse_same_key(all);
    }
    const Names names(all);
    std::vector<Indexes> needs;
    needs.reserve(all.size());
    for (const OrderedMigration& each : all) {
        needs.push_back(needs_of(each, names, purpose));
    }
    const Indexes order = Sorter(all, needs).sort();
    return in_order(std::move(all), needs, order);
}

}  // namespace erdmark::migration
