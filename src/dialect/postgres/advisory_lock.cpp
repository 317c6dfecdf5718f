#include "dialect/postgres/advisory_lock.h"

#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/sha256.h"
#include "dialect/postgres/statement_failure.h"

namespace erdmark::dialect::postgres {

namespace {

/// A lock with one number of 64 bits has 1 as `objsubid`, one with two numbers has 2.
constexpr std::string_view kHasLock = R"sql(
SELECT pg_catalog.pg_backend_pid(), EXISTS (
    SELECT FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.pid = pg_catalog.pg_backend_pid() AND l.classid = {} AND l.objid = {})
)sql";

/// An ordinary user sees no address and no time of the sessions of others.
constexpr std::string_view kLockHolder = R"sql(
SELECT l.pid, a.application_name, a.usename, pg_catalog.host(a.client_addr),
       pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
FROM pg_catalog.pg_locks l
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
AND l.pid IS NOT NULL
AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                  WHERE d.datname = pg_catalog.current_database())
AND ((l.classid::bigint << 32) | l.objid::bigint) = ?::bigint
ORDER BY l.pid
LIMIT 1
)sql";

std::vector<Row> ask_of_lock(MigrationSession& session, std::string_view sql,
                             std::string_view lock) {
    const std::array<std::optional<std::string>, 1> values{fmt::to_string(advisory_key(lock))};
    return session.query(sql, values);
}

bool is_granted(MigrationSession& session, std::string_view sql, std::string_view lock) {
    return ask_of_lock(session, sql, lock).front().front() == "t";
}

}  // namespace

std::int64_t advisory_key(std::string_view lock) {
    constexpr std::size_t kDigits = 16;
    const std::string digest = sha256_hex(fmt::format("erdmark:{}", lock));
    std::uint64_t number = 0;
    std::from_chars(digest.data(), digest.data() + kDigits, number, 16);
    return static_cast<std::int64_t>(number);
}

bool try_advisory_lock(MigrationSession& session, std::string_view lock) {
    return is_granted(session, "SELECT pg_catalog.pg_try_advisory_lock(?::bigint)", lock);
}

bool try_advisory_transaction_lock(MigrationSession& session, std::string_view lock) {
    return is_granted(session, "SELECT pg_catalog.pg_try_advisory_xact_lock(?::bigint)", lock);
}

bool release_advisory_lock(MigrationSession& session, std::string_view lock) {
    return is_granted(session, "SELECT pg_catalog.pg_advisory_unlock(?::bigint)", lock);
}

bool has_advisory_lock(MigrationSession& session, std::string_view lock,
                       const std::string& process) {
    constexpr int kHalf = 32;
    const auto key = static_cast<std::uint64_t>(advisory_key(lock));
    const Row row =
        session.query(fmt::format(kHasLock, key >> kHalf, static_cast<std::uint32_t>(key))).front();
    if (row[0] != process) {
        throw Error(ErrorKind::Database,
                    fmt::format("{}: another session of the server answers than the one that took "
                                "the lock, as behind a pooler; connect to the server itself",
                                session.name()));
    }
    return row[1] == "t";
}

std::string advisory_lock_holder(MigrationSession& session, std::string_view lock) {
    const std::vector<Row> rows = ask_of_lock(session, kLockHolder, lock);
    if (rows.empty()) {
        return "";
    }
    const Row& row = rows.front();
    const auto part = [&](std::size_t column, std::string_view before, std::string_view after) {
        const std::string text = single_line(row[column].value_or(""));
        return text.empty() ? "" : fmt::format("{}{}{}", before, text, after);
    };
    return part(0, "process ", "") + part(1, " (", ")") + part(2, " of user ", "") +
           part(3, " at ", "") + part(4, " since ", " UTC");
}

}  // namespace erdmark::dialect::postgres
