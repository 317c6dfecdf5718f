#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/view_source.h"

namespace erdmark::test {

/// Objects for the tests of expressions: the functions `label(text)=text`, `label(text, integer)`,
/// `twice(integer)`, `twice(numeric)`, `crm.find(uuid)` and `rows()`, the tables `files(id uuid,
/// sharing words, size bigint)` and `crm.chats(id uuid, file_id uuid)`, the domain `words` of text.
class ExpressionSource final : public dialect::postgres::RelationSource {
public:
    ExpressionSource();

    const dialect::postgres::SourceRelation* relation(const std::string& schema,
                                                      const std::string& name) override;
    std::optional<dialect::postgres::SourceType> type(const std::string& text) override;
    std::optional<dialect::postgres::SourceFunction> function(
        const std::vector<std::string>& names, const std::vector<std::string>& arguments) override;

private:
    std::vector<dialect::postgres::SourceRelation> relations_;
    std::vector<dialect::postgres::SourceFunction> functions_;
};

}  // namespace erdmark::test
