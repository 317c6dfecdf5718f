#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dialect/migration_session.h"

namespace erdmark::dialect::postgres {

// The locks of the server that nothing but programs which know their numbers look at. They belong
// to one database. None of these waits: a wait would hold a snapshot, for which CREATE INDEX
// CONCURRENTLY waits in its turn.

/// The number of the lock of that name.
std::int64_t advisory_key(std::string_view lock);

/// Takes it for the session, at once or not at all.
bool try_advisory_lock(MigrationSession& session, std::string_view lock);

/// Takes it until the transaction ends, at once or not at all.
bool try_advisory_transaction_lock(MigrationSession& session, std::string_view lock);

/// Gives it back; false when the session did not have it.
bool release_advisory_lock(MigrationSession& session, std::string_view lock);

/// Whether the session has it, which is `process` of the server. Throws a `Database` error when
/// another one answers.
bool has_advisory_lock(MigrationSession& session, std::string_view lock,
                       const std::string& process);

/// See `MigrationSession::lock_holder`.
std::string advisory_lock_holder(MigrationSession& session, std::string_view lock);

}  // namespace erdmark::dialect::postgres
