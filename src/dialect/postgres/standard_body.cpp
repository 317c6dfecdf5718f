#include "dialect/postgres/standard_body.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kReturn = "RETURN ";
constexpr std::string_view kBegin = "BEGIN ATOMIC\n";
constexpr std::string_view kEnd = "END";
constexpr std::string_view kSelect = "SELECT";

/// What stands between the semicolons.
std::vector<std::string> statements_in(std::string_view text) {
    std::vector<std::string> statements;
    std::size_t start = 0;
    for (const sql::Token& token : sql::tokenize(text, kSyntax)) {
        if (token.text == ";") {
            statements.emplace_back(trim(text.substr(start, token.offset - start)));
            start = token.offset + 1;
        }
    }
    return statements;
}

void add_reads(std::vector<schema::ViewSource>& reads, std::vector<schema::ViewSource> more) {
    for (schema::ViewSource& source : more) {
        const auto known = std::ranges::find(reads, source.name, &schema::ViewSource::name);
        if (known == reads.end()) {
            reads.push_back(std::move(source));
            continue;
        }
        for (std::string& column : source.columns) {
            if (std::ranges::find(known->columns, column) == known->columns.end()) {
                known->columns.push_back(std::move(column));
            }
        }
    }
}

std::string indented_lines(std::string_view text) {
    std::string lines;
    for (const std::string_view line : split(text, '\n')) {
        lines.append(lines.empty() ? "    " : "\n    ").append(line);
    }
    return lines;
}

/// The steps of analyse_body.
class BodyAnalysis {
public:
    BodyAnalysis(const RoutineNames& names, RelationSource& source, const ViewRenames& renames)
        : names_(names), source_(source), renames_(renames) {}

    StandardBody of_value(std::string_view value) {
        const std::string text = query(std::string(kSelect).append(" ").append(value));
        // On a line of its own there is no blank behind the word.
        body_.text = std::string(kReturn).append(trim(text.substr(kSelect.size())));
        return std::move(body_);
    }

    StandardBody of_statements(std::string_view text) {
        body_.text = kBegin;
        for (const std::string& statement : statements_in(text)) {
            body_.text += indented_lines(query(statement)) + ";\n";
        }
        body_.text += kEnd;
        return std::move(body_);
    }

private:
    std::string query(const std::string& text) {
        ViewShape shape = analyse_query(text, names_, source_, renames_);
        body_.is_canonical = body_.is_canonical && shape.is_understood;
        add_reads(body_.reads, std::move(shape.reads));
        if (!body_.refusal) {
            body_.refusal = shape.refusal;
        }
        return std::move(shape.definition);
    }

    const RoutineNames& names_;
    RelationSource& source_;
    const ViewRenames& renames_;
    StandardBody body_;
};

}  // namespace

bool is_standard_body(std::string_view body) {
    return body.starts_with(kReturn) || body.starts_with(kBegin);
}

StandardBody analyse_body(std::string_view body, const RoutineNames& names, RelationSource& source,
                          const ViewRenames& renames) {
    BodyAnalysis analysis(names, source, renames);
    if (body.starts_with(kReturn)) {
        return analysis.of_value(body.substr(kReturn.size()));
    }
    body.remove_prefix(std::min(kBegin.size(), body.size()));
    return analysis.of_statements(body);
}

}  // namespace erdmark::dialect::postgres
