#include "dialect/postgres/schema_expressions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/standard_body.h"
#include "dialect/postgres/view_schema_source.h"

namespace erdmark::dialect::postgres {

namespace {

using Types = std::map<std::string, std::string>;

class Settler {
public:
    Settler(schema::Schema& schema, const std::string& default_schema)
        : schema_(schema),
          default_schema_(default_schema),
          source_(schema, default_schema, {default_schema}) {
        for (const schema::Routine& routine : schema.routines) {
            routines_.insert(routine.name.name);
        }
        for (const schema::Routine& routine : source_.extension_routines()) {
            routines_.insert(routine.name.name);
        }
        for (const schema::Domain& domain : schema.domains) {
            bases_.emplace(domain.name.display(), domain.type);
        }
    }

    void settle() {
        for (schema::Table& table : schema_.tables) {
            settle_table(table);
        }
        for (schema::Routine& routine : schema_.routines) {
            settle_body(routine);
        }
    }

private:
    /// Whether the rest of the schema matters to an expression.
    bool needs_schema(const std::string& text) const {
        if (text.find('(') == std::string::npos) {
            return false;
        }
        // A field of a value of a composite type.
        if (text.find(").") != std::string::npos) {
            return true;
        }
        return std::ranges::any_of(sql::tokenize(text, kSyntax), [&](const sql::Token& token) {
            const bool is_name =
                token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName;
            return is_name && (sql::is_keyword(token, "SELECT") ||
                               routines_.contains(sql::identifier_name(token)));
        });
    }

    void settle_text(std::string& text, ExpressionContext context) {
        if (!needs_schema(text)) {
            return;
        }
        context.default_schema = default_schema_;
        context.source = &source_;
        text = canonical_expression(text, context);
    }

    std::string base_of(std::string type) const {
        for (auto base = bases_.find(type); base != bases_.end(); base = bases_.find(type)) {
            type = base->second;
        }
        return type;
    }

    Types types_of(const schema::Table& table) const {
        Types types;
        for (const schema::Column& column : table.columns) {
            types.emplace(column.name, base_of(column.type));
        }
        return types;
    }

    void settle_table(schema::Table& table) {
        const Types types = types_of(table);
        const ExpressionContext on_rows{.column_types = &types, .table = table.name.name};
        ExpressionContext condition = on_rows;
        condition.type = "boolean";
        for (schema::Column& column : table.columns) {
            if (column.default_value) {
                settle_text(*column.default_value, {.type = base_of(column.type)});
            }
            ExpressionContext value = on_rows;
            value.type = base_of(column.type);
            settle_text(column.generation_expression, value);
        }
        for (schema::CheckConstraint& check : table.check_constraints) {
            settle_text(check.expression, condition);
        }
        for (schema::Index& index : table.indexes) {
            settle_text(index.predicate, condition);
            for (schema::IndexPart& part : index.parts) {
                settle_text(part.expression, on_rows);
            }
        }
        for (schema::ExclusionConstraint& exclusion : table.exclusion_constraints) {
            settle_text(exclusion.predicate, condition);
            for (schema::ExclusionElement& element : exclusion.elements) {
                settle_text(element.part.expression, on_rows);
            }
        }
        for (schema::Policy& policy : table.policies) {
            settle_text(policy.using_expression, condition);
            settle_text(policy.check_expression, condition);
        }
        condition.has_rows = true;
        for (schema::Trigger& trigger : table.triggers) {
            settle_text(trigger.condition, condition);
        }
    }

    void settle_body(schema::Routine& routine) {
        if (routine.language != "sql" || !is_standard_body(routine.body)) {
            return;
        }
        StandardBody body = analyse_body(routine.body, names_in(routine), source_);
        if (body.is_canonical) {
            routine.body = std::move(body.text);
            return;
        }
        constexpr std::string_view kReturn = "RETURN ";
        if (!routine.body.starts_with(kReturn)) {
            return;
        }
        routine.body =
            std::string(kReturn) +
            canonical_expression(std::string_view(routine.body).substr(kReturn.size()),
                                 {.default_schema = default_schema_, .source = &source_});
    }

    schema::Schema& schema_;
    const std::string& default_schema_;
    SchemaSource source_;
    std::set<std::string> routines_;
    std::map<std::string, std::string> bases_;
};

}  // namespace

void settle_expressions(schema::Schema& schema, const std::string& default_schema) {
    Settler(schema, default_schema).settle();
}

}  // namespace erdmark::dialect::postgres
