#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "bench/synthetic.h"
#include "dialect/dialect.h"
#include "document/build_view.h"
#include "document/module.h"
#include "publish/publisher.h"
#include "render/renderer.h"

namespace erdmark::bench {
namespace {

namespace fs = std::filesystem;

const dialect::Dialect& sqlite() {
    return *dialect::find_dialect("sqlite");
}

/// Where databases and pages are kept from run to run: the folder that scripts/bench.sh starts the
/// program in.
fs::path data_folder() {
    return fs::current_path() / "bench-data";
}

std::size_t tables_of(const benchmark::State& state) {
    return static_cast<std::size_t>(state.range(0));
}

schema::Schema introspect(const fs::path& file) {
    const std::unique_ptr<dialect::Connection> connection =
        sqlite().connect(dialect::Url::parse("sqlite:" + file.string()), {});
    return sqlite().introspect(*connection, {});
}

document::SiteView view_of(const schema::Schema& schema) {
    return document::build_view(schema, document::assign_modules(schema, {}), {});
}

FileTree pages_of(const document::SiteView& site) {
    return render::make_markdown_renderer({})->render(site);
}

/// What each stage gives for a number of tables, made once for the benchmarks of the stages after
/// it.
struct Inputs {
    schema::Schema schema;
    document::SiteView site;
    FileTree pages;
    publish::PublishOptions published;  ///< A folder that holds the pages.
};

const Inputs& inputs(std::size_t tables) {
    static std::map<std::size_t, Inputs> made;
    if (const auto found = made.find(tables); found != made.end()) {
        return found->second;
    }
    Inputs& input = made[tables];
    input.schema = introspect(synthetic_database(data_folder(), tables));
    input.site = view_of(input.schema);
    input.pages = pages_of(input.site);
    input.published.folder = data_folder() / ("pages-" + std::to_string(tables));
    input.published.force = true;
    publish::publish(publish::compare(input.pages, input.published), input.published);
    return input;
}

void replay(benchmark::State& state) {
    const sql::Script script{"synthetic.sql", synthetic_sql(tables_of(state)), {}};
    for ([[maybe_unused]] const auto _ : state) {
        const std::unique_ptr<dialect::Replayer> replayer = sqlite().make_replayer({});
        replayer->run(script);
        benchmark::DoNotOptimize(replayer->schema());
    }
}

void introspect_file(benchmark::State& state) {
    const fs::path file = synthetic_database(data_folder(), tables_of(state));
    for ([[maybe_unused]] const auto _ : state) {
        benchmark::DoNotOptimize(introspect(file));
    }
}

void build(benchmark::State& state) {
    const Inputs& input = inputs(tables_of(state));
    for ([[maybe_unused]] const auto _ : state) {
        benchmark::DoNotOptimize(view_of(input.schema));
    }
}

void render_pages(benchmark::State& state) {
    const Inputs& input = inputs(tables_of(state));
    for ([[maybe_unused]] const auto _ : state) {
        benchmark::DoNotOptimize(pages_of(input.site));
    }
}

void compare(benchmark::State& state) {
    const Inputs& input = inputs(tables_of(state));
    for ([[maybe_unused]] const auto _ : state) {
        benchmark::DoNotOptimize(publish::compare(input.pages, input.published));
    }
}

void everything(benchmark::State& state) {
    const fs::path file = synthetic_database(data_folder(), tables_of(state));
    const publish::PublishOptions& published = inputs(tables_of(state)).published;
    for ([[maybe_unused]] const auto _ : state) {
        benchmark::DoNotOptimize(publish::compare(pages_of(view_of(introspect(file))), published));
    }
}

void up_to_1000(benchmark::internal::Benchmark* stage) {
    stage->Arg(15)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
}

void up_to_10000(benchmark::internal::Benchmark* stage) {
    up_to_1000(stage);
    stage->Arg(10000);
}

// SQLite's own execution of CREATE statements is quadratic in the number of tables.
BENCHMARK(replay)->Apply(up_to_1000);
BENCHMARK(introspect_file)->Name("introspect")->Apply(up_to_10000);
BENCHMARK(build)->Apply(up_to_10000);
BENCHMARK(render_pages)->Name("render")->Apply(up_to_10000);
BENCHMARK(compare)->Name("check")->Apply(up_to_10000);
BENCHMARK(everything)->Name("all of a check")->Apply(up_to_10000);

}  // namespace
}  // namespace erdmark::bench
