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
    bool terminal_err = false;  ///< `err` is a terminal, on which a line may be written again.
    /// Messages begin with `[INFO]`, `[WARNING]`, `[ERROR]`, as the logs of runners do, and not
    /// with `warning:` or `error:`.
    bool labels = false;
};

// Each on `err`, safe for a terminal.

void warn(const Context& context, const std::string& message);
void report_error(const Context& context, const std::string& message);

// Only with labels.

void inform(const Context& context, const std::string& message);
void report_success(const Context& context, const std::string& message);

}  // namespace erdmark::cli
