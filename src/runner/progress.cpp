#include "runner/progress.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "runner/history/rows.h"

namespace erdmark::runner {

namespace {

std::size_t count_at(const dialect::Row& row, std::size_t index) {
    const std::string text = text_at(row, index);
    return text.empty() ? 0 : static_cast<std::size_t>(std::stoul(text));
}

}  // namespace

std::optional<Progress> read_progress(dialect::Connection& connection, const History& history) {
    if (!history.has_run_table()) {
        return std::nullopt;
    }
    const std::vector<dialect::Row> rows = connection.query(
        fmt::format("SELECT version, direction, statements_applied, started, traces, script FROM "
                    "{} WHERE id = 1 AND version <> ''",
                    history.run_table()));
    if (rows.empty()) {
        return std::nullopt;
    }
    const dialect::Row& row = rows.front();
    return Progress{.key = text_at(row, 0),
                    .direction = text_at(row, 1) == "down" ? Direction::Down : Direction::Up,
                    .applied = count_at(row, 2),
                    .started = count_at(row, 3) != 0,
                    .traces = text_at(row, 4),
                    .script = text_at(row, 5)};
}

void begin_progress(dialect::MigrationSession& session, const History& history,
                    const Progress& progress) {
    const std::array<std::optional<std::string>, 3> values{
        progress.key, progress.direction == Direction::Down ? "down" : "up", progress.script};
    session.write(fmt::format("UPDATE {} SET version = ?, direction = ?, script = ? WHERE id = 1",
                              history.run_table()),
                  values);
    advance_progress(session, history, progress);
}

void advance_progress(dialect::MigrationSession& session, const History& history,
                      const Progress& progress) {
    const std::array<std::optional<std::string>, 3> values{
        fmt::to_string(progress.applied), progress.started ? "1" : "0", progress.traces};
    session.write(fmt::format("UPDATE {} SET statements_applied = ?, started = ?, traces = ? WHERE "
                              "id = 1",
                              history.run_table()),
                  values);
}

void clear_progress(dialect::MigrationSession& session, const History& history) {
    session.write(fmt::format("UPDATE {} SET version = '', direction = '', statements_applied = 0, "
                              "started = 0, traces = NULL, script = NULL WHERE id = 1",
                              history.run_table()),
                  {});
}

}  // namespace erdmark::runner
