#include "runner/holder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace erdmark::runner {
namespace {

/// The token of a process that has ended.
std::string token_of_a_past_process() {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        const std::string token = own_token();
        _exit(write(ends[1], token.data(), token.size()) < 0 ? 1 : 0);
    }
    close(ends[1]);
    std::string token(1024, '\0');
    const ssize_t size = read(ends[0], token.data(), token.size());
    token.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return token;
}

TEST(HolderTokens, TellProcessesThatEndedFromOthers) {
    EXPECT_FALSE(is_gone(own_token()));
    EXPECT_TRUE(is_gone(token_of_a_past_process()));
}

TEST(HolderTokens, OfOtherMachinesMayLive) {
    EXPECT_FALSE(is_gone("elsewhere|pid:[1]|1|1|00000000"));
    EXPECT_FALSE(is_gone(""));
    EXPECT_FALSE(is_gone("nonsense"));
}

TEST(HolderTokens, AreDifferentEachTime) {
    EXPECT_NE(own_token(), own_token());
}

}  // namespace
}  // namespace erdmark::runner
