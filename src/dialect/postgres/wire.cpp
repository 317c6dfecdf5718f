#include "dialect/postgres/wire.h"

#include <array>
#include <cerrno>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include "base/error.h"
#include "dialect/postgres/connection_error.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::chrono::milliseconds kBetweenQuestions{100};

/// For what is to be finished.
const WireOptions& no_wire_options() {
    static const WireOptions none;
    return none;
}

bool is_error_result(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

bool cancel_statement(PGconn* connection) {
    const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(connection),
                                                                    PQfreeCancel);
    std::array<char, 256> complaint{};
    return cancel != nullptr &&
           PQcancel(cancel.get(), complaint.data(), static_cast<int>(complaint.size())) == 1;
}

}  // namespace

void CloseWire::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

void ClearWireResult::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

bool WireAnswer::is_error() const {
    return result == nullptr || is_error_result(result.get());
}

Wire::Wire(const ConnectionTarget& target) : connection_(PQconnectdb(target.parameters.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        throw open_error(target.name, PQerrorMessage(connection_.get()));
    }
    if (const auto problem = version_problem(PQserverVersion(connection_.get()))) {
        throw Error(ErrorKind::Database, fmt::format("{}: {}", target.name, *problem));
    }
    PQsetNoticeProcessor(
        connection_.get(), [](void* /*argument*/, const char* /*message*/) {}, nullptr);
    PQsetnonblocking(connection_.get(), 1);
}

WireAnswer Wire::run(const std::string& sql, const WireOptions& options) {
    settle();
    if (PQsendQuery(connection_.get(), sql.c_str()) != 1) {
        return {};
    }
    return collect(options);
}

std::string Wire::quoted(const std::string& text) const {
    const std::unique_ptr<char, decltype(&PQfreemem)> literal(
        PQescapeLiteral(connection_.get(), text.c_str(), text.size()), PQfreemem);
    if (literal == nullptr) {
        throw Error(ErrorKind::Database, complaint());
    }
    return literal.get();
}

bool Wire::speaks_utf8() const {
    const char* encoding = PQparameterStatus(connection_.get(), "client_encoding");
    return encoding != nullptr && std::string_view(encoding) == "UTF8";
}

void Wire::settle() {
    if (PQtransactionStatus(connection_.get()) == PQTRANS_ACTIVE) {
        cancel_statement(connection_.get());
        // Only a COPY that waits for rows takes it.
        PQputCopyEnd(connection_.get(), "the client has stopped");
        collect(no_wire_options());
    }
}

bool Wire::is_lost() const {
    return PQstatus(connection_.get()) != CONNECTION_OK;
}

bool Wire::is_in_transaction() const {
    const PGTransactionStatusType status = PQtransactionStatus(connection_.get());
    return status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
}

bool Wire::counts_bytes() const {
    const char* encoding = PQparameterStatus(connection_.get(), "server_encoding");
    return encoding != nullptr && std::string_view(encoding) == "SQL_ASCII";
}

int Wire::process() const {
    return PQbackendPID(connection_.get());
}

std::string Wire::complaint() const {
    return PQerrorMessage(connection_.get());
}

WireAnswer Wire::collect(const WireOptions& options) {
    WireAnswer answer;
    was_stopped_ = false;
    asked_ = std::chrono::steady_clock::now();
    for (;;) {
        while (PQisBusy(connection_.get()) == 1 && wait(options)) {
        }
        WireResult result(PQgetResult(connection_.get()));
        if (result == nullptr) {
            answer.was_stopped = was_stopped_;
            return answer;
        }
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COPY_IN) {
            send_rows(options);
        } else if (status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            drop_rows(options);
        } else if (answer.result == nullptr || !is_error_result(answer.result.get())) {
            answer.done += is_error_result(result.get()) ? 0 : 1;
            answer.result = std::move(result);
        }
    }
}

/// Waits a moment for the server and takes what it sent; false when the connection is gone.
bool Wire::wait(const WireOptions& options) {
    const bool has_more = PQflush(connection_.get()) == 1;
    pollfd socket{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0};
    socket.events = static_cast<short>(has_more ? POLLIN | POLLOUT : POLLIN);
    if (socket.fd < 0) {
        return false;
    }
    const int ready = poll(&socket, 1, static_cast<int>(kBetweenQuestions.count()));
    if (ready < 0 && errno != EINTR) {
        return false;
    }
    consider_stopping(options);
    return ready <= 0 || PQconsumeInput(connection_.get()) == 1;
}

/// A request to stop that comes before the server has begun is lost, so it is repeated.
void Wire::consider_stopping(const WireOptions& options) {
    constexpr std::chrono::seconds kBetweenRequests{1};
    const auto now = std::chrono::steady_clock::now();
    const auto pause =
        was_stopped_ ? std::chrono::milliseconds(kBetweenRequests) : kBetweenQuestions;
    if (!options.go_on || now - asked_ < pause) {
        return;
    }
    asked_ = now;
    if (was_stopped_ || !options.go_on()) {
        was_stopped_ |= cancel_statement(connection_.get());
    }
}

bool Wire::send_all(const WireOptions& options) {
    int left = PQflush(connection_.get());
    while (left == 1 && wait(options)) {
        left = PQflush(connection_.get());
    }
    return left == 0;
}

void Wire::send_rows(const WireOptions& options) {
    constexpr std::size_t kBlock = 65536;
    std::string_view rows = options.rows;
    bool goes_on = true;
    while (!rows.empty() && goes_on) {
        const std::string_view block = rows.substr(0, kBlock);
        const int put =
            PQputCopyData(connection_.get(), block.data(), static_cast<int>(block.size()));
        rows.remove_prefix(put == 1 ? block.size() : 0);
        goes_on = put >= 0 && send_all(options);
    }
    int ended = 0;
    while (goes_on && ended == 0) {
        ended = PQputCopyEnd(connection_.get(), nullptr);
        goes_on = send_all(options);
    }
    // libpq would ask for the rows again and again.
    if (ended != 1 && !is_lost()) {
        connection_.reset();
    }
}

void Wire::drop_rows(const WireOptions& options) {
    for (;;) {
        char* row = nullptr;
        const int size = PQgetCopyData(connection_.get(), &row, 1);
        PQfreemem(row);
        if (size < 0 || (size == 0 && !wait(options))) {
            return;
        }
    }
}

}  // namespace erdmark::dialect::postgres
