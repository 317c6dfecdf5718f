#pragma once

#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "dialect/migration_session.h"

namespace erdmark::runner {

/// Does `work` in a transaction of its own.
template <class Work>
std::optional<dialect::Failure> in_transaction(dialect::MigrationSession& session,
                                               const Work& work) {
    if (auto failure = session.begin()) {
        return failure;
    }
    work();
    return session.commit();
}

/// The same, where a failure is an error: of type `Database`.
template <class Work>
void require_transaction(dialect::MigrationSession& session, const Work& work) {
    if (const auto failure = in_transaction(session, work)) {
        throw Error(ErrorKind::Database, fmt::format("{}: {}", session.name(), failure->message));
    }
}

}  // namespace erdmark::runner
