#include "cli/migrate/signals.h"

#include <csignal>

namespace erdmark::cli {

namespace {

volatile std::sig_atomic_t signal_received = 0;

void take(int signal) {
    signal_received = signal;
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    // The second signal meets the default again.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

}  // namespace

SignalWatch::SignalWatch() {
    signal_received = 0;
    handle(SIGINT, take);
    handle(SIGTERM, take);
}

SignalWatch::~SignalWatch() {
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
}

int SignalWatch::received() {
    return signal_received;
}

}  // namespace erdmark::cli
