#include "base/file.h"

#include <array>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "support/ordinary_user.h"
#include "support/temp_directory.h"

namespace erdmark {
namespace {

namespace fs = std::filesystem;
using test::slurp;
using test::TempDirectory;

/// The message of the `Input` error that `action` throws.
template <typename Action>
std::string message_of(const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

/// Standard input from elsewhere, as long as this lives.
class StandardInput {
public:
    explicit StandardInput(const fs::path& file) : StandardInput(open(file.c_str(), O_RDONLY)) {}
    explicit StandardInput(int descriptor) : saved_(dup(STDIN_FILENO)) {
        dup2(descriptor, STDIN_FILENO);
        close(descriptor);
    }
    ~StandardInput() {
        dup2(saved_, STDIN_FILENO);
        close(saved_);
    }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

private:
    int saved_;
};

/// Lets no file grow beyond a size, as long as this lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &saved_);
        const rlimit limited{.rlim_cur = bytes, .rlim_max = saved_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &saved_);
        signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    void (*handler_)(int);
    rlimit saved_{};
};

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

mode_t mode_of(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
}

TEST(ReadFile, GivesTheBytesAsTheyAre) {
    const TempDirectory folder;
    const std::string bytes("a\0\r\n\xFF", 5);
    const std::string many(200'000, 'x');

    EXPECT_EQ(read_file(folder.write("bytes", bytes)), bytes);
    EXPECT_EQ(read_file(folder.write("empty", "")), "");
    EXPECT_EQ(read_file(folder.write("many", many)), many);
}

TEST(ReadFile, ReadsPipesToTheirEnd) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    ASSERT_EQ(write(ends[1], "abc", 3), 3);
    close(ends[1]);
    const StandardInput input(ends[0]);

    EXPECT_EQ(read_file("-"), "abc");
}

TEST(ReadFile, ReadsStandardInputForADash) {
    const TempDirectory folder;
    const StandardInput input(folder.write("input", "CREATE TABLE t (id);"));

    EXPECT_EQ(read_file("-"), "CREATE TABLE t (id);");
    EXPECT_EQ(read_file("-"), "");
}

TEST(ReadFile, SaysWhyItCannot) {
    const TempDirectory folder;
    const fs::path file = folder.write("file", "");
    const fs::path loop = folder.path() / "loop";
    fs::create_symlink(loop, loop);

    EXPECT_EQ(message_of([] { read_file("migrations/001.sql"); }),
              "migrations/001.sql: cannot be read: no such file or directory");
    EXPECT_EQ(message_of([] { read_file(""); }), ": cannot be read: no such file or directory");
    EXPECT_EQ(message_of([&] { read_file(file / "x"); }),
              fmt::format("{}/x: cannot be read: not a directory", file.string()));
    EXPECT_EQ(message_of([&] { read_file(loop); }),
              fmt::format("{}: cannot be read: too many levels of symbolic links", loop.string()));
    EXPECT_EQ(message_of([&] { read_file(folder.path()); }),
              fmt::format("{}: is a folder, expected a file", folder.path().string()));
}

TEST(ReadFile, CallsStandardInputByItsName) {
    const TempDirectory folder;
    const StandardInput input(folder.path());

    EXPECT_EQ(message_of([] { read_file("-"); }), "<stdin>: is a folder, expected a file");
}

TEST(ReadTextFile, TakesOffTheByteOrderMark) {
    const TempDirectory folder;

    EXPECT_EQ(read_text_file(folder.write("a", "\xEF\xBB\xBFgröße\r\n")), "größe\r\n");
    EXPECT_EQ(read_text_file(folder.write("b", "")), "");
}

TEST(ReadTextFile, RefusesWhatIsNoText) {
    const TempDirectory folder;
    const std::string file = (folder.path() / "x").string();
    const auto message_for = [&](const std::string& content) {
        folder.write("x", content);
        return message_of([&] { read_text_file(file); });
    };

    EXPECT_EQ(message_for(std::string("ab\nc\0d", 6)),
              file + ":2:2: binary data (a NUL byte) where text was expected");
    EXPECT_EQ(message_for("ab\n\n  größe\xFF"),
              file + ":3:8: not valid UTF-8 (byte 0xFF); save the file as UTF-8");
    EXPECT_EQ(message_for("\xEF\xBB\xBF\xE4"),
              file + ":1:1: not valid UTF-8 (byte 0xE4); save the file as UTF-8");
    // UTF-16 has both; the NUL bytes tell more.
    EXPECT_EQ(message_for(std::string("\xFF\xFE"
                                      "a\0",
                                      4)),
              file + ":1:4: binary data (a NUL byte) where text was expected");
}

TEST(ReadTextFile, CallsStandardInputByItsName) {
    const TempDirectory folder;
    const StandardInput input(folder.write("input", "\xFF"));

    EXPECT_EQ(message_of([] { read_text_file("-"); }),
              "<stdin>:1:1: not valid UTF-8 (byte 0xFF); save the file as UTF-8");
}

TEST(WriteFileAtomically, MakesAndReplacesFilesAndLeavesNothingElse) {
    const TempDirectory folder;
    const fs::path file = folder.path() / "page.md";
    const std::string bytes("\0\r\n\xFF", 4);

    write_file_atomically(file, bytes);
    EXPECT_EQ(slurp(file), bytes);
    write_file_atomically(file, "");
    EXPECT_EQ(slurp(file), "");

    EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("page.md"));
}

TEST(WriteFileAtomically, NeverWritesIntoTheOldFile) {
    const TempDirectory folder;
    const fs::path file = folder.write("page.md", "old");
    fs::create_hard_link(file, folder.path() / "other name");

    write_file_atomically(file, "new");

    EXPECT_EQ(slurp(file), "new");
    EXPECT_EQ(slurp(folder.path() / "other name"), "old");
}

TEST(WriteFileAtomically, KeepsTheModeOfAFile) {
    const TempDirectory folder;
    const fs::path file = folder.write("page.md", "old");
    chmod(file.c_str(), 0640);

    write_file_atomically(file, "new");

    EXPECT_EQ(mode_of(file), 0640);
}

TEST(WriteFileAtomically, GivesNewFilesTheUsualMode) {
    const TempDirectory folder;
    const mode_t saved = umask(027);

    write_file_atomically(folder.path() / "page.md", "new");

    EXPECT_EQ(umask(saved), 027);
    EXPECT_EQ(mode_of(folder.path() / "page.md"), 0640);
}

TEST(WriteFileAtomically, WritesThroughLinks) {
    const TempDirectory folder;
    const fs::path target = folder.write("real/page.md", "old");
    const fs::path relative = folder.path() / "relative.md";
    const fs::path absolute = folder.path() / "absolute.md";
    fs::create_symlink("real/page.md", relative);
    fs::create_symlink(relative, absolute);

    write_file_atomically(absolute, "new");

    EXPECT_TRUE(fs::is_symlink(absolute));
    EXPECT_TRUE(fs::is_symlink(relative));
    EXPECT_FALSE(fs::is_symlink(target));
    EXPECT_EQ(slurp(target), "new");
}

TEST(WriteFileAtomically, MakesTheFileThatALinkWaitsFor) {
    const TempDirectory folder;
    const fs::path link = folder.path() / "link.md";
    fs::create_symlink("page.md", link);

    write_file_atomically(link, "new");

    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(slurp(folder.path() / "page.md"), "new");
}

TEST(WriteFileAtomically, TakesTheLongestNames) {
    const TempDirectory folder;
    std::string name;
    while (name.size() + 2 <= 255) {
        name += "é";
    }

    write_file_atomically(folder.path() / name, "new");

    EXPECT_EQ(slurp(folder.path() / name), "new");
}

TEST(WriteFileAtomically, TakesLongNamesThatAreNotUtf8) {
    const TempDirectory folder;
    const std::string name = "a" + std::string(254, '\xE4');

    write_file_atomically(folder.path() / name, "new");

    EXPECT_EQ(slurp(folder.path() / name), "new");
    EXPECT_THAT(names_in(folder.path()), testing::ElementsAre(name));
}

TEST(WriteFileAtomically, KeepsTheOldFileWhenTheDiskIsFull) {
    const TempDirectory folder;
    const fs::path file = folder.write("page.md", "old");
    std::string message;
    {
        const FileSizeLimit limit(100);
        message = message_of([&] { write_file_atomically(file, std::string(1'000, 'x')); });
    }

    EXPECT_EQ(message, fmt::format("{}: cannot be written: file too large", file.string()));
    EXPECT_EQ(slurp(file), "old");
    EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("page.md"));
}

TEST(WriteFileAtomically, SaysWhyItCannotAndLeavesNothing) {
    const TempDirectory folder;
    const std::string base = folder.path().string();
    mkfifo((folder.path() / "pipe").c_str(), 0600);
    fs::create_directory(folder.path() / "folder");
    fs::create_symlink("loop", folder.path() / "loop");
    const auto message_for = [&](const std::string& name) {
        return message_of([&] { write_file_atomically(folder.path() / name, "new"); });
    };

    EXPECT_EQ(message_for("none/page.md"),
              base + "/none/page.md: cannot be written: no such file or directory");
    EXPECT_EQ(message_for("folder"), base + "/folder: is a folder, expected a file");
    EXPECT_EQ(message_for("pipe"), base + "/pipe: is a device or a pipe, expected a file");
    EXPECT_EQ(message_for("loop"),
              base + "/loop: cannot be written: too many levels of symbolic links");
    EXPECT_EQ(message_for(std::string(300, 'x')),
              base + "/" + std::string(300, 'x') + ": cannot be written: file name too long");
    EXPECT_THAT(names_in(folder.path()), testing::UnorderedElementsAre("folder", "loop", "pipe"));
}

TEST(Files, ThatMayNotBeTouchedAreRefusedWithTheReason) {
    const TempDirectory folder;
    const fs::path file = folder.write("secret.sql", "x");
    fs::permissions(file, fs::perms::none);
    const test::OrdinaryUser user;

    EXPECT_EQ(message_of([&] { read_file(file); }),
              file.string() + ": cannot be read: permission denied");
    EXPECT_EQ(message_of([&] { write_file_atomically(file, "y"); }),
              file.string() + ": cannot be written: permission denied");
}

}  // namespace
}  // namespace erdmark
