#include "document/migration_needs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "document/find_named.h"
#include "document/reachability.h"

namespace erdmark::document {

namespace {

using schema::Change;
using schema::ChangeKind;
using schema::QualifiedName;

enum class Space { Relation, Type, Routine, Other };

using Key = std::pair<Space, QualifiedName>;

Space space_of(const std::string& object) {
    if (object == "table" || object == "view" || object == "sequence") {
        return Space::Relation;
    }
    if (object.ends_with("type") || object == "domain") {
        return Space::Type;
    }
    return object == "function" ? Space::Routine : Space::Other;
}

/// Who had to do with an object, by the index of the migration.
struct Makers {
    std::size_t maker = 0;
    std::size_t last = 0;   ///< Made or changed it last.
    std::size_t shape = 0;  ///< Changed its columns last.
    std::map<std::string, std::size_t> columns;
    std::optional<std::size_t> rows;  ///< Wrote its rows last.
};

bool changes_columns(const Change& change) {
    return std::ranges::any_of(change.differences, [](const schema::Difference& difference) {
        return difference.what == "column";
    });
}

/// `audit.log('users')` → `audit.log`.
QualifiedName called_function(const std::string& call) {
    const std::string name(trim(call.substr(0, call.find('('))));
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? QualifiedName{.name = name}
                                    : QualifiedName{name.substr(0, dot), name.substr(dot + 1)};
}

class NeedFinder {
public:
    Needs find(std::span<const MigrationRecord> records, std::span<const ToldStep> steps) {
        needs_.resize(records.size());
        for (current_ = 0; current_ < records.size(); ++current_) {
            rename(records[current_]);
            for (const Change& change : steps[current_].changes) {
                if (change.object != "schema") {
                    look_at(change, steps[current_]);
                }
            }
            look_at_rows(records[current_], steps[current_]);
            for (const Change& change : steps[current_].changes) {
                note(change, steps[current_]);
            }
            for (const MigrationRows& rows : records[current_].rows) {
                makers_[{Space::Relation, rows.table}].rows = current_;
            }
        }
        return std::move(needs_);
    }

private:
    void need(std::size_t migration, const QualifiedName& name) {
        if (migration != current_) {
            needs_[current_][migration].insert(name.display());
        }
    }

    const Makers* makers_of(const Key& key) const {
        const auto found = makers_.find(key);
        return found == makers_.end() ? nullptr : &found->second;
    }

    void use(const Key& key) {
        if (const Makers* makers = makers_of(key); makers != nullptr) {
            need(makers->maker, key.second);
        }
    }

    void use_columns(const QualifiedName& table, const std::vector<std::string>& columns) {
        const Makers* makers = makers_of({Space::Relation, table});
        if (makers == nullptr) {
            return;
        }
        need(makers->maker, table);
        for (const std::string& column : columns) {
            if (const auto found = makers->columns.find(column); found != makers->columns.end()) {
                need(found->second, table);
            }
        }
    }

    void use_rows(const QualifiedName& table, bool needs_rows) {
        const Makers* makers = makers_of({Space::Relation, table});
        if (makers == nullptr) {
            return;
        }
        need(makers->maker, table);
        need(makers->shape, table);
        if (needs_rows && makers->rows) {
            need(*makers->rows, table);
        }
    }

    void rename(const MigrationRecord& record) {
        renamed_.clear();
        for (const auto& [from, to] : record.renamed) {
            renamed_.insert(to);
            for (const Space space : {Space::Relation, Space::Type, Space::Routine}) {
                auto makers = makers_.extract({space, from});
                if (!makers.empty()) {
                    need(makers.mapped().maker, from);
                    need(makers.mapped().last, from);
                    makers.mapped().last = current_;
                    makers.mapped().shape = current_;
                    makers.key() = {space, to};
                    makers_.insert(std::move(makers));
                }
            }
        }
    }

    void look_at(const Change& change, const ToldStep& step) {
        const Key key{space_of(change.object), change.name};
        const Makers* makers = renamed_.contains(change.name) ? nullptr : makers_of(key);
        if (makers != nullptr) {
            need(makers->maker, change.name);
            need(makers->last, change.name);
        }
        if (change.kind == ChangeKind::Dropped) {
            return;
        }
        if (const schema::Table* table = find_named(step.after.tables, change.name)) {
            look_at(*table, find_named(step.before.tables, change.name));
        }
        if (const schema::View* view = find_named(step.after.views, change.name)) {
            look_at(*view);
        }
        if (const schema::Domain* domain = find_named(step.after.domains, change.name)) {
            use({Space::Type, domain->user_type});
        }
        if (const auto* type = find_named(step.after.composite_types, change.name)) {
            for (const schema::Column& column : type->columns) {
                use({Space::Type, column.user_type});
            }
        }
    }

    /// What is new in a table needs what it refers to.
    void look_at(const schema::Table& table, const schema::Table* before) {
        const auto is_new = [&](const auto& part, auto list) {
            return before == nullptr || std::ranges::count(before->*list, part) == 0;
        };
        for (const schema::ForeignKey& key : table.foreign_keys) {
            if (is_new(key, &schema::Table::foreign_keys)) {
                use_columns(key.referenced_table, key.referenced_columns);
            }
        }
        for (const schema::Column& column : table.columns) {
            if (is_new(column, &schema::Table::columns)) {
                use({Space::Type, column.user_type});
            }
        }
        for (const schema::Trigger& trigger : table.triggers) {
            if (is_new(trigger, &schema::Table::triggers)) {
                use({Space::Routine, called_function(trigger.function)});
            }
        }
        for (const QualifiedName& parent : table.inherits) {
            use({Space::Relation, parent});
        }
    }

    void look_at(const schema::View& view) {
        for (const schema::ViewSource& source : view.reads) {
            use_columns(source.name, source.columns);
        }
        for (const schema::Trigger& trigger : view.triggers) {
            use({Space::Routine, called_function(trigger.function)});
        }
    }

    /// An index is made by reading its table: what is changed is not told once more as read.
    void look_at_rows(const MigrationRecord& record, const ToldStep& step) {
        for (const MigrationRows& rows : record.rows) {
            use_rows(rows.table, rows.updated > 0 || rows.deleted > 0);
        }
        for (const QualifiedName& table : record.reads) {
            const bool is_changed = renamed_.contains(table) ||
                                    std::ranges::any_of(step.changes, [&](const Change& change) {
                                        return change.name == table;
                                    });
            if (!is_changed) {
                use_rows(table, true);
            }
        }
    }

    void note(const Change& change, const ToldStep& step) {
        const Key key{space_of(change.object), change.name};
        const auto [found, is_new] = makers_.try_emplace(key, Makers{current_, current_, current_});
        Makers& makers = found->second;
        const bool is_made_anew = change.kind == ChangeKind::Created;
        makers.last = current_;
        if (is_made_anew) {
            makers = {.maker = current_, .last = current_, .shape = current_};
        }
        if (is_made_anew || changes_columns(change)) {
            makers.shape = current_;
            note_columns(makers, find_named(step.after.tables, change.name));
        }
    }

    void note_columns(Makers& makers, const schema::Table* table) const {
        std::map<std::string, std::size_t> columns;
        if (table != nullptr) {
            for (const schema::Column& column : table->columns) {
                const auto known = makers.columns.find(column.name);
                columns.emplace(column.name,
                                known == makers.columns.end() ? current_ : known->second);
            }
        }
        makers.columns = std::move(columns);
    }

    Needs needs_;
    std::map<Key, Makers> makers_;
    std::set<QualifiedName> renamed_;  ///< New names that the current migration gave.
    std::size_t current_ = 0;
};

std::string without_zeros(const std::string& version) {
    const bool is_number = version.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t digits = version.find_first_not_of('0');
    return is_number && digits != std::string::npos ? version.substr(digits) : version;
}

/// The migrations by all the names that a declaration may use; of two, the later one.
std::map<std::string, std::size_t> migrations_by_name(std::span<const MigrationRecord> records) {
    std::map<std::string, std::size_t> by_name;
    for (std::size_t index = 0; index < records.size(); ++index) {
        const MigrationRecord& record = records[index];
        const std::string file = record.file.substr(record.file.rfind('/') + 1);
        for (const std::string& name :
             {record.name, without_zeros(record.version), record.revision, file,
              file.substr(0, file.find('.')), record.version, record.id}) {
            if (!name.empty()) {
                by_name[name] = index;
            }
        }
    }
    return by_name;
}

/// A change of Sqitch may be named with its project or a tag: `shop:users@v1`.
std::string plain_name(const std::string& declared) {
    const std::string name = declared.substr(0, declared.find('@'));
    return name.substr(name.find(':') + 1);
}

/// `none` when there is no migration of that name.
std::size_t index_of(const std::map<std::string, std::size_t>& by_name, const std::string& name,
                     std::size_t none) {
    for (const std::string& form : {name, plain_name(name), without_zeros(name)}) {
        if (const auto found = by_name.find(form); found != by_name.end()) {
            return found->second;
        }
    }
    return none;
}

}  // namespace

Needs find_needs(std::span<const MigrationRecord> records, std::span<const ToldStep> steps) {
    return NeedFinder().find(records, steps);
}

DeclaredNeeds find_declared_needs(std::span<const MigrationRecord> records) {
    const std::map<std::string, std::size_t> by_name = migrations_by_name(records);
    DeclaredNeeds declared{.needs = std::vector<std::set<std::size_t>>(records.size())};
    for (std::size_t index = 0; index < records.size(); ++index) {
        for (const std::string& name : records[index].depends) {
            const std::size_t needed = index_of(by_name, name, records.size());
            if (needed < index) {
                declared.needs[index].insert(needed);
                continue;
            }
            declared.warnings.push_back(
                fmt::format("{}: declares to depend on '{}', which {}", records[index].place, name,
                            needed == records.size() ? "is no migration of this folder"
                            : needed == index        ? "is this migration itself"
                                                     : "runs later"));
        }
    }
    return declared;
}

std::vector<std::string> undeclared_needs(std::span<const MigrationRecord> records,
                                          const Needs& needs, const DeclaredNeeds& declared) {
    std::vector<std::string> messages;
    const Reachability reached(declared.needs);
    for (std::size_t index = 0; index < records.size(); ++index) {
        if (declared.needs[index].empty()) {
            continue;
        }
        for (const auto& [needed, objects] : needs[index]) {
            if (!reached.contains(index, needed)) {
                messages.push_back(fmt::format(
                    "{}: uses '{}' of migration '{}', which what it declares to depend on does "
                    "not reach",
                    records[index].place, *objects.begin(), records[needed].id));
            }
        }
    }
    return messages;
}

}  // namespace erdmark::document
