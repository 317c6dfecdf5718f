#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::test {

// All tests of a build folder share one PostgreSQL server (tests/support/private-postgres), which
// the first of them starts and which ends some seconds after the last. Without server programs
// everything here throws, and says which package to install: a test fails, it never skips.

/// Keeps the shared server from ending as long as this lives; does not start it.
class PostgresUse {
public:
    PostgresUse();
    ~PostgresUse();
    PostgresUse(const PostgresUse&) = delete;
    PostgresUse& operator=(const PostgresUse&) = delete;

private:
    int lock_ = -1;
};

/// Where tests/support/private-postgres keeps the server's locks and its log.
std::filesystem::path postgres_folder();

/// The folder of the server's socket, as for PGHOST; does not start the server.
std::string postgres_socket();

/// A new, empty database on the shared server, dropped at the end of the scope, connections to it
/// included. Takes the variables PG… out of the environment, which would change what libpq does.
class PostgresDatabase {
public:
    /// `sql` is run in it, any number of statements.
    explicit PostgresDatabase(std::string_view sql = {});
    ~PostgresDatabase();
    PostgresDatabase(const PostgresDatabase&) = delete;
    PostgresDatabase& operator=(const PostgresDatabase&) = delete;

    /// Unlike that of any other database on the server, in this run or an earlier one.
    const std::string& name() const { return name_; }

    /// `postgresql:///NAME?host=SOCKET&user=ROLE`.
    std::string url(std::string_view role = "postgres") const;

    /// Runs any number of statements as the superuser.
    void run(std::string_view sql) const;

    /// The rows of one statement run as the superuser.
    std::vector<std::vector<std::optional<std::string>>> query(std::string_view sql) const;

    /// A new role that may log in and has no other right; dropped with the database, since roles
    /// belong to the whole server. With a password the server asks for it.
    std::string add_role(std::string_view password = {});

private:
    PostgresUse use_;
    std::string socket_;
    std::string name_;
    std::vector<std::string> roles_;
};

}  // namespace erdmark::test
