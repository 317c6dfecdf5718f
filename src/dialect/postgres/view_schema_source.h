#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/postgres/view_source.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// What the body of the routine can name; see `schema::Routine::arguments`.
RoutineNames names_in(const schema::Routine& routine);

/// The tables, views, types and functions of a schema, for the views in it. The schema must live
/// and stay as it is while the source is used.
class SchemaSource final : public RelationSource {
public:
    /// `default_schema` is the one whose name is left out in `schema`; names without a schema are
    /// looked up in `search_path`.
    SchemaSource(const schema::Schema& schema, std::string default_schema,
                 std::vector<std::string> search_path);

    const SourceRelation* relation(const std::string& schema, const std::string& name) override;
    std::optional<SourceType> type(const std::string& text) override;
    std::vector<SourceFunction> functions(const std::vector<std::string>& names) override;

    /// The functions that the schema's extensions bring, as far as they are known.
    const std::vector<schema::Routine>& extension_routines() const { return extension_routines_; }

private:
    void add_extension(const schema::Extension& extension);
    schema::QualifiedName stored(const std::string& schema, const std::string& name) const;
    std::vector<schema::QualifiedName> candidates(const std::string& schema,
                                                  const std::string& name) const;
    void add_relation(const schema::QualifiedName& name,
                      const std::vector<schema::Column>& columns);
    void add_type(SourceType type);
    SourceFunction result_of(const schema::Routine& routine);
    SourceFunction source_function(const schema::Routine& routine);

    std::string default_schema_;
    std::vector<std::string> search_path_;
    std::map<schema::QualifiedName, SourceRelation> relations_;
    std::map<schema::QualifiedName, SourceType> types_;
    std::vector<schema::Routine> extension_routines_;
    std::multimap<schema::QualifiedName, const schema::Routine*> routines_;
};

}  // namespace erdmark::dialect::postgres
