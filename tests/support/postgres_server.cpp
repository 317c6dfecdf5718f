#include "support/postgres_server.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <fmt/format.h>
#include <pqxx/pqxx>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

namespace erdmark::test {

namespace {

namespace fs = std::filesystem;

std::string shell_quoted(std::string_view text) {
    return "'" + replace_all(text, "'", "'\\''") + "'";
}

/// What tests/support/private-postgres prints.
std::string private_postgres(std::string_view command) {
    const std::string line = fmt::format(
        "{} {} {} 2>&1", shell_quoted(ERDMARK_SOURCE_DIR "/tests/support/private-postgres"),
        command, shell_quoted(postgres_folder().string()));
    FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) {
        throw std::runtime_error("cannot run private-postgres");
    }
    std::string output;
    std::array<char, 512> block{};
    for (std::size_t got = 0; (got = fread(block.data(), 1, block.size(), pipe)) > 0;) {
        output.append(block.data(), got);
    }
    if (pclose(pipe) != 0) {
        throw std::runtime_error(output);
    }
    return std::string(trim(output));
}

void forget_client_settings() {
    std::vector<std::string> names;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (text.starts_with("PG")) {
            names.emplace_back(text.substr(0, text.find('=')));
        }
    }
    for (const std::string& name : names) {
        unsetenv(name.c_str());
    }
}

/// A name that no other process, and no earlier one of the same number, gives.
std::string unique_name() {
    static int count = 0;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return fmt::format("t{:x}_{:x}_{}", getpid(),
                       std::chrono::duration_cast<std::chrono::milliseconds>(now).count(), ++count);
}

pqxx::result execute(const std::string& url, std::string_view sql) {
    pqxx::connection connection(url);
    pqxx::nontransaction session(connection);
    session.exec0("SET client_min_messages = warning");
    return session.exec(std::string(sql));
}

std::string url_of(const std::string& socket, std::string_view database, std::string_view role) {
    return fmt::format("postgresql:///{}?host={}&user={}", database, socket, role);
}

}  // namespace

PostgresUse::PostgresUse() {
    fs::create_directories(postgres_folder());
    const fs::path file = postgres_folder() / "users.lock";
    lock_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock_ < 0 || flock(lock_, LOCK_SH) != 0) {
        throw std::runtime_error(fmt::format("cannot lock {}: {}", file.string(), strerror(errno)));
    }
}

PostgresUse::~PostgresUse() {
    close(lock_);
}

fs::path postgres_folder() {
    return ERDMARK_BINARY_DIR "/postgres";
}

std::string postgres_socket() {
    static const std::string socket = private_postgres("socket");
    return socket;
}

PostgresDatabase::PostgresDatabase(std::string_view sql)
    : socket_(private_postgres("start")), name_(unique_name()) {
    forget_client_settings();
    execute(url_of(socket_, "postgres", "postgres"), "CREATE DATABASE " + name_);
    if (!sql.empty()) {
        run(sql);
    }
}

PostgresDatabase::~PostgresDatabase() {
    try {
        const std::string url = url_of(socket_, "postgres", "postgres");
        execute(url, fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
        for (const std::string& role : roles_) {
            execute(url, "DROP ROLE " + role);
        }
    } catch (const std::exception& error) {
        std::fputs(fmt::format("database {} stays: {}\n", name_, error.what()).c_str(), stderr);
    }
}

std::string PostgresDatabase::url(std::string_view role) const {
    return url_of(socket_, name_, role);
}

void PostgresDatabase::run(std::string_view sql) const {
    execute(url(), sql);
}

std::vector<std::vector<std::optional<std::string>>> PostgresDatabase::query(
    std::string_view sql) const {
    std::vector<std::vector<std::optional<std::string>>> rows;
    for (const pqxx::row row : execute(url(), sql)) {
        auto& values = rows.emplace_back();
        for (const pqxx::field field : row) {
            values.push_back(field.is_null() ? std::nullopt
                                             : std::optional<std::string>(field.c_str()));
        }
    }
    return rows;
}

std::string PostgresDatabase::add_role(std::string_view password) {
    const std::string role = roles_.emplace_back(fmt::format("{}_role{}", name_, roles_.size()));
    run(fmt::format("CREATE ROLE {} LOGIN", role));
    if (!password.empty()) {
        run(fmt::format("ALTER ROLE {0} PASSWORD '{1}'; GRANT with_password TO {0}", role,
                        replace_all(password, "'", "''")));
    }
    return role;
}

}  // namespace erdmark::test
