#include "dialect/postgres/connection_error.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/condition.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kOldestVersion = 12;

struct Advice {
    std::string_view sign;  ///< A part of the message.
    std::string_view words;
};

constexpr std::string_view kStartServer = "start the server, or correct host and port";
constexpr std::string_view kLater = "try again in a moment";
constexpr std::string_view kWhichServer =
    "look whether host and port are those of a PostgreSQL server";

constexpr auto kOpenAdvice = std::to_array<Advice>({
    {"Connection refused", kStartServer},
    {"No such file or directory", kStartServer},
    {"No route to host", kStartServer},
    {"Network is unreachable", kStartServer},
    {"timeout expired",
     "look at host, port and firewalls, or give it more time with connect_timeout"},
    {"could not translate host name", "correct the name of the host"},
    {"password authentication failed", "correct the user or the password"},
    {"no password supplied",
     "put the password into the URL, into PGPASSWORD or into the file ~/.pgpass"},
    {"is not permitted to log in", "name another user, or let this one with ALTER ROLE … LOGIN"},
    {"server does not support SSL",
     "turn TLS on in the server, or do without it by sslmode=disable"},
    {"root certificate file",
     "name the file of the authority's certificate with sslrootcert, or check it less with "
     "sslmode=require"},
    {"certificate verify failed", "name the file of the authority's certificate with sslrootcert"},
    {"no pg_hba.conf entry", "add one to pg_hba.conf on the server, or connect in another way"},
    {"starting up", kLater},
    {"shutting down", kLater},
    {"too many clients", kLater},
    {"remaining connection slots", kLater},
    {"definition of service", "define it in ~/.pg_service.conf, or name a file in PGSERVICEFILE"},
    {"closed the connection unexpectedly", kWhichServer},
    {"expected authentication request", kWhichServer},
    {"role \"", "name a user that the server has"},
    {"database \"", "name a database that the server has"},
});

/// How libpq begins what it says about one host.
constexpr std::string_view kAttempt = "connection to server ";

/// One try to reach a host, or what concerns all of them.
struct Attempt {
    std::string where;  ///< `"db" (10.0.0.1), port 5432`; may be empty.
    std::string reason;
};

/// `FATAL:  words` without the severity, which is in the server's language, and without the name of
/// libpq's function that says `no password supplied`.
std::string_view without_severity(std::string_view line) {
    constexpr std::string_view kFunction = "fe_sendauth: ";
    if (line.starts_with(kFunction)) {
        return line.substr(kFunction.size());
    }
    const std::size_t end = line.find(":  ");
    const bool has_severity =
        end != std::string_view::npos && line.substr(0, end).find(' ') == std::string_view::npos;
    return has_severity ? line.substr(end + 3) : line;
}

Attempt parse_attempt(std::string_view line) {
    constexpr std::string_view kEnd = " failed: ";
    const std::size_t end = line.find(kEnd);
    if (!line.starts_with(kAttempt) || end == std::string_view::npos) {
        return {.reason = std::string(without_severity(line))};
    }
    std::string_view where = line.substr(kAttempt.size(), end - kAttempt.size());
    where.remove_prefix(where.starts_with("at ") || where.starts_with("on ") ? 3 : 0);
    return {.where = std::string(where),
            .reason = std::string(without_severity(line.substr(end + kEnd.size())))};
}

/// What a further line says is libpq's own advice, unless it is about a further host.
std::vector<Attempt> parse_attempts(std::string_view message) {
    std::vector<Attempt> attempts;
    for (const std::string_view line : split_lines(message)) {
        if (attempts.empty() || line.starts_with(kAttempt) || line.starts_with("could not ")) {
            attempts.push_back(parse_attempt(trim(line)));
        }
    }
    return attempts;
}

std::string_view advice_for(std::string_view message) {
    const auto* const found = std::ranges::find_if(kOpenAdvice, [&](const Advice& advice) {
        return message.find(advice.sign) != std::string_view::npos;
    });
    return found == kOpenAdvice.end() ? "" : found->words;
}

std::string_view query_advice(std::string_view code) {
    if (code == condition::kInsufficientPrivilege) {
        return "grant it to the user, or connect as one who may";
    }
    if (code == condition::kLockNotAvailable) {
        return "try again when the transaction that holds the lock has ended";
    }
    if (code == condition::kQueryCanceled) {
        return "give it more time with 'statement_timeout' under [source] in erdmark.toml";
    }
    return "";
}

std::string with_advice(std::string text, std::string_view advice) {
    return advice.empty() ? text : fmt::format("{}; {}", text, advice);
}

std::string version_text(int version) {
    return version >= 100000
               ? fmt::format("{}.{}", version / 10000, version % 10000)
               : fmt::format("{}.{}.{}", version / 10000, version / 100 % 100, version % 100);
}

}  // namespace

Error open_error(const std::string& name, std::string_view message) {
    std::vector<std::string> reasons;
    for (const Attempt& attempt : parse_attempts(message)) {
        reasons.push_back(attempt.where.empty()
                              ? attempt.reason
                              : fmt::format("{}: {}", attempt.where, attempt.reason));
    }
    // libpq's word for a value of a parameter that it cannot use.
    const bool is_usage = message.starts_with("invalid ") || message.starts_with("could not match");
    return {is_usage ? ErrorKind::Usage : ErrorKind::Database,
            with_advice(fmt::format("{}: {}", name, join(reasons, ", ")), advice_for(message))};
}

Error query_error(const std::string& name, std::string_view code, std::string_view message) {
    const std::vector<std::string_view> lines = split_lines(message);
    const std::string_view words = lines.empty() ? "" : without_severity(lines.front());
    return {ErrorKind::Database,
            with_advice(fmt::format("{}: {}", name, words), query_advice(code))};
}

Error lost_connection(const std::string& name) {
    return {ErrorKind::Database,
            fmt::format("{}: the connection was lost, because the server stopped, ended the "
                        "session, or could no longer be reached; try again",
                        name)};
}

std::optional<std::string> version_problem(int version) {
    if (version / 10000 >= kOldestVersion) {
        return std::nullopt;
    }
    return fmt::format(
        "the server is PostgreSQL {}, but {} is the oldest that erdmark reads; "
        "restore a copy of the database on a newer server",
        version_text(version), kOldestVersion);
}

}  // namespace erdmark::dialect::postgres
