#include "migration/layout/statement_marks.h"

namespace erdmark::migration {

void check_statement_marks(const sql::Script& file, const std::vector<StatementMark>& marks) {
    const StatementMark* open = nullptr;
    for (const StatementMark& mark : marks) {
        if (mark.is_begin && open != nullptr) {
            fail_at(file, mark.line.offset,
                    "a StatementBegin inside another; expected its StatementEnd first");
        }
        if (!mark.is_begin && open == nullptr) {
            fail_at(file, mark.line.offset, "a StatementEnd without StatementBegin above it");
        }
        open = mark.is_begin ? &mark : nullptr;
    }
    if (open != nullptr) {
        fail_at(file, open->line.offset, "a StatementBegin without StatementEnd below it");
    }
}

}  // namespace erdmark::migration
