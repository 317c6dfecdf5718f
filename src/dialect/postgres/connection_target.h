#pragma once

#include <string>

#include "dialect/connection.h"
#include "dialect/url.h"

namespace erdmark::dialect::postgres {

struct ConnectionTarget {
    std::string name;        ///< For messages: the URL without its secrets.
    std::string parameters;  ///< libpq's keywords and values. Holds the password: never print it.
};

/// What libpq has to be told for `url`. A password may hold characters that should have been
/// encoded; `ssl=`, as drivers of other languages have it, becomes `sslmode=`. The timeout of
/// `options` is taken when neither the URL nor PGCONNECT_TIMEOUT gives one.
///
/// Throws an `Usage` error that names the parameter which libpq does not know, or says what is
/// wrong with the form.
ConnectionTarget connection_target(const Url& url, const ConnectOptions& options);

}  // namespace erdmark::dialect::postgres
