// The replay of PostgreSQL scripts.
#include <memory>

#include "dialect/postgres/replay/replayer.h"
#include "fuzz/input.h"
#include "fuzz/replay.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace erdmark;
    const sql::Script script{.file = "input.sql", .text = fuzz::text_of(data, size)};
    const dialect::postgres::WorkLimits limits{.query = 300'000,
                                               .statement = 600'000,
                                               .replay = 2'000'000,
                                               .memory = 50'000'000,
                                               .rows = 20'000'000};
    for (const bool keep_going : {true, false}) {
        const std::unique_ptr<dialect::Replayer> replayer =
            dialect::postgres::make_replayer(fuzz::replay_options(keep_going), limits);
        fuzz::accepts([&] { fuzz::replay(*replayer, script); });
    }
    return 0;
}
