// The replay of SQLite scripts.
#include <memory>

#include "dialect/sqlite/replayer.h"
#include "fuzz/input.h"
#include "fuzz/replay.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace erdmark;
    const sql::Script script{.file = "input.sql", .text = fuzz::text_of(data, size)};
    const dialect::sqlite::ReplayLimits limits{
        .statement_steps = 200'000, .memory = 100'000'000, .value_size = 20'000};
    for (const bool keep_going : {true, false}) {
        const std::unique_ptr<dialect::Replayer> replayer =
            dialect::sqlite::make_replayer(limits, fuzz::replay_options(keep_going));
        fuzz::accepts([&] { fuzz::replay(*replayer, script); });
    }
    return 0;
}
