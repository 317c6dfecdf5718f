#pragma once

#include <stdexcept>
#include <string>

namespace erdmark {

/// Why a run could not be completed. Kinds exist because exit statuses differ, not as a taxonomy.
enum class ErrorKind {
    Usage,   ///< The command line: exit 2.
    Config,  ///< `erdmark.toml` or the environment: exit 2.
    Input,   ///< A migration, script, snapshot, template or database file is not what it should be:
             ///< exit 3.
    Database,  ///< The database said no: exit 4.
    Internal,  ///< A bug of ours: exit 70.
};

/// The one exception type of the program.
///
/// The message is complete and ready to be shown: it starts with the place (`file:line:column: `)
/// where there is one, starts in lower case, has no final period and says what was expected.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

    ErrorKind kind() const { return kind_; }

private:
    ErrorKind kind_;
};

/// The exit status that stands for `kind`.
int exit_status(ErrorKind kind);

}  // namespace erdmark
