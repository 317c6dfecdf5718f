#include "dialect/sqlite/database_file.h"

#include <cerrno>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

namespace fs = std::filesystem;

/// https://www.sqlite.org/fileformat2.html, section 1.3.
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kReadVersion = 19;
constexpr char kWriteAheadLog = 2;

[[noreturn]] void fail(const std::string& name, std::string_view problem) {
    throw Error(ErrorKind::Input, fmt::format("{}: {}", name, problem));
}

[[noreturn]] void fail_to_read(const std::string& name, int code) {
    if (code == ENOENT || code == ENOTDIR) {
        fail(name, "no such database file");
    }
    fail(name, fmt::format("cannot be read: {}", to_lower(std::strerror(code))));
}

/// An open file, closed at the end of its scope.
class OpenFile {
public:
    explicit OpenFile(const fs::path& path) : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (number_ >= 0) {
            close(number_);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int number() const { return number_; }

private:
    int number_;
};

/// The first bytes of a database file; fewer, or none, of a file that is shorter.
std::string read_header(const fs::path& path, const std::string& name) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) {
        fail_to_read(name, errno);
    }
    if (S_ISDIR(status.st_mode)) {
        fail(name, "is a folder, expected a SQLite database file");
    }
    if (!S_ISREG(status.st_mode)) {
        fail(name, "is no regular file, expected a SQLite database file");
    }
    const OpenFile file(path);
    std::string header(kHeaderSize, '\0');
    const ssize_t size = file.number() < 0 ? -1 : read(file.number(), header.data(), header.size());
    if (size < 0) {
        fail_to_read(name, errno);
    }
    header.resize(static_cast<std::size_t>(size));
    return header;
}

/// As `read_header`, but of a database only, or of an empty file.
std::string read_database_header(const fs::path& path, const std::string& name) {
    std::string header = read_header(path, name);
    if (!header.empty() && !header.starts_with(kMagic)) {
        fail(name, "is not a SQLite database");
    }
    return header;
}

/// Everything but plain characters as `%41`, so that SQLite takes nothing in a path for a
/// parameter.
std::string percent_encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

/// A URI without parameters.
std::string uri_of(const fs::path& path) {
    const std::string file = percent_encode(path.native());
    return fmt::format("file:{}{}", file.starts_with('/') ? "//" : "", file);
}

/// Whether the file is in the mode of a write-ahead log and has none: nobody has it open, and it is
/// complete by itself. Opened as usual it would get an empty log, which stays behind when the
/// folder can be written, and cannot be opened at all when it cannot
/// (https://www.sqlite.org/wal.html, section 5).
bool is_alone(const fs::path& path, std::string_view header) {
    if (header.size() <= kReadVersion || header[kReadVersion] != kWriteAheadLog) {
        return false;
    }
    std::error_code no_log;
    const std::uintmax_t size = fs::file_size(path.native() + "-wal", no_log);
    std::error_code ignored;
    return no_log || (size == 0 && !fs::exists(path.native() + "-shm", ignored));
}

}  // namespace

fs::path database_path(const Url& url, const fs::path& base_folder) {
    std::string_view rest = url.rest();
    rest = rest.substr(0, rest.find('?'));
    const bool has_user = url.redacted() != url.scheme() + ":" + url.rest();
    if (has_user) {
        fail(url.redacted(),
             "names a user or a secret, which a SQLite file has none of; write sqlite:FILE");
    }
    if (rest.starts_with("//")) {
        rest.remove_prefix(rest.starts_with("///") ? 3 : 2);
    }
    if (rest.empty() || rest == ":memory:") {
        fail(url.redacted(), "names no file, and a database in memory is empty; write sqlite:FILE");
    }
    return base_folder / percent_decode(rest);
}

bool exists(const Url& url, const fs::path& base_folder) {
    std::error_code ignored;
    return fs::exists(database_path(url, base_folder), ignored);
}

std::string read_only_uri(const fs::path& path, const std::string& name) {
    const std::string header = read_database_header(path, name);
    return fmt::format("{}?mode=ro{}", uri_of(path), is_alone(path, header) ? "&immutable=1" : "");
}

std::string writable_uri(const fs::path& path, const std::string& name) {
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
        read_database_header(path, name);
    } else if (path.has_parent_path() && !fs::is_directory(path.parent_path(), ignored)) {
        fail(path.parent_path().generic_string(), "no such folder");
    }
    return uri_of(path) + "?mode=rwc";
}

}  // namespace erdmark::dialect::sqlite
