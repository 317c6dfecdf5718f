#pragma once

#include <memory>

#include "dialect/connection.h"
#include "dialect/url.h"

namespace erdmark::dialect::postgres {

/// Opens a PostgreSQL database of release 12 or later as libpq does, PG… variables, password and
/// service files included, and begins the one transaction (repeatable read, read only) in which
/// everything is read. Times come as UTC in ISO form, text as UTF-8.
///
/// Throws `Usage` for a URL that libpq does not understand and `Database` for everything that the
/// server or the way to it refuses; each message says what to do, and none shows a password.
std::unique_ptr<Connection> connect(const Url& url, const ConnectOptions& options);

}  // namespace erdmark::dialect::postgres
