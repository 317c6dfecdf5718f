#include "support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "support/temp_directory.h"

namespace erdmark::test {

namespace {

namespace fs = std::filesystem;

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

FileTree read_tree(const fs::path& folder) {
    FileTree tree;
    if (!fs::exists(folder)) {
        return tree;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            tree.emplace(entry.path().lexically_relative(folder).generic_string(),
                         slurp(entry.path()));
        }
    }
    return tree;
}

std::set<std::string> differing_files(const FileTree& expected, const FileTree& actual) {
    std::set<std::string> names;
    for (const auto& [name, content] : expected) {
        const auto found = actual.find(name);
        if (found == actual.end() || found->second != content) {
            names.insert(name);
        }
    }
    for (const auto& [name, content] : actual) {
        if (!expected.contains(name)) {
            names.insert(name);
        }
    }
    return names;
}

void write_tree(const FileTree& actual, const std::set<std::string>& names,
                const fs::path& folder) {
    for (const std::string& name : names) {
        const auto found = actual.find(name);
        if (found == actual.end()) {
            fs::remove(folder / name);
            continue;
        }
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << found->second;
    }
}

/// The first line in which the two differ, with what was expected there.
std::string first_difference(const std::string& expected, const std::string& actual) {
    const auto [left, right] = std::ranges::mismatch(expected, actual);
    const auto line_around = [](const std::string& text, std::size_t offset) {
        const std::size_t start = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
        return text.substr(start, text.find('\n', offset) - start);
    };
    const auto offset = static_cast<std::size_t>(left - expected.begin());
    return "expected: " + line_around(expected, offset) +
           "\n  actual: " + line_around(actual, offset);
}

std::string content_of(const FileTree& tree, const std::string& name) {
    const auto found = tree.find(name);
    return found == tree.end() ? "" : found->second;
}

}  // namespace

testing::AssertionResult matches_golden(const FileTree& actual, const fs::path& folder) {
    const FileTree expected = read_tree(folder);
    const std::set<std::string> names = differing_files(expected, actual);
    if (names.empty()) {
        return testing::AssertionSuccess();
    }
    testing::AssertionResult result = testing::AssertionFailure();
    const bool update = is_set("UPDATE_GOLDEN");
    if (update && !is_set("CI")) {
        write_tree(actual, names, folder);
        result << "rewritten in " << folder.string() << ":";
    } else {
        result << (update ? "UPDATE_GOLDEN is refused where CI is set; " : "") << "different in "
               << folder.string() << " (UPDATE_GOLDEN=1 rewrites it):";
    }
    for (const std::string& name : names) {
        result << "\n  " << name;
    }
    const std::string& first = *names.begin();
    return result << "\n"
                  << first_difference(content_of(expected, first), content_of(actual, first));
}

}  // namespace erdmark::test
