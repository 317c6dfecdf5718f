#include <charconv>
#include <cstring>
#include <exception>

#include <fmt/format.h>

#include "bench/synthetic.h"

/// `make_database FOLDER TABLES`: prints the path of the synthetic SQLite file in FOLDER, made when
/// it is not there.
int main(int count, char** arguments) {
    std::size_t tables = 0;
    if (count != 3 ||
        std::from_chars(arguments[2], arguments[2] + std::strlen(arguments[2]), tables).ec !=
            std::errc()) {
        fmt::print(stderr, "usage: make_database FOLDER TABLES\n");
        return 2;
    }
    try {
        fmt::print("{}\n", erdmark::bench::synthetic_database(arguments[1], tables).string());
    } catch (const std::exception& error) {
        fmt::print(stderr, "make_database: {}\n", error.what());
        return 1;
    }
    return 0;
}
