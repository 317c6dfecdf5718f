#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

// PL/pgSQL as a tree. Expressions and statements of SQL stay texts.

/// A piece of the code and where it stands in it, in bytes.
struct CodeText {
    std::string text;
    std::size_t offset = 0;

    bool empty() const { return text.empty(); }
};

/// A name as written, `x` or `record.field`, in parts; folded unless in quotes.
using CodeName = std::vector<std::string>;

enum class CodeKind {
    Block,        ///< `variables`, `body`, `handlers`
    Assignment,   ///< `targets[0]` := `expression`
    If,           ///< `branches`; one without a condition is ELSE.
    Case,         ///< `expression` may be empty; `branches` as in If.
    Loop,         ///< `body`
    While,        ///< `expression`
    ForIntegers,  ///< `targets[0]`; `arguments` are the bounds and the step, if any; `reverse`
    ForQuery,     ///< `targets` in the rows of the query `expression`.
    ForExecute,   ///< The same of the text that `expression` gives; `arguments` as of Execute.
    ForEach,      ///< `targets[0]` in the array `expression`.
    Exit,         ///< `name` is a label or empty; `expression` a condition or empty.
    Continue,
    Return,  ///< `expression`, may be empty.
    ReturnNext,
    ReturnQuery,
    ReturnExecute,  ///< `arguments` as of Execute.
    Raise,          ///< `name` is the level; `expression` the format, a string; `options`.
    Assert,         ///< `expression`, and a message in `arguments`.
    Sql,            ///< `expression`; `targets` of INTO; `strict`.
    Perform,
    Call,
    Execute,      ///< `arguments` are those of USING; `targets` of INTO.
    Diagnostics,  ///< `options`: an item into `targets` of the same place.
    Null,
    Commit,
    Rollback,
    Other,  ///< What is not replayed: `name` says what it is.
};

struct CodeStatement;

struct CodeBranch {
    std::vector<CodeText> conditions;  ///< Of CASE there may be several.
    std::vector<CodeStatement> body;
};

struct CodeVariable {
    CodeName name;
    CodeText type;    ///< Empty for a cursor.
    CodeText value;   ///< Of DEFAULT.
    CodeText cursor;  ///< The query of a cursor.
    CodeName alias;   ///< `x ALIAS FOR …`
    bool constant = false;
    bool not_null = false;
};

struct ExceptionArm {
    std::vector<std::string> codes;  ///< SQLSTATEs; an empty one stands for OTHERS.
    std::vector<CodeStatement> body;
};

/// `USING name = value` of RAISE, or an item of GET DIAGNOSTICS.
struct CodeOption {
    std::string name;
    CodeText value;
};

struct CodeStatement {
    CodeKind kind = CodeKind::Null;
    std::size_t offset = 0;
    std::string label;
    std::string name;
    CodeText expression;
    std::vector<CodeText> arguments;
    std::vector<CodeName> targets;
    std::vector<CodeOption> options;
    std::vector<CodeBranch> branches;
    std::vector<CodeStatement> body;
    std::vector<CodeVariable> variables;
    std::vector<ExceptionArm> handlers;
    bool strict = false;
    bool reverse = false;
    bool stacked = false;      ///< GET STACKED DIAGNOSTICS
    bool uses_column = false;  ///< Of the outermost block: `#variable_conflict use_column`.
};

/// The outermost block of a body in PL/pgSQL. Throws a `Refusal` with the place in `code` for a
/// syntax error.
CodeStatement parse_code(std::string_view code);

}  // namespace erdmark::dialect::postgres
