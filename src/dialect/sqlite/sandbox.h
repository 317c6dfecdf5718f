#pragma once

#include <string>

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// Keeps what runs on a database inside of it: statements of a migration are untrusted.
///
/// While `enforce(true)` holds, SQLite's authorizer refuses ATTACH and DETACH, functions that read
/// or write files, virtual tables of modules that reach outside, and every pragma but those that
/// cannot; a statement is stopped after `kStepLimit` instructions of SQLite's virtual machine,
/// values and memory are bounded. One sandbox a database, which must outlive it.
class Sandbox {
public:
    static constexpr long kStepLimit = 200'000'000;

    explicit Sandbox(sqlite3* database);
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    void enforce(bool on) { enforced_ = on; }

    /// Starts the count of a new statement and forgets an old refusal.
    void start_statement();

    /// Why the authorizer refused something in the current statement; empty when it did not.
    const std::string& refusal() const { return refusal_; }

    bool ran_out_of_steps() const { return steps_left_ <= 0; }

private:
    static int authorize(void* sandbox, int action, const char* first, const char* second,
                         const char* database, const char* trigger);
    static int count_steps(void* sandbox);

    sqlite3* database_;
    bool enforced_ = false;
    long steps_left_ = kStepLimit;
    std::string refusal_;
};

}  // namespace erdmark::dialect::sqlite
