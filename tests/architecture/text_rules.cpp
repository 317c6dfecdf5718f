#include "architecture/text_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::architecture {
namespace {

// Written in pieces, so that this file passes its own test.
constexpr std::array<std::string_view, 1> kNowhere{
    "/wo"
    "rk/"};
constexpr std::array<std::string_view, 5> kNotInPublic{
    "/wo"
    "rk/",
    "/home/", "/root/", "/tmp/", "/Users/"};

std::span<const std::string_view> refused_in(std::string_view path) {
    if (path.starts_with("tests/") || path.starts_with("scripts/")) {
        return kNowhere;
    }
    return kNotInPublic;
}

// In `frame/work/` and `~/tmp/` the slash goes on with a path that starts elsewhere.
bool goes_on_with_a_path(std::string_view line, std::size_t slash) {
    if (slash == 0) {
        return false;
    }
    const char before = line[slash - 1];
    return std::isalnum(static_cast<unsigned char>(before)) != 0 ||
           std::string_view("_.-~*}>").find(before) != std::string_view::npos;
}

bool holds_path(std::string_view line, std::string_view path) {
    for (std::size_t at = line.find(path); at != std::string_view::npos;
         at = line.find(path, at + 1)) {
        if (!goes_on_with_a_path(line, at)) {
            return true;
        }
    }
    return false;
}

bool is_lock_file(std::string_view path) {
    return path.ends_with("package-lock.json");
}

std::vector<std::string> line_problems(std::string_view path, std::string_view line) {
    std::vector<std::string> problems;
    for (const std::string_view refused : refused_in(path)) {
        if (holds_path(line, refused)) {
            problems.push_back(fmt::format("absolute path of a machine ('{}…')", refused));
        }
    }
    if (is_lock_file(path) && line.find("\"resolved\": \"http") != std::string_view::npos) {
        problems.emplace_back("host of a package registry");
    }
    return problems;
}

}  // namespace

std::vector<std::string> public_text_problems(const FileText& file) {
    std::vector<std::string> problems;
    if (file.text.find('\0') != std::string::npos) {
        return problems;
    }
    std::size_t number = 0;
    for (const std::string_view line : split_lines(file.text)) {
        ++number;
        for (const std::string& problem : line_problems(file.path, line)) {
            problems.push_back(fmt::format("{}:{}: {}", file.path, number, problem));
        }
    }
    return problems;
}

}  // namespace erdmark::architecture
