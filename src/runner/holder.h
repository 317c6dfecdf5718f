#pragma once

#include <string>
#include <string_view>

namespace erdmark::runner {

/// What tells this process from all others: machine, space of process numbers, number, start, and
/// chance.
std::string own_token();

/// Whether the process of a token has certainly ended: one of this machine whose number is free, or
/// belongs to a process that started later.
bool is_gone(std::string_view token);

/// `user@machine`, for the history.
std::string actor_name();

/// `process 4711 of user@machine`, for the others that wait.
std::string holder_name();

}  // namespace erdmark::runner
