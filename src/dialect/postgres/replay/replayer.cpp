#include "dialect/postgres/replay/replayer.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/position.h"
#include "dialect/postgres/replay/fold.h"
#include "dialect/postgres/replay/session.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/script_error.h"
#include "schema/sort.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::size_t kLongestReason = 300;

class PostgresReplayer final : public Replayer {
public:
    explicit PostgresReplayer(const ReplayOptions& options) : options_(options) {
        session_.catalog().shows_privileges = options.privileges;
    }

    void run(const sql::Script& script) override {
        session_.begin_script();
        for (const sql::Statement& statement : sql::split_statements(script, kScriptSyntax)) {
            switch (statement.kind) {
                case sql::StatementKind::Sql:
                    run_guarded(script, statement);
                    break;
                case sql::StatementKind::CopyRows:
                    copy_rows(statement);
                    break;
                case sql::StatementKind::ClientCommand:
                    note_command(script, statement);
                    break;
            }
            take_notes(script, statement);
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
        schema::sort(step.before);
        schema::sort(step.after);
        return step;
    }

    schema::Schema schema() override {
        schema::Schema schema = fold_schema(session_.catalog());
        for (std::string& note : session_.rows().add_rows(schema, options_.row_tables)) {
            if (std::ranges::find(notes_, note) == notes_.end()) {
                notes_.push_back(std::move(note));
            }
        }
        return schema;
    }

private:
    void run_guarded(const sql::Script& script, const sql::Statement& statement) {
        const bool was_open = session_.transactions().is_open();
        try {
            run_statement(statement);
        } catch (const Refusal& refusal) {
            const std::size_t offset =
                statement.offset + static_cast<std::size_t>(std::max(0, refusal.offset));
            const Error error = script_error(script, offset, refusal.message);
            if (!options_.keep_going) {
                throw error;
            }
            undecided_.push_back(first_line(error.what()));
            session_.transactions().fail();
        }
        if (!was_open && session_.transactions().is_open()) {
            transaction_start_ = statement.offset;
        }
    }

    static std::string first_line(std::string_view text) {
        return std::string(text.substr(0, text.find('\n')));
    }

    void run_statement(const sql::Statement& statement) {
        StatementTree tree = parse_statement(statement.text);
        for (std::size_t index = 0; index < tree->n_stmts; ++index) {
            session_.run(*tree->stmts[index]->stmt, statement.text, options_.keep_going);
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

    /// Commands of psql that run SQL that is not there.
    void note_command(const sql::Script& script, const sql::Statement& command) {
        static constexpr std::array<std::string_view, 5> kRunning = {
            "\\i", "\\ir", "\\include", "\\include_relative", "\\gexec"};
        const std::string_view word = command.text.substr(0, command.text.find_first_of(" \t"));
        if (std::ranges::find(kRunning, word) != kRunning.end()) {
            add_note(script, command.offset,
                     fmt::format("the command {} of psql is not carried out", word), true);
        }
    }

    void take_notes(const sql::Script& script, const sql::Statement& statement) {
        for (const SessionNote& note : session_.take_notes()) {
            const std::size_t offset = static_cast<std::size_t>(std::max(0, note.offset));
            add_note(script, statement.offset + std::min(offset, statement.text.size()),
                     note.reason, note.undecided);
        }
    }

    void add_note(const sql::Script& script, std::size_t offset, std::string_view reason,
                  bool undecided) {
        const Position position = position_at(script.text, offset, script.start);
        (undecided ? undecided_ : notes_)
            .push_back(fmt::format("{}: {}", format_position(script.file, position),
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
    StatementTree last_tree_;
    std::size_t transaction_start_ = 0;
    std::map<ObjectId, FoldedObject> known_;  ///< As it was at the last step.
    std::vector<std::string> notes_;
    std::vector<std::string> undecided_;
};

}  // namespace

std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options) {
    return std::make_unique<PostgresReplayer>(options);
}

}  // namespace erdmark::dialect::postgres
