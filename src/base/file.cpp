#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"

namespace erdmark {

namespace {

namespace fs = std::filesystem;

std::string system_reason(int code) {
    std::string reason = std::strerror(code);
    if (!reason.empty()) {
        reason[0] = to_lower(reason.substr(0, 1))[0];
    }
    return reason;
}

/// The name of what is read, as messages show it.
std::string shown_name(const fs::path& path) {
    return path == "-" ? "<stdin>" : path.generic_string();
}

[[noreturn]] void fail(const std::string& place, std::string_view reason) {
    throw Error(ErrorKind::Input, fmt::format("{}: {}", place, reason));
}

[[noreturn]] void fail_to_read(const fs::path& path, int code) {
    fail(shown_name(path), "cannot be read: " + system_reason(code));
}

[[noreturn]] void fail_to_write(const fs::path& path, int code) {
    fail(path.generic_string(), "cannot be written: " + system_reason(code));
}

/// An open file, closed at the end of its scope unless it is standard input.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ > STDIN_FILENO) {
            close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }

private:
    int number_;
};

int open_for_reading(const fs::path& path) {
    if (path == "-") {
        return STDIN_FILENO;
    }
    const int number = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) {
        fail_to_read(path, errno);
    }
    return number;
}

/// All bytes up to the end; `size` is how many there probably are.
std::string read_to_end(int descriptor, std::size_t size, const fs::path& path) {
    constexpr std::size_t kBlock = 65536;
    std::string content(size + 1, '\0');
    std::size_t used = 0;
    while (true) {
        const ssize_t got = read(descriptor, content.data() + used, content.size() - used);
        if (got == 0) {
            content.resize(used);
            return content;
        }
        if (got > 0) {
            used += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            fail_to_read(path, errno);
        }
        if (used == content.size()) {
            content.resize(2 * used + kBlock);
        }
    }
}

/// Where a file's new content is collected: a file beside it, removed unless it became the file.
class TemporaryFile {
public:
    /// `shown` is the name that messages give to `goal`.
    TemporaryFile(fs::path goal, fs::path shown)
        : goal_(std::move(goal)), shown_(std::move(shown)), path_(name_beside(goal_)) {
        descriptor_ = mkostemp(path_.data(), O_CLOEXEC);
        if (descriptor_ < 0) {
            fail_to_write(shown_, errno);
        }
    }
    ~TemporaryFile() {
        close(descriptor_);
        if (!renamed_) {
            unlink(path_.c_str());
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    void write(std::string_view content, mode_t mode) const {
        while (!content.empty()) {
            const ssize_t written = ::write(descriptor_, content.data(), content.size());
            if (written >= 0) {
                content.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                fail_to_write(shown_, errno);
            }
        }
        if (fchmod(descriptor_, mode) != 0 || fsync(descriptor_) != 0) {
            fail_to_write(shown_, errno);
        }
    }

    void replace_goal() {
        if (rename(path_.c_str(), goal_.c_str()) != 0) {
            fail_to_write(shown_, errno);
        }
        renamed_ = true;
    }

private:
    static std::string name_beside(const fs::path& goal) {
        // A name may have 255 bytes; a long one leaves no room for what is put around it.
        constexpr std::size_t kLongest = 200;
        std::string name = goal.filename().string().substr(0, kLongest);
        // Some file systems refuse names that are not UTF-8, as half a character is.
        name.resize(first_invalid_utf8(name).value_or(name.size()));
        return (goal.parent_path() / fmt::format(".{}.erdmark-XXXXXX", name)).string();
    }

    fs::path goal_;
    fs::path shown_;
    std::string path_;
    int descriptor_ = -1;
    bool renamed_ = false;
};

mode_t default_mode() {
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/// The file that `path` means in the end, which need not exist.
fs::path follow_links(const fs::path& path) {
    constexpr int kMostLinks = 40;
    fs::path goal = path;
    for (int link = 0; link <= kMostLinks; ++link) {
        std::error_code is_no_link;
        const fs::path next = fs::read_symlink(goal, is_no_link);
        if (is_no_link) {
            return goal;
        }
        goal = goal.parent_path() / next;
    }
    fail_to_write(path, ELOOP);
}

/// The mode that the new content of `goal` gets.
mode_t mode_for(const fs::path& goal, const fs::path& shown) {
    struct stat status {};
    if (stat(goal.c_str(), &status) != 0) {
        return default_mode();
    }
    if (S_ISDIR(status.st_mode)) {
        fail(shown.generic_string(), "is a folder, expected a file");
    }
    if (!S_ISREG(status.st_mode)) {
        fail(shown.generic_string(), "is a device or a pipe, expected a file");
    }
    return status.st_mode & 07777;
}

/// Makes the new name survive a power cut; a file system that cannot do it is no reason to fail.
void sync_folder(const fs::path& folder) {
    const Descriptor descriptor(
        open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() >= 0) {
        fsync(descriptor.number());
    }
}

void refuse_binary(const fs::path& path, std::string_view text) {
    const auto place = [&](std::size_t offset) {
        return format_position(shown_name(path), position_at(text, offset));
    };
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        fail(place(nul), "binary data (a NUL byte) where text was expected");
    }
    if (const std::optional<std::size_t> bad = first_invalid_utf8(text)) {
        fail(place(*bad), fmt::format("not valid UTF-8 (byte 0x{:02X}); save the file as UTF-8",
                                      static_cast<unsigned char>(text[*bad])));
    }
}

}  // namespace

std::string read_file(const fs::path& path) {
    const Descriptor descriptor(open_for_reading(path));
    struct stat status {};
    if (fstat(descriptor.number(), &status) != 0) {
        fail_to_read(path, errno);
    }
    if (S_ISDIR(status.st_mode)) {
        fail(shown_name(path), "is a folder, expected a file");
    }
    return read_to_end(descriptor.number(), static_cast<std::size_t>(status.st_size), path);
}

std::string read_text_file(const fs::path& path) {
    const std::string content = read_file(path);
    const std::string_view text = without_byte_order_mark(content);
    refuse_binary(path, text);
    return std::string(text);
}

void write_file_atomically(const fs::path& path, const std::string& content) {
    const fs::path goal = follow_links(path);
    const mode_t mode = mode_for(goal, path);
    TemporaryFile temporary(goal, path);
    temporary.write(content, mode);
    temporary.replace_goal();
    sync_folder(goal.parent_path());
}

}  // namespace erdmark
