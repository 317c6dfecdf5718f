#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// What a statement of a migration does to the main database, as far as SQLite
/// knows when it prepares it. Names are in lower case.
struct StatementEffects {
    std::set<std::string> changed;     ///< Tables whose rows or whose definition change.
    std::vector<std::string> created;  ///< Tables.
    std::vector<std::string> dropped;  ///< Tables.
    std::vector<std::string> altered;  ///< Tables.
    bool edits_schema = false;         ///< It writes to sqlite_schema by itself.
};

/// Takes down what statements do while they are prepared.
class EffectsRecorder {
public:
    /// Listens to `database` until it is destroyed, before which `database` must not be closed.
    explicit EffectsRecorder(sqlite3* database);
    ~EffectsRecorder();
    EffectsRecorder(const EffectsRecorder&) = delete;
    EffectsRecorder& operator=(const EffectsRecorder&) = delete;

    /// From now on, until `take`; `defines` is whether the statement begins with CREATE, ALTER or
    /// DROP, which write to sqlite_schema too.
    void begin(bool defines);
    StatementEffects take();

private:
    static int authorize(void* recorder, int action, const char* first, const char* second,
                         const char* database, const char* trigger);

    void record(int action, std::string_view table);
    void record_rows(std::string_view table);

    sqlite3* database_;
    bool is_listening_ = false;
    bool defines_ = false;
    StatementEffects effects_;
};

}  // namespace erdmark::dialect::sqlite
