#include "dialect/postgres/replay/replayer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/position.h"
#include "dialect/postgres/replay/client_session.h"
#include "dialect/postgres/replay/fold.h"
#include "dialect/postgres/replay/session.h"
#include "dialect/postgres/shown_namespaces.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/script_error.h"
#include "schema/sort.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::size_t kLongestReason = 300;

class PostgresReplayer final : public Replayer {
public:
    PostgresReplayer(const ReplayOptions& options, const WorkLimits& limits)
        : options_(options), session_(limits) {
        session_.catalog().shows_privileges = options.privileges;
    }

    void run(const sql::Script& script) override {
        session_.begin_script();
        client_ = ClientSession(options_.variables);
        for (const sql::Statement& statement : sql::split_statements(script, kScriptSyntax)) {
            place_ = {statement.offset, statement.position};
            if (statement.kind == sql::StatementKind::ClientCommand) {
                run_command(script, statement);
            } else if (!client_.skips()) {
                run_statement(script, statement);
            }
        }
        if (client_.in_branch()) {
            fail(script, branch_start_, R"(this \if has no \endif)");
        }
        if (session_.transactions().is_open()) {
            session_.transactions().abandon();
            throw script_error(
                script, transaction_start_,
                "this transaction is still open at the end of the script; end it with COMMIT");
        }
    }

    std::vector<std::string> notes() const override { return notes_; }
    std::vector<std::string> undecided() const override { return undecided_; }

    ReplayStep take_step() override {
        ReplayStep step;
        step.before.engine = step.after.engine = "postgresql";
        for (const ObjectId object : with_roots(std::exchange(session_.catalog().touched, {}))) {
            compare(object, step);
        }
        step.rows = session_.rows().take_changes();
        for (const ObjectId read : session_.rows().take_reads()) {
            step.reads.push_back(document_name(session_.catalog(), read));
        }
        std::ranges::sort(step.reads);
        keep_namespaces(step.before, options_.schemas);
        keep_namespaces(step.after, options_.schemas);
        schema::sort(step.before);
        schema::sort(step.after);
        return step;
    }

    schema::Schema schema() override {
        schema::Schema schema = fold_schema(session_.catalog());
        require_namespaces(namespaces(), options_.schemas);
        keep_namespaces(schema, options_.schemas);
        for (std::string& note : session_.rows().add_rows(schema, options_.row_tables)) {
            if (std::ranges::find(notes_, note) == notes_.end()) {
                notes_.push_back(std::move(note));
            }
        }
        return schema;
    }

private:
    std::set<std::string> namespaces() {
        std::set<std::string> names;
        for (const auto& [id, space] : session_.catalog().namespaces) {
            if (space.name != "pg_temp") {
                names.insert(space.name);
            }
        }
        return names;
    }

    void run_statement(const sql::Script& script, const sql::Statement& statement) {
        std::optional<ExpandedText> expanded;
        if (statement.kind == sql::StatementKind::CopyRows) {
            copy_rows(statement);
        } else {
            run_guarded(script, statement, expanded);
        }
        take_notes(script, statement, expanded);
    }

    void run_guarded(const sql::Script& script, const sql::Statement& statement,
                     std::optional<ExpandedText>& expanded) {
        const bool was_open = session_.transactions().is_open();
        try {
            expanded = client_.expand(statement.text);
            run_text(expanded ? expanded->text : statement.text);
        } catch (const Refusal& refusal) {
            const std::size_t place = place_of(statement, expanded, refusal.offset);
            fail(script, place, message_of(refusal, statement, place));
            session_.transactions().fail();
        }
        if (!was_open && session_.transactions().is_open()) {
            transaction_start_ = statement.offset;
        }
    }

    /// What psql leaves in the text, for want of a value, the server cannot read.
    std::string message_of(const Refusal& refusal, const sql::Statement& statement,
                           std::size_t place) const {
        const std::string variable =
            refusal.code == condition::kSyntaxError
                ? client_.unset_variable_at(statement.text, place - statement.offset)
                : "";
        return variable.empty() ? refusal.message
                                : fmt::format(
                                      "the variable '{0}' has no value; set it as '{0}' in "
                                      "[source.variables]",
                                      variable);
    }

    /// Throws the error, or makes it a note for a replay that goes on.
    void fail(const sql::Script& script, std::size_t offset, const std::string& message) {
        if (!options_.keep_going) {
            throw script_error(script, offset, message);
        }
        undecided_.push_back(
            fmt::format("{}: {}", place_text(script, offset), first_line(message)));
    }

    /// `file:line:column` of a byte, counted from the statement that runs.
    std::string place_text(const sql::Script& script, std::size_t offset) const {
        const auto& [start, position] = place_;
        return format_position(
            script.file, offset < start ? position_at(script.text, offset, script.start)
                                        : position_at(std::string_view(script.text).substr(start),
                                                      offset - start, position));
    }

    /// The byte of the script that an offset in a statement's text means.
    static std::size_t place_of(const sql::Statement& statement,
                                const std::optional<ExpandedText>& expanded, int offset) {
        const auto place = static_cast<std::size_t>(std::max(0, offset));
        return statement.offset +
               std::min(expanded ? expanded->source_of(place) : place, statement.text.size());
    }

    static std::string first_line(std::string_view text) {
        return std::string(text.substr(0, text.find('\n')));
    }

    void run_text(std::string_view text) {
        StatementTree tree = parse_statement(text);
        for (std::size_t index = 0; index < tree->n_stmts; ++index) {
            session_.run(*tree->stmts[index]->stmt, text, options_.keep_going);
        }
        last_tree_ = std::move(tree);
    }

    /// The rows belong to the COPY before them.
    void copy_rows(const sql::Statement& rows) {
        if (last_tree_ != nullptr && last_tree_->n_stmts == 1 &&
            last_tree_->stmts[0]->stmt->node_case == PG_QUERY__NODE__NODE_COPY_STMT) {
            session_.copy(*last_tree_->stmts[0]->stmt->copy_stmt, rows.text);
        }
    }

    void run_command(const sql::Script& script, const sql::Statement& command) {
        const bool was_in_branch = client_.in_branch();
        try {
            for (const std::string& note : client_.run(command.text)) {
                add_note(script, command.offset, note, true);
            }
        } catch (const Refusal& refusal) {
            fail(script, command.offset, refusal.message);
        }
        if (!was_in_branch) {
            branch_start_ = command.offset;
        }
    }

    void take_notes(const sql::Script& script, const sql::Statement& statement,
                    const std::optional<ExpandedText>& expanded) {
        for (const SessionNote& note : session_.take_notes()) {
            add_note(script, place_of(statement, expanded, note.offset), note.reason,
                     note.undecided);
        }
    }

    void add_note(const sql::Script& script, std::size_t offset, std::string_view reason,
                  bool undecided) {
        (undecided ? undecided_ : notes_)
            .push_back(fmt::format("{}: {}", place_text(script, offset),
                                   visible_text(reason, kLongestReason)));
    }

    /// A partition is shown by the table that it is a piece of.
    std::set<ObjectId> with_roots(const std::set<ObjectId>& touched) {
        std::set<ObjectId> objects = touched;
        for (const ObjectId object : touched) {
            const Table* table = session_.catalog().tables.find(object);
            while (table != nullptr && table->is_partition && !table->inherits.empty()) {
                objects.insert(table->inherits.front());
                table = session_.catalog().tables.find(table->inherits.front());
            }
        }
        return objects;
    }

    void compare(ObjectId object, ReplayStep& step) {
        const auto known = known_.find(object);
        std::optional<FoldedObject> now = fold_object(session_.catalog(), object);
        if (known != known_.end() && now && known->second == *now) {
            return;
        }
        if (known != known_.end()) {
            put_object(step.before, known->second);
        }
        if (now) {
            put_object(step.after, *now);
        }
        if (known != known_.end() && now && name_of(known->second) != name_of(*now)) {
            step.renamed.emplace_back(name_of(known->second), name_of(*now));
        }
        if (now) {
            known_.insert_or_assign(object, std::move(*now));
        } else {
            known_.erase(object);
        }
    }

    ReplayOptions options_;
    Session session_;
    ClientSession client_;
    StatementTree last_tree_;
    std::pair<std::size_t, Position> place_;  ///< Of the statement that runs.
    std::size_t transaction_start_ = 0;
    std::size_t branch_start_ = 0;            ///< Of the outermost `\if` that waits for its end.
    std::map<ObjectId, FoldedObject> known_;  ///< As it was at the last step.
    std::vector<std::string> notes_;
    std::vector<std::string> undecided_;
};

}  // namespace

std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options, const WorkLimits& limits) {
    return std::make_unique<PostgresReplayer>(options, limits);
}

}  // namespace erdmark::dialect::postgres
