#include "dialect/postgres/tcp_relay.h"

#include <array>
#include <cstring>
#include <stdexcept>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace erdmark::test {

namespace {

struct Address {
    sockaddr_storage bytes{};
    socklen_t size = 0;
};

Address address_of(const std::string& host) {
    Address address;
    if (host.find(':') != std::string::npos) {
        auto* six = reinterpret_cast<sockaddr_in6*>(&address.bytes);
        six->sin6_family = AF_INET6;
        inet_pton(AF_INET6, host.c_str(), &six->sin6_addr);
        address.size = sizeof(sockaddr_in6);
    } else {
        auto* four = reinterpret_cast<sockaddr_in*>(&address.bytes);
        four->sin_family = AF_INET;
        inet_pton(AF_INET, host.c_str(), &four->sin_addr);
        address.size = sizeof(sockaddr_in);
    }
    return address;
}

int connect_to_file(const std::string& path) {
    const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
    if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        close(server);
        return -1;
    }
    return server;
}

using Change = std::function<void(std::span<char>)>;

bool pass_on(int from, int to, const Change& change = {}) {
    std::array<char, 8192> block{};
    const ssize_t size = read(from, block.data(), block.size());
    if (size > 0 && change) {
        change(std::span(block).first(static_cast<std::size_t>(size)));
    }
    return size > 0 && send(to, block.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
}

/// Until one of them ends.
void relay(int client, int server, const std::atomic<bool>& ending, const Change& change) {
    std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    for (bool open = server >= 0; open && !ending;) {
        poll(ends.data(), ends.size(), 20);
        open = (ends[0].revents == 0 || pass_on(client, server)) &&
               (ends[1].revents == 0 || pass_on(server, client, change));
    }
    close(server);
}

}  // namespace

TcpPort::TcpPort(const char* address) {
    Address bound = address_of(address);
    listener_ = socket(bound.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto* plain = reinterpret_cast<sockaddr*>(&bound.bytes);
    if (bind(listener_, plain, bound.size) != 0 || listen(listener_, 8) != 0 ||
        getsockname(listener_, plain, &bound.size) != 0) {
        throw std::runtime_error(std::string("cannot listen on ") + address);
    }
    // The port is at the same place in both kinds of address.
    number_ = ntohs(reinterpret_cast<sockaddr_in*>(&bound.bytes)->sin_port);
}

TcpPort::~TcpPort() {
    ending_ = true;
    if (thread_.joinable()) {
        thread_.join();
    }
    close(listener_);
}

void TcpPort::relay_to(const std::string& socket_file,
                       const std::function<void(std::span<char>)>& change) {
    serve([this, socket_file, change](int client) {
        relay(client, connect_to_file(socket_file), ending_, change);
    });
}

void TcpPort::answer(std::string bytes) {
    serve([bytes = std::move(bytes)](int client) {
        std::array<char, 512> request{};
        if (read(client, request.data(), request.size()) > 0) {
            send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        }
    });
}

template <typename Serve>
void TcpPort::serve(Serve serve_client) {
    thread_ = std::thread([this, serve_client] {
        while (!ending_) {
            pollfd waiting{listener_, POLLIN, 0};
            if (poll(&waiting, 1, 20) > 0) {
                const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
                serve_client(client);
                close(client);
            }
        }
    });
}

}  // namespace erdmark::test
