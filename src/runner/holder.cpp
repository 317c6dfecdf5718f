#include "runner/holder.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "base/text.h"

namespace erdmark::runner {

namespace {

constexpr char kSeparator = '|';

std::string host_name() {
    constexpr std::size_t kLongest = 256;
    std::array<char, kLongest> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

/// Two containers may have processes of the same number; each has a space of its own.
std::string process_space() {
    constexpr std::size_t kLongest = 64;
    std::array<char, kLongest> link{};
    const ssize_t size = readlink("/proc/self/ns/pid", link.data(), link.size() - 1);
    return size > 0 ? std::string(link.data(), static_cast<std::size_t>(size)) : "";
}

/// When a process started, in ticks since the machine did (proc(5), field 22 of stat); empty when
/// there is none.
std::string start_of(const std::string& process) {
    std::ifstream file("/proc/" + process + "/stat");
    std::stringstream text;
    text << file.rdbuf();
    const std::string stat = text.str();
    // The name of the program, in parentheses, may hold anything.
    const std::size_t name_end = stat.rfind(')');
    if (name_end == std::string::npos) {
        return "";
    }
    constexpr std::size_t kStart = 22 - 2;
    const std::vector<std::string_view> fields =
        split(std::string_view(stat).substr(name_end + 1), ' ');
    return fields.size() > kStart ? std::string(fields[kStart]) : "";
}

std::string machine() {
    return host_name() + kSeparator + process_space();
}

}  // namespace

std::string own_token() {
    std::random_device chance;
    const std::string process = fmt::to_string(getpid());
    return fmt::format("{}{}{}{}{}{}{:08x}", machine(), kSeparator, process, kSeparator,
                       start_of(process), kSeparator, chance());
}

bool is_gone(std::string_view token) {
    const std::string here = machine() + kSeparator;
    if (!token.starts_with(here)) {
        return false;
    }
    const std::vector<std::string_view> parts = split(token.substr(here.size()), kSeparator);
    if (parts.size() != 3 || parts[0].find_first_not_of("0123456789") != std::string_view::npos) {
        return false;
    }
    const std::string start = start_of(std::string(parts[0]));
    return !parts[1].empty() && start != parts[1];
}

std::string actor_name() {
    const passwd* user = getpwuid(geteuid());
    const std::string name = user != nullptr ? user->pw_name : fmt::to_string(geteuid());
    return fmt::format("{}@{}", name, host_name());
}

std::string holder_name() {
    return fmt::format("process {} of {}", getpid(), actor_name());
}

}  // namespace erdmark::runner
