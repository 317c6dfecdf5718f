#include "dialect/postgres/statement_failure.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/text.h"
#include "dialect/postgres/condition.h"

namespace erdmark::dialect::postgres {

namespace {

std::string_view error_field(const WireAnswer& answer, int code) {
    const char* text = PQresultErrorField(answer.result.get(), code);
    return text == nullptr ? "" : text;
}

std::string_view first_line(std::string_view text) {
    const std::vector<std::string_view> lines = split_lines(text);
    return lines.empty() ? "" : lines.front();
}

/// A statement may fail with a code of class 08 while the connection stands, as it does when the
/// server reaches for another one.
FailureKind kind_of(const Wire& wire, const WireAnswer& answer) {
    const std::string code = condition_of(answer);
    if (wire.is_lost()) {
        return FailureKind::Lost;
    }
    if (code == condition::kLockNotAvailable || code == condition::kDeadlockDetected ||
        code == condition::kSerializationFailure) {
        return FailureKind::Lock;
    }
    if (code == condition::kQueryCanceled) {
        return answer.was_stopped ? FailureKind::Stopped : FailureKind::TimedOut;
    }
    return FailureKind::Refused;
}

/// An error that libpq found by itself has no fields.
std::string message_of(const Wire& wire, const WireAnswer& answer) {
    const std::string_view words = error_field(answer, PG_DIAG_MESSAGE_PRIMARY);
    if (!words.empty()) {
        return single_line(words);
    }
    const std::string own =
        answer.result == nullptr ? wire.complaint() : PQresultErrorMessage(answer.result.get());
    return single_line(first_line(own));
}

std::vector<std::string> advice_of(const WireAnswer& answer) {
    std::vector<std::string> advice;
    const auto add = [&](std::string_view label, std::string_view text) {
        if (!text.empty()) {
            advice.push_back(fmt::format("{}: {}", label, single_line(text)));
        }
    };
    add("detail", error_field(answer, PG_DIAG_MESSAGE_DETAIL));
    add("hint", error_field(answer, PG_DIAG_MESSAGE_HINT));
    add("where", first_line(error_field(answer, PG_DIAG_CONTEXT)));
    return advice;
}

std::optional<std::size_t> position_of(const WireAnswer& answer) {
    const std::string_view digits = error_field(answer, PG_DIAG_STATEMENT_POSITION);
    std::size_t position = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), position);
    return read.ec == std::errc() && position > 0 ? std::optional(position) : std::nullopt;
}

}  // namespace

std::string single_line(std::string_view text) {
    return terminal_safe(collapse_whitespace(to_valid_utf8(text)));
}

std::size_t offset_of_character(std::string_view text, std::size_t position) {
    std::size_t offset = 0;
    for (std::size_t character = 1; character < position && offset < text.size(); ++character) {
        offset += decode_utf8(text, offset).length;
    }
    return offset;
}

std::string condition_of(const WireAnswer& answer) {
    return std::string(error_field(answer, PG_DIAG_SQLSTATE));
}

Failure failure_of(const Wire& wire, const WireAnswer& answer, std::string_view text) {
    Failure failure{.kind = kind_of(wire, answer),
                    .message = message_of(wire, answer),
                    .advice = advice_of(answer)};
    if (const std::optional<std::size_t> position = position_of(answer)) {
        failure.offset = wire.counts_bytes() ? std::min(*position - 1, text.size())
                                             : offset_of_character(text, *position);
    }
    return failure;
}

}  // namespace erdmark::dialect::postgres
