#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <thread>

namespace erdmark::test {

/// A port of this machine for clients that speak TCP. `relay_to` hands every client on to a socket
/// file, as long as this lives; `answer` sends each the same bytes; without either nobody is ever
/// answered.
class TcpPort {
public:
    explicit TcpPort(const char* address = "127.0.0.1");
    ~TcpPort();
    TcpPort(const TcpPort&) = delete;
    TcpPort& operator=(const TcpPort&) = delete;

    int number() const { return number_; }

    /// `change` may alter, in place, what the server sends.
    void relay_to(const std::string& socket_file,
                  const std::function<void(std::span<char>)>& change = {});
    void answer(std::string bytes);

private:
    template <typename Serve>
    void serve(Serve serve_client);

    int listener_ = -1;
    int number_ = 0;
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

}  // namespace erdmark::test
