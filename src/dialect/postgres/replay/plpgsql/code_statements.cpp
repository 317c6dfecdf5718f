#include "dialect/postgres/replay/plpgsql/code_statements.h"

#include <algorithm>
#include <array>

namespace erdmark::dialect::postgres {

namespace {

class PlainReader {
public:
    explicit PlainReader(CodeCursor& cursor) : cursor_(cursor) {}

    void read(CodeStatement& into) {
        struct Form {
            std::string_view keyword;
            void (PlainReader::*read)(CodeStatement& into);
        };
        constexpr std::array kForms{
            Form{"EXIT", &PlainReader::leave},          Form{"CONTINUE", &PlainReader::leave},
            Form{"RETURN", &PlainReader::return_value}, Form{"RAISE", &PlainReader::raise},
            Form{"ASSERT", &PlainReader::assertion},    Form{"PERFORM", &PlainReader::perform},
            Form{"CALL", &PlainReader::call},           Form{"EXECUTE", &PlainReader::execute},
            Form{"GET", &PlainReader::diagnostics},     Form{"NULL", &PlainReader::nothing},
            Form{"COMMIT", &PlainReader::transaction},  Form{"ROLLBACK", &PlainReader::transaction},
            Form{"OPEN", &PlainReader::other},          Form{"FETCH", &PlainReader::other},
            Form{"CLOSE", &PlainReader::other},         Form{"MOVE", &PlainReader::other}};
        for (const Form& form : kForms) {
            if (cursor_.sees(form.keyword)) {
                (this->*form.read)(into);
                return;
            }
        }
        sql(into);
    }

private:
    void end_statement() { cursor_.expect_operator(";"); }

    void leave(CodeStatement& into) {
        into.kind = cursor_.sees("EXIT") ? CodeKind::Exit : CodeKind::Continue;
        cursor_.skip();
        if (cursor_.sees_name() && !cursor_.sees("WHEN")) {
            into.name = cursor_.name();
        }
        if (cursor_.accept("WHEN")) {
            into.expression = cursor_.until({";"});
        }
        end_statement();
    }

    void return_value(CodeStatement& into) {
        cursor_.skip();
        into.kind = CodeKind::Return;
        if (cursor_.accept("NEXT")) {
            into.kind = CodeKind::ReturnNext;
        } else if (cursor_.accept("QUERY")) {
            into.kind = CodeKind::ReturnQuery;
            if (cursor_.accept("EXECUTE")) {
                into.kind = CodeKind::ReturnExecute;
                into.expression = cursor_.until({";", "USING"});
                if (cursor_.accept("USING")) {
                    into.arguments = cursor_.list_until({";"});
                }
                end_statement();
                return;
            }
        }
        into.expression = cursor_.until({";"});
        end_statement();
    }

    void raise(CodeStatement& into) {
        into.kind = CodeKind::Raise;
        cursor_.skip();
        constexpr std::array<std::string_view, 6> kLevels{"DEBUG",  "LOG",     "INFO",
                                                          "NOTICE", "WARNING", "EXCEPTION"};
        for (const std::string_view level : kLevels) {
            if (cursor_.accept(level)) {
                into.name = level;
                break;
            }
        }
        if (cursor_.sees_string()) {
            into.expression = {.text = std::string(cursor_.tokens()[cursor_.mark()].text),
                               .offset = cursor_.offset()};
            cursor_.skip();
            if (cursor_.accept_operator(",")) {
                into.arguments = cursor_.list_until({";", "USING"});
            }
        } else if (cursor_.accept("SQLSTATE")) {
            into.options.push_back({.name = "code", .value = cursor_.until({";", "USING"})});
        } else if (cursor_.sees_name() && !cursor_.sees("USING")) {
            into.options.push_back(
                {.name = "condition", .value = {.text = cursor_.name(), .offset = into.offset}});
        }
        if (cursor_.accept("USING")) {
            read_options(into);
        }
        end_statement();
    }

    void read_options(CodeStatement& into) {
        do {
            CodeOption option{.name = cursor_.name()};
            if (!cursor_.accept_operator("=")) {
                cursor_.expect_operator(":=");
            }
            option.value = cursor_.until({",", ";"});
            into.options.push_back(std::move(option));
        } while (cursor_.accept_operator(","));
    }

    void assertion(CodeStatement& into) {
        into.kind = CodeKind::Assert;
        cursor_.skip();
        into.arguments = cursor_.list_until({";"});
        end_statement();
    }

    void perform(CodeStatement& into) {
        into.kind = CodeKind::Perform;
        cursor_.skip();
        into.expression = cursor_.until({";"});
        end_statement();
    }

    void call(CodeStatement& into) {
        into.kind = CodeKind::Call;
        into.expression = cursor_.until({";"});
        end_statement();
    }

    void execute(CodeStatement& into) {
        into.kind = CodeKind::Execute;
        cursor_.skip();
        into.expression = cursor_.until({";", "INTO", "USING"});
        while (!cursor_.sees_operator(";")) {
            if (cursor_.accept("INTO")) {
                into.strict = cursor_.accept("STRICT");
                read_targets(cursor_, into);
            } else {
                cursor_.expect("USING");
                into.arguments = cursor_.list_until({";", "INTO"});
            }
        }
        end_statement();
    }

    void diagnostics(CodeStatement& into) {
        into.kind = CodeKind::Diagnostics;
        cursor_.skip();
        into.stacked = cursor_.accept("STACKED");
        if (!into.stacked) {
            cursor_.accept("CURRENT");
        }
        cursor_.expect("DIAGNOSTICS");
        do {
            into.targets.push_back(cursor_.path());
            if (!cursor_.accept_operator("=")) {
                cursor_.expect_operator(":=");
            }
            into.options.push_back({.name = cursor_.name()});
        } while (cursor_.accept_operator(","));
        end_statement();
    }

    void nothing(CodeStatement& into) {
        into.kind = CodeKind::Null;
        cursor_.skip();
        end_statement();
    }

    void transaction(CodeStatement& into) {
        into.kind = cursor_.sees("COMMIT") ? CodeKind::Commit : CodeKind::Rollback;
        cursor_.until({";"});
        end_statement();
    }

    void other(CodeStatement& into) {
        into.kind = CodeKind::Other;
        into.name = cursor_.word();
        cursor_.until({";"});
        end_statement();
    }

    /// A statement of SQL. INTO is taken out of it; the blanks that stay keep the places right.
    void sql(CodeStatement& into) {
        into.kind = CodeKind::Sql;
        const bool may_have_targets = cursor_.sees("SELECT") || cursor_.sees("INSERT") ||
                                      cursor_.sees("UPDATE") || cursor_.sees("DELETE") ||
                                      cursor_.sees("WITH");
        const std::size_t start = cursor_.mark();
        if (cursor_.sees_operator(";") || !(cursor_.sees_name() || cursor_.sees_operator("("))) {
            cursor_.fail("a statement");
        }
        into.expression = cursor_.until({";"});
        if (may_have_targets) {
            const std::size_t end = cursor_.mark();
            cursor_.go_to(start);
            take_targets(into, end);
            cursor_.go_to(end);
        }
        end_statement();
    }

    void take_targets(CodeStatement& into, std::size_t end) {
        int depth = 0;
        bool after_insert = false;
        for (; cursor_.mark() < end; cursor_.skip()) {
            depth += cursor_.sees_operator("(") ? 1 : 0;
            depth -= cursor_.sees_operator(")") ? 1 : 0;
            if (depth > 0 || !cursor_.sees("INTO") || after_insert) {
                after_insert = cursor_.sees("INSERT");
                continue;
            }
            const std::size_t first = cursor_.offset();
            cursor_.skip();
            into.strict = cursor_.accept("STRICT");
            read_targets(cursor_, into);
            const std::size_t last = cursor_.tokens()[cursor_.mark() - 1].offset +
                                     cursor_.tokens()[cursor_.mark() - 1].text.size();
            std::string& text = into.expression.text;
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(first - into.expression.offset),
                      text.begin() + static_cast<std::ptrdiff_t>(last - into.expression.offset),
                      ' ');
            return;
        }
    }

    CodeCursor& cursor_;
};

}  // namespace

bool sees_assignment(CodeCursor& cursor) {
    const std::size_t start = cursor.mark();
    bool found = false;
    if (cursor.sees_name()) {
        cursor.path();
        while (cursor.accept_operator("[")) {
            while (!cursor.done() && !cursor.accept_operator("]")) {
                cursor.skip();
            }
        }
        found = cursor.sees_operator(":=") || cursor.sees_operator("=");
    }
    cursor.go_to(start);
    return found;
}

void read_assignment(CodeCursor& cursor, CodeStatement& into) {
    into.kind = CodeKind::Assignment;
    into.targets.push_back(cursor.path());
    if (cursor.accept_operator("[")) {
        into.arguments.push_back(cursor.until({"]"}));
        cursor.expect_operator("]");
    }
    cursor.skip();
    into.expression = cursor.until({";"});
    cursor.expect_operator(";");
}

void read_plain_statement(CodeCursor& cursor, CodeStatement& into) {
    PlainReader(cursor).read(into);
}

void read_targets(CodeCursor& cursor, CodeStatement& into) {
    into.targets.push_back(cursor.path());
    while (cursor.accept_operator(",")) {
        into.targets.push_back(cursor.path());
    }
}

}  // namespace erdmark::dialect::postgres
