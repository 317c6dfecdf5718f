#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"

// A fuzz target is one function that takes any bytes and returns 0. What it runs may throw an
// `Error` of a kind that is the user's; everything else that it throws ends the program, which is a
// finding, as is a promise that does not hold.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace erdmark::fuzz {

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Ends the program with `promise` when it does not hold.
inline void expect(bool holds, const char* promise, std::string_view found = {}) {
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n%.*s\n", promise, static_cast<int>(found.size()),
                     found.data());
        std::abort();
    }
}

/// Runs what may refuse its input. Says whether it did not.
template <typename Action>
bool accepts(const Action& action) {
    try {
        action();
        return true;
    } catch (const Error& error) {
        expect(error.kind() != ErrorKind::Internal, "the program has no bug", error.what());
        return false;
    }
}

}  // namespace erdmark::fuzz
