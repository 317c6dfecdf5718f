#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/plpgsql/code_cursor.h"
#include "dialect/postgres/replay/plpgsql/code_statements.h"
#include "dialect/postgres/replay/plpgsql/conditions.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kDeepestCode = 100;

/// `'42P01'`, without quotes.
std::string string_value(const sql::Token& token) {
    const std::string_view text = token.text;
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
        return replace_all(text.substr(1, text.size() - 2), "''", "'");
    }
    return std::string(text);
}

class CodeParser {
public:
    explicit CodeParser(std::string_view code) : cursor_(code) {}

    CodeStatement parse() {
        bool uses_column = false;
        while (cursor_.accept_operator("#")) {
            const std::string option = cursor_.name();
            const std::string value = cursor_.name();
            uses_column = uses_column || (option == "variable_conflict" && value == "use_column");
        }
        CodeStatement block = statement();
        block.uses_column = uses_column;
        if (block.kind != CodeKind::Block || !cursor_.done()) {
            cursor_.fail("the end of the code");
        }
        return block;
    }

private:
    CodeStatement statement() {
        if (++depth_ > kDeepestCode) {
            refuse("the code is nested too deeply", condition::kSyntaxError,
                   static_cast<int>(cursor_.offset()));
        }
        CodeStatement result{.offset = cursor_.offset()};
        if (cursor_.accept_operator("<<")) {
            result.label = cursor_.name();
            cursor_.expect_operator(">>");
        }
        read_statement(result);
        --depth_;
        return result;
    }

    void read_statement(CodeStatement& into) {
        struct Form {
            std::string_view keyword;
            void (CodeParser::*read)(CodeStatement& into);
        };
        constexpr std::array kForms{
            Form{"DECLARE", &CodeParser::block}, Form{"BEGIN", &CodeParser::block},
            Form{"IF", &CodeParser::if_else},    Form{"CASE", &CodeParser::case_of},
            Form{"LOOP", &CodeParser::loop},     Form{"WHILE", &CodeParser::while_loop},
            Form{"FOR", &CodeParser::for_loop},  Form{"FOREACH", &CodeParser::for_each}};
        if (sees_assignment(cursor_)) {
            read_assignment(cursor_, into);
            return;
        }
        for (const Form& form : kForms) {
            if (cursor_.sees(form.keyword)) {
                (this->*form.read)(into);
                return;
            }
        }
        read_plain_statement(cursor_, into);
    }

    void end_statement() { cursor_.expect_operator(";"); }

    std::vector<CodeStatement> body(std::initializer_list<std::string_view> ends) {
        std::vector<CodeStatement> statements;
        while (
            !std::ranges::any_of(ends, [&](std::string_view end) { return cursor_.sees(end); })) {
            if (cursor_.done()) {
                cursor_.fail(*ends.begin());
            }
            statements.push_back(statement());
        }
        return statements;
    }

    void block(CodeStatement& into) {
        into.kind = CodeKind::Block;
        if (cursor_.accept("DECLARE")) {
            while (!cursor_.sees("BEGIN")) {
                if (!cursor_.accept("DECLARE")) {
                    into.variables.push_back(variable());
                }
            }
        }
        cursor_.expect("BEGIN");
        into.body = body({"END", "EXCEPTION"});
        if (cursor_.accept("EXCEPTION")) {
            while (cursor_.accept("WHEN")) {
                into.handlers.push_back(handler());
            }
        }
        cursor_.expect("END");
        if (cursor_.sees_name()) {
            cursor_.name();
        }
        // The outermost block needs no semicolon.
        if (!cursor_.accept_operator(";") && depth_ > 1) {
            end_statement();
        }
    }

    CodeVariable variable() {
        CodeVariable result;
        result.name = {cursor_.name()};
        if (cursor_.accept("ALIAS")) {
            cursor_.expect("FOR");
            const bool is_number = !cursor_.sees_name();
            result.alias = is_number ? CodeName{cursor_.until({";"}).text} : cursor_.path();
            end_statement();
            return result;
        }
        result.constant = cursor_.accept("CONSTANT");
        const bool is_cursor =
            cursor_.sees("CURSOR") || cursor_.sees("SCROLL") || cursor_.sees("NO");
        if (is_cursor) {
            result.cursor = cursor_.until({";"});
            end_statement();
            return result;
        }
        result.type = cursor_.until({";", ":=", "=", "DEFAULT", "NOT", "COLLATE"});
        if (cursor_.accept("COLLATE")) {
            cursor_.path();
        }
        if (cursor_.accept("NOT")) {
            cursor_.expect("NULL");
            result.not_null = true;
        }
        if (!cursor_.sees_operator(";")) {
            cursor_.skip();
            result.value = cursor_.until({";"});
        }
        end_statement();
        return result;
    }

    ExceptionArm handler() {
        ExceptionArm result;
        do {
            const std::size_t offset = cursor_.offset();
            const std::string name = cursor_.name();
            if (name == "sqlstate" && cursor_.sees_string()) {
                result.codes.push_back(string_value(cursor_.tokens()[cursor_.mark()]));
                cursor_.skip();
                continue;
            }
            const std::vector<std::string> codes =
                name == "others" ? std::vector<std::string>{""} : condition_codes(name);
            if (codes.empty()) {
                refuse(fmt::format("unrecognized exception condition \"{}\"", name),
                       condition::kUndefinedObject, static_cast<int>(offset));
            }
            result.codes.insert(result.codes.end(), codes.begin(), codes.end());
        } while (cursor_.accept("OR"));
        cursor_.expect("THEN");
        result.body = body({"WHEN", "END"});
        return result;
    }

    void end_of(std::string_view keyword) {
        cursor_.expect("END");
        cursor_.expect(keyword);
        if (cursor_.sees_name()) {
            cursor_.name();
        }
        end_statement();
    }

    void if_else(CodeStatement& into) {
        into.kind = CodeKind::If;
        bool is_else = false;
        do {
            cursor_.skip();
            CodeBranch branch;
            if (!is_else) {
                branch.conditions.push_back(cursor_.until({"THEN"}));
                cursor_.expect("THEN");
            }
            branch.body = body({"ELSIF", "ELSEIF", "ELSE", "END"});
            into.branches.push_back(std::move(branch));
            is_else = cursor_.sees("ELSE");
        } while (is_else || cursor_.sees("ELSIF") || cursor_.sees("ELSEIF"));
        end_of("IF");
    }

    void case_of(CodeStatement& into) {
        into.kind = CodeKind::Case;
        cursor_.skip();
        into.expression = cursor_.until({"WHEN"});
        while (cursor_.accept("WHEN")) {
            CodeBranch branch;
            branch.conditions = into.expression.empty()
                                    ? std::vector<CodeText>{cursor_.until({"THEN"})}
                                    : cursor_.list_until({"THEN"});
            cursor_.expect("THEN");
            branch.body = body({"WHEN", "ELSE", "END"});
            into.branches.push_back(std::move(branch));
        }
        if (cursor_.accept("ELSE")) {
            into.branches.push_back({.body = body({"END"})});
            into.strict = true;
        }
        end_of("CASE");
    }

    void loop_body(CodeStatement& into) {
        cursor_.expect("LOOP");
        into.body = body({"END"});
        end_of("LOOP");
    }

    void loop(CodeStatement& into) {
        into.kind = CodeKind::Loop;
        loop_body(into);
    }

    void while_loop(CodeStatement& into) {
        into.kind = CodeKind::While;
        cursor_.skip();
        into.expression = cursor_.until({"LOOP"});
        loop_body(into);
    }

    void for_loop(CodeStatement& into) {
        cursor_.skip();
        read_targets(cursor_, into);
        cursor_.expect("IN");
        if (cursor_.accept("EXECUTE")) {
            into.kind = CodeKind::ForExecute;
            into.expression = cursor_.until({"LOOP", "USING"});
            if (cursor_.accept("USING")) {
                into.arguments = cursor_.list_until({"LOOP"});
            }
            loop_body(into);
            return;
        }
        into.reverse = cursor_.accept("REVERSE");
        into.kind = CodeKind::ForQuery;
        into.expression = cursor_.until({"LOOP", ".."});
        if (cursor_.accept_operator("..")) {
            into.kind = CodeKind::ForIntegers;
            into.arguments.push_back(std::move(into.expression));
            into.arguments.push_back(cursor_.until({"LOOP", "BY"}));
            if (cursor_.accept("BY")) {
                into.arguments.push_back(cursor_.until({"LOOP"}));
            }
        }
        loop_body(into);
    }

    void for_each(CodeStatement& into) {
        into.kind = CodeKind::ForEach;
        cursor_.skip();
        read_targets(cursor_, into);
        if (cursor_.accept("SLICE")) {
            into.name = "SLICE";
            cursor_.skip();
        }
        cursor_.expect("IN");
        cursor_.expect("ARRAY");
        into.expression = cursor_.until({"LOOP"});
        loop_body(into);
    }

    CodeCursor cursor_;
    int depth_ = 0;
};

}  // namespace

CodeStatement parse_code(std::string_view code) {
    return CodeParser(code).parse();
}

}  // namespace erdmark::dialect::postgres
