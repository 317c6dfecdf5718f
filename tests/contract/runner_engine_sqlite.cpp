#include <memory>
#include <string>
#include <vector>

#include "contract/runner_project.h"

namespace erdmark::test {

namespace {

class SqliteFile final : public RunnerDatabase {
public:
    explicit SqliteFile(const TempDirectory& folder)
        : path_((folder.path() / "app.db").generic_string()) {}

    std::string url() const override { return "sqlite:" + path_; }
    std::string name() const override { return path_; }

private:
    std::string path_;
};

std::unique_ptr<RunnerDatabase> make_file(const TempDirectory& folder) {
    return std::make_unique<SqliteFile>(folder);
}

}  // namespace

std::vector<RunnerEngine> runner_engines() {
    return {{.name = "sqlite", .make_database = make_file}};
}

}  // namespace erdmark::test
