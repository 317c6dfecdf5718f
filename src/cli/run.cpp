#include "cli/run.h"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <vector>

#include <unistd.h>

#include "base/error.h"
#include "cli/commands.h"

namespace erdmark::cli {

namespace {

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// https://no-color.org and https://bixense.com/clicolors
bool wants_colour(int descriptor) {
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (is_set("CLICOLOR_FORCE")) {
        return true;
    }
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return isatty(descriptor) == 1 && !dumb;
}

int run_command(std::span<const std::string> arguments, Context& context) {
    const std::unique_ptr<Command> root = make_command_tree(context);
    context.labels = !arguments.empty() && arguments.front() == kMigrateCommand;
    if (arguments.empty()) {
        context.err << help_text(*root, root->name);
        return exit_status(ErrorKind::Usage);
    }
    const ParsedLine line = parse_command_line(*root, arguments);
    if (line.help) {
        context.out << help_text(*line.command, line.path);
        return 0;
    }
    return line.command->action();
}

}  // namespace

int run(std::span<const std::string> arguments, Context& context) {
    try {
        return run_command(arguments, context);
    } catch (const Error& error) {
        report_error(context, error.what());
        return exit_status(error.kind());
    } catch (const std::bad_alloc&) {
        report_error(context, "out of memory");
        return exit_status(ErrorKind::Internal);
    } catch (const std::exception& error) {
        report_error(context,
                     std::string("this is a bug in erdmark, please report it: ") + error.what());
        return exit_status(ErrorKind::Internal);
    }
}

int run_process(int count, const char* const* arguments) {
    std::ios::sync_with_stdio(false);
    Context context{.out = std::cout,
                    .err = std::cerr,
                    .colour_out = wants_colour(STDOUT_FILENO),
                    .colour_err = wants_colour(STDERR_FILENO),
                    .terminal_err = isatty(STDERR_FILENO) == 1};
    const std::vector<std::string> words(arguments + (count > 0 ? 1 : 0), arguments + count);
    const int status = run(words, context);
    context.out.flush();
    if (!context.out && status == 0) {
        report_error(context, "standard output cannot be written");
        return exit_status(ErrorKind::Input);
    }
    return status;
}

}  // namespace erdmark::cli
