#include "runner/target.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/file_name.h"

namespace erdmark::runner {

namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::Usage, message);
}

std::string without_suffix(std::string_view word) {
    for (const std::string_view suffix : {".sql", ".up", ".down"}) {
        if (word.ends_with(suffix)) {
            word.remove_suffix(suffix.size());
        }
    }
    return std::string(word);
}

/// What a migration may be called, the most exact first.
std::vector<std::string> names_of(const MigrationStatus& status) {
    std::vector<std::string> names{status.name()};
    if (status.migration != nullptr) {
        const migration::Migration& migration = status.migration->migration;
        names.push_back(without_suffix(migration::base_name(migration.up.file)));
        names.push_back(status.migration->head.revision);
        names.push_back(migration.version);
        names.push_back(migration.name);
    } else {
        names.push_back(without_suffix(status.revision->file));
        names.push_back(status.revision->version);
        names.push_back(status.revision->name);
    }
    names.push_back(status.key());
    std::erase(names, "");
    return names;
}

using Found = std::vector<std::size_t>;

template <class Predicate>
Found find_all(std::span<const MigrationStatus> states, const Predicate& fits) {
    Found found;
    for (std::size_t index = 0; index < states.size(); ++index) {
        if (fits(states[index])) {
            found.push_back(index);
        }
    }
    return found;
}

Found find_by_word(const std::string& word, std::span<const MigrationStatus> states) {
    const std::string plain = without_suffix(migration::base_name(word));
    Found found = find_all(states, [&](const MigrationStatus& status) {
        const std::vector<std::string> names = names_of(status);
        return std::ranges::find(names, plain) != names.end();
    });
    if (found.empty() && migration::is_number(plain)) {
        const std::string number = migration::plain_version(plain);
        found = find_all(states, [&](const MigrationStatus& each) { return each.key() == number; });
    }
    if (found.empty()) {
        found = find_all(states, [&](const MigrationStatus& status) {
            return std::ranges::any_of(
                names_of(status), [&](const std::string& name) { return name.starts_with(plain); });
        });
    }
    return found;
}

std::string named(std::span<const MigrationStatus> states, const Found& found) {
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const std::size_t index : found) {
        names.push_back(states[index].name());
    }
    return join(names, ", ");
}

/// The few migrations whose names are nearest to a word that fits none.
std::string candidates(const std::string& word, std::span<const MigrationStatus> states) {
    constexpr std::size_t kShown = 3;
    std::vector<std::string> names;
    for (const MigrationStatus& status : states) {
        std::ranges::move(names_of(status), std::back_inserter(names));
    }
    std::vector<std::string> near;
    while (near.size() < kShown) {
        const std::optional<std::string> next = nearest(word, names);
        if (!next) {
            break;
        }
        near.push_back(*next);
        std::erase(names, *next);
    }
    if (!near.empty()) {
        return fmt::format("; near are: {}", join(near, ", "));
    }
    return states.empty() ? "; there are no migrations"
                          : fmt::format("; they go from {} to {}", states.front().name(),
                                        states.back().name());
}

std::size_t find_index(const std::string& word, std::span<const MigrationStatus> states) {
    const Found found = find_by_word(word, states);
    if (found.empty()) {
        refuse(fmt::format("no migration is called '{}'{}", word, candidates(word, states)));
    }
    if (found.size() > 1) {
        refuse(fmt::format("'{}' may mean several migrations: {}; write more of its name", word,
                           named(states, found)));
    }
    return found.front();
}

/// `+2` and `-1` as a number.
std::optional<long> relative_steps(const std::string& word) {
    const bool is_relative = word.size() > 1 && (word.front() == '+' || word.front() == '-') &&
                             migration::is_number(word.substr(1));
    if (!is_relative) {
        return std::nullopt;
    }
    long steps = 0;
    const char* begin = word.data() + (word.front() == '+' ? 1 : 0);
    const auto read = std::from_chars(begin, word.data() + word.size(), steps);
    return read.ec == std::errc() ? std::optional(steps) : std::nullopt;
}

std::size_t step_up(long steps, std::span<const MigrationStatus> states) {
    long left = steps;
    for (std::size_t index = 0; index < states.size(); ++index) {
        left -= states[index].is_pending() ? 1 : 0;
        if (left == 0) {
            return index + 1;
        }
    }
    refuse(fmt::format(
        "there {} pending, fewer than {}",
        steps - left == 1 ? "is 1 migration" : fmt::format("are {} migrations", steps - left),
        steps));
}

std::size_t step_down(long steps, std::span<const MigrationStatus> states) {
    long left = steps;
    for (std::size_t index = states.size(); index > 0; --index) {
        left -= states[index - 1].is_applied() ? 1 : 0;
        if (left == 0) {
            return index - 1;
        }
    }
    refuse(fmt::format(
        "there {} applied, fewer than {}",
        steps - left == 1 ? "is 1 migration" : fmt::format("are {} migrations", steps - left),
        steps));
}

}  // namespace

std::size_t resolve_target(const std::string& word, std::span<const MigrationStatus> states) {
    if (word.empty() || word == "head" || word == "heads") {
        return states.size();
    }
    if (word == "base") {
        return 0;
    }
    if (word == "current") {
        const MigrationStatus* last = current(states);
        return last == nullptr ? 0 : static_cast<std::size_t>(last - states.data()) + 1;
    }
    if (word == "next") {
        return step_up(1, states);
    }
    if (const std::optional<long> steps = relative_steps(word)) {
        if (*steps == 0) {
            return resolve_target("current", states);
        }
        return *steps > 0 ? step_up(*steps, states) : step_down(-*steps, states);
    }
    return find_index(word, states) + 1;
}

const MigrationStatus& find_migration(const std::string& word,
                                      std::span<const MigrationStatus> states) {
    if (word == "head" || word == "current" || word == "next" || relative_steps(word)) {
        const std::size_t place = resolve_target(word, states);
        if (place == 0) {
            refuse(fmt::format("no migration is at '{}'", word));
        }
        return states[place - 1];
    }
    return states[find_index(word, states)];
}

}  // namespace erdmark::runner
