#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <pg_query.h>

#include "bench/synthetic.h"
#include "dialect/dialect.h"

namespace erdmark::bench {
namespace {

std::string script_of(const benchmark::State& state) {
    return synthetic_postgres_sql(static_cast<std::size_t>(state.range(0)));
}

/// The least that a replay has to do: libpg_query's parse of the same text.
void parse_postgres(benchmark::State& state) {
    const std::string script = script_of(state);
    for ([[maybe_unused]] const auto _ : state) {
        const PgQueryProtobufParseResult result = pg_query_parse_protobuf(script.c_str());
        benchmark::DoNotOptimize(result.parse_tree.len);
        pg_query_free_protobuf_parse_result(result);
    }
}

void replay_postgres(benchmark::State& state) {
    const sql::Script script{.file = "bench.sql", .text = script_of(state)};
    for ([[maybe_unused]] const auto _ : state) {
        const std::unique_ptr<dialect::Replayer> replayer =
            dialect::find_dialect("postgresql")->make_replayer({});
        replayer->run(script);
        benchmark::DoNotOptimize(replayer->schema());
    }
}

void tables(benchmark::internal::Benchmark* stage) {
    stage->Arg(100)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(parse_postgres)->Name("parse")->Apply(tables);
BENCHMARK(replay_postgres)->Name("replay")->Apply(tables);

}  // namespace
}  // namespace erdmark::bench
