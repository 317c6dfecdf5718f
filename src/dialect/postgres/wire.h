#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "dialect/postgres/connection_target.h"

struct pg_conn;
struct pg_result;

namespace erdmark::dialect::postgres {

struct CloseWire {
    void operator()(pg_conn* connection) const noexcept;
};
struct ClearWireResult {
    void operator()(pg_result* result) const noexcept;
};
using WireResult = std::unique_ptr<pg_result, ClearWireResult>;

/// What goes with a statement.
struct WireOptions {
    std::string_view rows;  ///< What a `COPY … FROM stdin` gets.
    /// Asked about ten times a second; false stops the statement. May be empty.
    std::function<bool()> go_on;
};

/// What the server answered.
struct WireAnswer {
    /// The first error, or else the last result; a null pointer when nothing came.
    WireResult result;
    std::size_t done = 0;      ///< How many statements were.
    bool was_stopped = false;  ///< The server was told to stop, which does not say that it did.

    bool is_error() const;
};

/// A connection of libpq that can be asked to stop while the server works. What libpq says of a
/// failure is for `Failure` and the errors of connection_error.h to tell.
class Wire {
public:
    /// Throws as `connect` does.
    explicit Wire(const ConnectionTarget& target);

    /// Sends one statement or several, and waits until all of it is answered. Rows are read to the
    /// end, those of `COPY … TO stdout` are thrown away.
    WireAnswer run(const std::string& sql, const WireOptions& options);

    /// A text as SQL, whatever is in it. Only where it `speaks_utf8`.
    std::string quoted(const std::string& text) const;

    /// Whether texts of erdmark, which are UTF-8, go over it as they are.
    bool speaks_utf8() const;

    /// Ends what still runs, as an exception may have left it.
    void settle();

    bool is_lost() const;
    bool is_in_transaction() const;
    /// Whether positions in a statement count bytes, not characters.
    bool counts_bytes() const;
    /// The number of the server's process, as the server or a pooler told it.
    int process() const;
    /// What libpq says of the last failure that has no result.
    std::string complaint() const;

private:
    WireAnswer collect(const WireOptions& options);
    bool wait(const WireOptions& options);
    void consider_stopping(const WireOptions& options);
    bool send_all(const WireOptions& options);
    void send_rows(const WireOptions& options);
    void drop_rows(const WireOptions& options);

    std::unique_ptr<pg_conn, CloseWire> connection_;
    std::chrono::steady_clock::time_point asked_;
    bool was_stopped_ = false;
};

}  // namespace erdmark::dialect::postgres
