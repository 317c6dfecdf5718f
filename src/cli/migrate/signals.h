#pragma once

namespace erdmark::cli {

/// While it lives, SIGINT and SIGTERM only ask to stop; a second one ends the program at once. One
/// at a time.
class SignalWatch {
public:
    SignalWatch();
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    /// The signal that asked to stop; 0 for none.
    static int received();
};

}  // namespace erdmark::cli
