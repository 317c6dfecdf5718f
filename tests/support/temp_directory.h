#pragma once

#include <filesystem>
#include <string>

namespace erdmark::test {

/// A folder of its own for one test, removed with all its content when the test ends.
class TempDirectory {
public:
    TempDirectory();
    ~TempDirectory();
    TempDirectory(const TempDirectory&) = delete;
    TempDirectory& operator=(const TempDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file, folders above it included, and returns its path.
    std::filesystem::path write(const std::string& name, const std::string& content) const;

private:
    std::filesystem::path path_;
};

/// The bytes of a file, read without erdmark's own reader.
std::string slurp(const std::filesystem::path& path);

}  // namespace erdmark::test
