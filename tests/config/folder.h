#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"
#include "config/config.h"
#include "support/temp_directory.h"

namespace erdmark::config::test {

/// A temporary folder that is the current folder while this lives.
class CurrentFolder {
public:
    CurrentFolder() : before_(std::filesystem::current_path()) {
        std::filesystem::current_path(folder_.path());
    }
    ~CurrentFolder() { std::filesystem::current_path(before_); }
    CurrentFolder(const CurrentFolder&) = delete;
    CurrentFolder& operator=(const CurrentFolder&) = delete;

    const std::filesystem::path& path() const { return folder_.path(); }
    void write(const std::string& name, const std::string& text) const {
        folder_.write(name, text);
    }

    void enter(const std::string& name) const {
        std::filesystem::create_directories(path() / name);
        std::filesystem::current_path(path() / name);
    }

private:
    std::filesystem::path before_;
    erdmark::test::TempDirectory folder_;
};

/// What `erdmark.toml` with this text says.
inline Config config_of(const std::string& text) {
    const CurrentFolder folder;
    folder.write("erdmark.toml", text);
    return read_config("erdmark.toml");
}

/// The message that refuses `erdmark.toml` with this text.
inline std::string message_for(const std::string& text) {
    try {
        config_of(text);
    } catch (const Error& error) {
        return error.kind() == ErrorKind::Config ? error.what()
                                                 : std::string("of another kind: ") + error.what();
    }
    return "no error";
}

struct WrongFile {
    std::string name;
    std::string text;
    std::string message;
};

}  // namespace erdmark::config::test
