#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/statement_marks.h"
#include "migration/layout/versioned_file.h"
#include "migration/sections.h"
#include "migration/variables.h"

// https://pressly.github.io/goose/documentation/annotations/

namespace erdmark::migration {
namespace {

std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    return stem ? split_at_underscore(*stem) : std::nullopt;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

/// The words behind `-- +goose`, in lower case with one blank between.
std::optional<std::string> annotation_of(std::string_view comment) {
    comment.remove_prefix(2);
    if (to_lower(take_word(comment)) != "+goose") {
        return std::nullopt;
    }
    return collapse_whitespace(to_lower(comment));
}

bool is_annotation(std::string_view comment) {
    return annotation_of(comment).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    return required_marker_evidence(folder, is_migration_name, "-- +goose", is_annotation);
}

struct Annotations {
    std::vector<SectionMarker> sections;
    std::vector<StatementMark> statements;
    bool transactional = true;
};

void add_annotation(const sql::Script& script, const std::string& words, const CommentLine& line,
                    Annotations& found) {
    if (line.indented) {
        fail_at(script, line.offset,
                "an indented annotation of goose; move it to the first column");
    }
    if (words == "up" || words == "down") {
        found.sections.push_back({words == "up", line});
    } else if (words == "statementbegin" || words == "statementend") {
        found.statements.push_back({words == "statementbegin", line});
    } else if (words == "no transaction") {
        found.transactional = false;
    } else if (words != "envsub on" && words != "envsub off") {
        fail_at(script, line.offset,
                "no annotation of goose; expected Up, Down, StatementBegin, StatementEnd, NO "
                "TRANSACTION, ENVSUB ON or ENVSUB OFF behind '-- +goose'");
    }
}

Annotations read_annotations(const sql::Script& script) {
    Annotations found;
    for (const CommentLine& line : comment_lines(script.text)) {
        if (const std::optional<std::string> words = annotation_of(line.text)) {
            add_annotation(script, *words, line, found);
        }
    }
    if (found.sections.empty()) {
        fail_at(script, 0, "expected a line '-- +goose Up' above the SQL that runs");
    }
    refuse_repeated_sections(script, found.sections, "-- +goose Up");
    check_statement_marks(script, found.statements);
    return found;
}

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Replaces variables as a shell does: `$NAME`, `${NAME}`, `${NAME:-other}`, `${NAME-other}`,
/// `${NAME?message}`.
class EnvironmentText {
public:
    EnvironmentText(const sql::Script& script, const Variables& variables)
        : script_(script), text_(script.text), variables_(variables) {}

    std::string replaced(Range range) const {
        std::string result;
        for (std::size_t at = range.begin; at < range.end;) {
            const std::size_t length = text_[at] == '$' ? append_value(at, range.end, result) : 0;
            if (length == 0) {
                result += text_[at];
            }
            at += length == 0 ? 1 : length;
        }
        return result;
    }

private:
    /// The length of the variable at `at`, whose value goes to `result`; 0 when there is none.
    std::size_t append_value(std::size_t at, std::size_t end, std::string& result) const {
        const bool braces = text_.substr(at).starts_with("${");
        const std::size_t begin = at + (braces ? 2 : 1);
        std::size_t name_end = begin;
        while (name_end < end && is_name_byte(text_[name_end])) {
            ++name_end;
        }
        const std::string name(text_.substr(begin, name_end - begin));
        if (name.empty() || count_digits(name) > 0) {
            return 0;
        }
        if (!braces) {
            result += value_of(name, variables_, script_, at);
            return name_end - at;
        }
        const std::size_t close = text_.find('}', name_end);
        if (close == std::string_view::npos || close >= end) {
            return 0;
        }
        result += value(name, text_.substr(name_end, close - name_end), at);
        return close + 1 - at;
    }

    std::string value(const std::string& name, std::string_view other, std::size_t at) const {
        const auto variable = variables_.find(name);
        if (other.starts_with(":-")) {
            const bool set = variable != variables_.end() && !variable->second.empty();
            return set ? variable->second : std::string(other.substr(2));
        }
        if (other.starts_with('-') && variable == variables_.end()) {
            return std::string(other.substr(1));
        }
        return value_of(name, variables_, script_, at);
    }

    const sql::Script& script_;
    std::string_view text_;
    const Variables& variables_;
};

/// Whether variables are replaced where the up section begins.
bool is_on_at_up(const sql::Script& script) {
    bool on = false;
    for (const CommentLine& line : comment_lines(script.text)) {
        const std::optional<std::string> words = annotation_of(line.text);
        if (words == "up") {
            break;
        }
        on = words == "envsub on" || (on && words != "envsub off");
    }
    return on;
}

/// `section` with variables replaced between `ENVSUB ON` and `ENVSUB OFF`.
sql::Script substituted(const sql::Script& section, bool on, const Variables& variables) {
    sql::Script result{.file = section.file, .start = section.start};
    const EnvironmentText environment(section, variables);
    std::size_t done = 0;
    const auto advance = [&](std::size_t end) {
        result.text +=
            on ? environment.replaced({done, end}) : section.text.substr(done, end - done);
        done = end;
    };
    for (const CommentLine& line : comment_lines(section.text)) {
        const std::optional<std::string> words = annotation_of(line.text);
        if (words == "envsub on" || words == "envsub off") {
            advance(line.next);
            on = words == "envsub on";
        }
    }
    advance(section.text.size());
    return result;
}

Migration read_file(const VersionedFile& file, const Variables& variables) {
    const sql::Script script = script_of(*file.file);
    const Annotations found = read_annotations(script);
    Sections sections = cut_sections(script, found.sections);
    return {.version = file.version,
            .name = file.name,
            .up = substituted(sections.up, is_on_at_up(script), variables),
            .preamble = std::move(sections.preamble),
            .down = std::move(sections.down),
            .transactional = found.transactional};
}

ParsedFolder parse(const Folder& folder, const ReadOptions& options) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    sort_by_number(files);
    refuse_same_version(files);
    ParsedFolder parsed;
    for (const VersionedFile& file : files) {
        parsed.migrations.push_back(read_file(file, options.variables));
    }
    return parsed;
}

}  // namespace

Layout goose_layout() {
    return {.name = "goose",
            .expected = "'00001_create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
