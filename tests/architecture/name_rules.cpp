#include "architecture/name_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::architecture {
namespace {

constexpr std::array<std::string_view, 9> kEmptyWords{
    "Manager", "Helper", "Util", "Handler", "Processor", "Base", "Impl", "Info", "Data"};

std::set<std::string> paths_of(std::span<const FileText> files) {
    std::set<std::string> paths;
    for (const FileText& file : files) {
        paths.insert(file.path);
    }
    return paths;
}

std::string test_path(const std::string& source) {
    return source.substr(0, source.size() - std::string_view(".cpp").size()) + "_test.cpp";
}

bool is_name_character(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

std::string_view first_name(std::string_view text) {
    text = trim(text);
    const auto* const end = std::ranges::find_if_not(text, is_name_character);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// The name that a line defines or declares as a type: `class X …`, `enum class X`, `using X = …`.
std::string_view type_name(std::string_view line) {
    line = trim(line);
    for (const std::string_view keyword :
         {"enum class ", "enum struct ", "class ", "struct ", "enum ", "using "}) {
        if (line.starts_with(keyword)) {
            return first_name(line.substr(keyword.size()));
        }
    }
    return {};
}

}  // namespace

std::vector<std::string> mirror_problems(std::span<const FileText> sources,
                                         std::span<const FileText> tests,
                                         const TestExceptions& exceptions) {
    const std::set<std::string> tested = paths_of(tests);
    const std::set<std::string> written = paths_of(sources);
    std::vector<std::string> problems;
    for (const std::string& source : written) {
        if (source.ends_with(".cpp") && !tested.contains(test_path(source)) &&
            !exceptions.contains(source)) {
            problems.push_back(
                fmt::format("src/{}: has no tests/{}, and is not in the list of exceptions", source,
                            test_path(source)));
        }
    }
    for (const auto& [source, reason] : exceptions) {
        if (!written.contains(source) || tested.contains(test_path(source))) {
            problems.push_back(
                fmt::format("src/{}: is in the list of exceptions, but needs none", source));
        }
    }
    return problems;
}

std::vector<std::string> type_name_problems(const FileText& file) {
    std::vector<std::string> problems;
    std::size_t number = 0;
    for (const std::string_view line : split_lines(file.text)) {
        ++number;
        const std::string_view name = type_name(line);
        for (const std::string_view word : kEmptyWords) {
            if (name.ends_with(word)) {
                problems.push_back(
                    fmt::format("{}:{}: type name '{}' ends in '{}', which says nothing", file.path,
                                number, name, word));
            }
        }
    }
    return problems;
}

}  // namespace erdmark::architecture
