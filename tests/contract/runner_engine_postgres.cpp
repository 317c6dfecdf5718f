#include <memory>
#include <string>
#include <vector>

#include "contract/runner_project.h"
#include "dialect/dialect.h"
#include "support/postgres_server.h"

namespace erdmark::test {

namespace {

/// One database that is emptied for each test: making one takes longer than most of them.
class ServerDatabase final : public RunnerDatabase {
public:
    ServerDatabase() {
        shared().run(
            "SET client_min_messages = 'error'; DROP SCHEMA IF EXISTS public CASCADE; "
            "CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC");
    }

    std::string url() const override { return shared().url(); }
    std::string name() const override { return dialect::Url::parse(url()).redacted(); }

private:
    static const PostgresDatabase& shared() {
        static const PostgresDatabase database;
        return database;
    }
};

std::unique_ptr<RunnerDatabase> make_database(const TempDirectory& /*folder*/) {
    return std::make_unique<ServerDatabase>();
}

}  // namespace

std::vector<RunnerEngine> runner_engines() {
    return {{.name = "postgresql", .make_database = make_database}};
}

}  // namespace erdmark::test
