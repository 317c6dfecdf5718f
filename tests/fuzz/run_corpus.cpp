// Runs a fuzz target on files, each within an amount of memory and a time of the processor, so that
// a busy machine changes nothing:
// <target>_corpus SECONDS MEBIBYTES FOLDER-OR-FILE...
// Says which file it was when the target ends the program, or takes more.
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "fuzz/input.h"

namespace {

namespace fs = std::filesystem;

// What the signal handlers see.
volatile std::sig_atomic_t ticks_left = 0;
long most_kibibytes = 0;
const char* current_file = "";

constexpr int kTicksOfSecond = 10;

void write_text(const char* text) {
    [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text, std::strlen(text));
}

void end_with(const char* reason) {
    write_text(current_file);
    write_text(reason);
    _exit(1);
}

void check_limits(int /*signal*/) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    if (usage.ru_maxrss > most_kibibytes) {
        end_with(": takes more memory than it may\n");
    }
    ticks_left = ticks_left - 1;
    if (ticks_left == 0) {
        end_with(": takes more time than it may\n");
    }
}

void name_file(int signal) {
    write_text(current_file);
    write_text(": ends the program\n");
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// A deep recursion has no stack left for a handler on its own.
void watch_signals() {
    static std::array<char, 1U << 18U> stack;  // Signals come until the program's very end.
    const stack_t alternate{.ss_sp = stack.data(), .ss_flags = 0, .ss_size = stack.size()};
    sigaltstack(&alternate, nullptr);
    struct sigaction action {};
    action.sa_handler = name_file;
    action.sa_flags = SA_ONSTACK;
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
        sigaction(signal, &action, nullptr);
    }
    action.sa_handler = check_limits;
    action.sa_flags = SA_ONSTACK | SA_RESTART;
    sigaction(SIGPROF, &action, nullptr);
    const timeval tick{.tv_sec = 0, .tv_usec = 1'000'000 / kTicksOfSecond};
    const itimerval timer{.it_interval = tick, .it_value = tick};
    setitimer(ITIMER_PROF, &timer, nullptr);
}

std::vector<fs::path> files_of(int count, char** arguments) {
    std::vector<fs::path> files;
    for (int index = 0; index < count; ++index) {
        if (!fs::is_directory(arguments[index])) {
            files.emplace_back(arguments[index]);
            continue;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(arguments[index])) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 4) {
        write_text("usage: SECONDS MEBIBYTES FOLDER-OR-FILE...\n");
        return 2;
    }
    const int seconds = std::atoi(arguments[1]);
    most_kibibytes = std::atol(arguments[2]) * 1024;
    const std::vector<fs::path> files = files_of(count - 3, arguments + 3);
    watch_signals();
    for (const fs::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
        current_file = file.c_str();
        ticks_left = seconds * kTicksOfSecond;
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    std::printf("%zu inputs\n", files.size());
    return files.empty() ? 1 : 0;
}
