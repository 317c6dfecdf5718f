#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "dialect/dialect.h"
#include "runner/progress.h"
#include "runner/steps.h"
#include "sql/script.h"

namespace erdmark::runner {

/// Why a script cannot go on where an earlier run of it was cut off: its statements that are in the
/// database were changed since. Nothing when it can. Pure.
std::optional<std::string> problem_of_resuming(const sql::Script& script, const Steps& steps,
                                               const Progress& progress,
                                               const dialect::Dialect& dialect);

/// Cuts the step in two of which the first part is in the database, when `applied` statements are:
/// the file was in other transactions then. Pure.
void cut_behind(Steps& steps, std::size_t applied);

/// The statement at which an earlier run was cut off, in `before`, its script; nothing when it is
/// the same in `steps`. Pure.
std::optional<sql::Statement> replaced_statement(const sql::Script& before, const Steps& steps,
                                                 const Progress& progress,
                                                 const dialect::Dialect& dialect);

}  // namespace erdmark::runner
