#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/script_parts.h"

// https://sqitch.org/docs/manual/sqitchchanges/: `sqitch.plan` lists the changes, `deploy/NAME.sql`
// holds them, `revert/NAME.sql` undoes them.

namespace erdmark::migration {
namespace {

constexpr std::string_view kPlan = "sqitch.plan";

bool is_migration_name(std::string_view file_name) {
    return file_name.starts_with("deploy/") && file_name.ends_with(".sql");
}

std::optional<Evidence> recognise(const Folder& folder) {
    if (!folder.has(kPlan)) {
        return std::nullopt;
    }
    return Evidence{Strength::SideFile, fmt::format("the side file '{}'", kPlan)};
}

/// A change of the plan. A name that comes again behind a tag is a rework: the scripts of the first
/// are then called `name@tag`.
struct Change {
    std::string name;
    std::size_t offset = 0;  ///< In the plan.
    std::string tag;         ///< The first tag below it.
    std::vector<std::string> needs;
};

/// Reads the lines of a plan.
class PlanReader {
public:
    explicit PlanReader(const sql::Script& plan) : plan_(plan) {}

    std::vector<Change> read() {
        for (const std::string_view line : split_lines(plan_.text)) {
            offset_ = static_cast<std::size_t>(line.data() - plan_.text.data());
            read_line(trim(line.substr(0, line.find('#'))));
        }
        if (!has_project_) {
            fail_at(plan_, 0, "expected a line '%project=NAME' at the top of the plan");
        }
        return std::move(changes_);
    }

private:
    void read_line(std::string_view line) {
        if (line.starts_with('%')) {
            has_project_ |= line.starts_with("%project=");
        } else if (line.starts_with('@')) {
            tag_changes(line.substr(0, line.find_first_of(" \t")));
        } else if (!line.empty()) {
            add_change(line);
        }
    }

    void tag_changes(std::string_view tag) {
        for (Change& change : changes_) {
            change.tag = change.tag.empty() ? std::string(tag) : change.tag;
        }
    }

    void add_change(std::string_view line) {
        Change change{.name = std::string(line.substr(0, line.find_first_of(" \t["))),
                      .offset = offset_};
        for (const Change& other : changes_) {
            if (other.name == change.name && other.tag.empty()) {
                fail_at(
                    plan_, offset_,
                    fmt::format("the change '{}' comes twice without a tag between", other.name));
            }
        }
        const std::size_t open = line.find('[');
        const std::size_t close = line.find(']', std::min(open, line.size()));
        if (open != std::string_view::npos && close != std::string_view::npos) {
            add_needs(line.substr(open + 1, close - open - 1), change);
        }
        changes_.push_back(std::move(change));
    }

    /// Changes of other projects, tags and conflicts order nothing here.
    void add_needs(std::string_view words, Change& change) const {
        const std::string spaced = collapse_whitespace(words);
        for (std::string_view word : split(spaced, ' ')) {
            word = word.substr(0, word.find_first_of("@^~"));
            if (word.empty() || word.front() == '!' || word.find(':') != std::string_view::npos) {
                continue;
            }
            if (std::ranges::find(changes_, word, &Change::name) == changes_.end()) {
                fail_at(plan_, offset_,
                        fmt::format("the change '{}' requires '{}', which no line above it plans",
                                    change.name, word));
            }
            change.needs.emplace_back(word);
        }
    }

    const sql::Script& plan_;
    std::size_t offset_ = 0;
    bool has_project_ = false;
    std::vector<Change> changes_;
};

/// What the scripts of the change at `index` are called.
std::string script_name(const std::vector<Change>& changes, std::size_t index) {
    const Change& change = changes[index];
    const bool reworked =
        std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(index) + 1, changes.end(),
                    [&](const Change& later) { return later.name == change.name; });
    return reworked ? change.name + change.tag : change.name;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    const MigrationFile* plan_file = folder.find(kPlan);
    if (plan_file == nullptr) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: has no '{}', which lists the changes", folder.path, kPlan));
    }
    const sql::Script plan = script_of(*plan_file);
    const std::vector<Change> changes = PlanReader(plan).read();
    ParsedFolder parsed;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const std::string name = script_name(changes, i);
        const MigrationFile* deploy = folder.find("deploy/" + name + ".sql");
        if (deploy == nullptr) {
            fail_at(
                plan, changes[i].offset,
                fmt::format("the change '{}' has no file 'deploy/{}.sql'", changes[i].name, name));
        }
        Migration migration{.version = name, .up = script_of(*deploy)};
        if (const MigrationFile* revert = folder.find("revert/" + name + ".sql")) {
            migration.down = script_of(*revert);
        }
        migration.depends = changes[i].needs;
        parsed.migrations.push_back(std::move(migration));
    }
    return parsed;
}

}  // namespace

Layout sqitch_layout() {
    return {.name = "sqitch",
            .expected = "'deploy/users.sql' with a 'sqitch.plan'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
