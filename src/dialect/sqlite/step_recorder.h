#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct sqlite3;

namespace erdmark::dialect::sqlite {

struct RowCounts {
    int inserted = 0;
    int updated = 0;
    int deleted = 0;
};

/// What statements did beside changing the schema. Names are in lower case.
struct StepRecord {
    std::map<std::string, RowCounts> rows;                     ///< Of tables that are still there.
    std::vector<std::pair<std::string, std::string>> renamed;  ///< Old and new names of tables.
    std::set<std::string> dropped;                             ///< Tables.
};

/// Follows the statements of a replay. Rows that are copied into the new form of a table which then
/// takes the place of the old one are no change of rows; what a transaction rolls back is not
/// counted.
class StepRecorder {
public:
    /// Watches `database` from now on, and must outlive it.
    explicit StepRecorder(sqlite3* database);
    StepRecorder(const StepRecorder&) = delete;
    StepRecorder& operator=(const StepRecorder&) = delete;

    /// To be told before and after each statement.
    void begin_statement();
    void end_statement(std::string_view statement);

    /// What was recorded since the last call.
    StepRecord take();

private:
    static void count_row(void* recorder, int action, const char* database, const char* table,
                          long long row);
    static void roll_back(void* recorder);

    void add_rows();
    void follow(std::string_view statement);
    void rename(const std::string& from, const std::string& to);
    void drop(const std::string& table);

    sqlite3* database_;
    bool in_transaction_ = false;
    std::map<std::string, RowCounts> statement_rows_;
    StepRecord record_;
    StepRecord before_transaction_;
};

}  // namespace erdmark::dialect::sqlite
