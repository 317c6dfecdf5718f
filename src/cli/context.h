#pragma once

#include <ostream>
#include <string>

namespace erdmark::cli {

/// Where a command writes. Results go to `out`, everything said about them to `err`.
struct Context {
    std::ostream& out;
    std::ostream& err;
    bool colour_out = false;
    bool colour_err = false;
};

/// `warning: …` on `err`, safe for a terminal.
void warn(const Context& context, const std::string& message);

/// `error: …` on `err`, safe for a terminal.
void report_error(const Context& context, const std::string& message);

}  // namespace erdmark::cli
