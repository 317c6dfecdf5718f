#include "architecture/file_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "base/text.h"
#include "support/temp_directory.h"

namespace erdmark::architecture {
namespace {

namespace fs = std::filesystem;

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string output;
    std::array<char, 4096> buffer{};
    while (pipe) {
        const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
        if (count == 0) {
            break;
        }
        output.append(buffer.data(), count);
    }
    return output;
}

}  // namespace

std::vector<FileText> read_sources(const fs::path& folder) {
    std::vector<FileText> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        const std::string suffix = entry.path().extension().string();
        if (entry.is_regular_file() && (suffix == ".h" || suffix == ".cpp")) {
            files.push_back({entry.path().lexically_relative(folder).generic_string(),
                             test::slurp(entry.path())});
        }
    }
    std::ranges::sort(files, {}, &FileText::path);
    return files;
}

std::vector<FileText> read_repository(const fs::path& root) {
    // git refuses a repository of another owner, which a checkout in a container often is.
    const std::string names = output_of("git -c safe.directory='*' -C '" + root.string() +
                                        "' ls-files -z --cached --others --exclude-standard");
    std::vector<FileText> files;
    for (const std::string_view name : split(names, '\0')) {
        if (!name.empty() && fs::is_regular_file(root / name)) {
            files.push_back({std::string(name), test::slurp(root / name)});
        }
    }
    if (files.empty()) {
        throw std::runtime_error("git lists no file in " + root.string());
    }
    return files;
}

}  // namespace erdmark::architecture
