#include "cli/context.h"

#include "base/text.h"

namespace erdmark::cli {

namespace {

void say(const Context& context, const char* colour, const std::string& kind,
         const std::string& message) {
    const std::string text = terminal_safe(message);
    if (context.colour_err) {
        context.err << colour << kind << "\x1b[0m " << text << '\n';
    } else {
        context.err << kind << ' ' << text << '\n';
    }
}

}  // namespace

void warn(const Context& context, const std::string& message) {
    say(context, "\x1b[1;33m", context.labels ? "[WARNING]" : "warning:", message);
}

void report_error(const Context& context, const std::string& message) {
    say(context, "\x1b[1;31m", context.labels ? "[ERROR]" : "error:", message);
}

void inform(const Context& context, const std::string& message) {
    say(context, "\x1b[1;34m", "[INFO]", message);
}

void report_success(const Context& context, const std::string& message) {
    say(context, "\x1b[1;32m", "[SUCCESS]", message);
}

}  // namespace erdmark::cli
