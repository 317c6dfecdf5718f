#include "dialect/postgres/view_definitions.h"

#include "dialect/postgres/view_query.h"
#include "dialect/postgres/view_schema_source.h"

namespace erdmark::dialect::postgres {

void set_canonical_definitions(schema::Schema& schema, const std::string& default_schema) {
    if (schema.views.empty()) {
        return;
    }
    SchemaSource source(schema, default_schema, {default_schema});
    for (schema::View& view : schema.views) {
        view.definition = analyse_view(view.definition, {}, source).definition;
    }
}

}  // namespace erdmark::dialect::postgres
