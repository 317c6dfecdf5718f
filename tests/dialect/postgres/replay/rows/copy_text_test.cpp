#include "dialect/postgres/replay/rows/copy_text.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/query/sqlite_query.h"

namespace erdmark::dialect::postgres {
namespace {

CopyFormat format_of(const std::string& options) {
    const StatementTree tree = parse_statement("COPY t FROM stdin" + options);
    return copy_format(*tree->stmts[0]->stmt->copy_stmt);
}

/// `a|b, c|~` for two rows.
std::string rows_of(std::string_view rows, const std::string& options = "") {
    std::string result;
    for (const auto& fields : copy_fields(rows, format_of(options))) {
        result += result.empty() ? "" : ", ";
        for (std::size_t i = 0; i < fields.size(); ++i) {
            result += (i == 0 ? "" : "|") + fields[i].value_or("~");
        }
    }
    return result;
}

TEST(CopyFields, ReadTheTextFormat) {
    struct Case {
        const char* name;
        std::string rows;
        const char* result;
    };
    const std::vector<Case> cases = {
        {"TwoRows", "1\ta\n2\tb\n", "1|a, 2|b"},
        {"WithoutALastLineEnd", "1\ta", "1|a"},
        {"Null", "1\t\\N\n", "1|~"},
        {"Empty", "1\t\n", "1|"},
        {"Escapes", "a\\tb\\nc\\\\d\n", "a\tb\nc\\d"},
        {"EscapedDelimiter", "a\\\tb\tc\n", "a\tb|c"},
        {"Octal", "\\101\\60\n", "A0"},
        {"Hexadecimal", "\\x41\\x4a\n", "AJ"},
        {"OtherEscape", "\\q\n", "q"},
        {"CarriageReturns", "1\ta\r\n2\tb\r\n", "1|a, 2|b"},
        {"None", "", ""},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(rows_of(each.rows), each.result);
    }
}

TEST(CopyFields, ReadCsv) {
    struct Case {
        const char* name;
        std::string rows;
        const char* options;
        const char* result;
    };
    const std::vector<Case> cases = {
        {"Plain", "1,a\n2,b\n", " WITH (FORMAT csv)", "1|a, 2|b"},
        {"Quoted", "\"a,b\",\"c\"\"d\"\n", " CSV", "a,b|c\"d"},
        {"LineEndInQuotes", "\"a\nb\",c\r\n", " CSV", "a\nb|c"},
        {"NullAndEmpty", ",\"\"\n", " CSV", "~|"},
        {"Header", "x,y\n1,2\n", " CSV HEADER", "1|2"},
        {"OwnCharacters", "'a;''b';-\n", " (FORMAT csv, DELIMITER ';', QUOTE '''', NULL '-')",
         "a;'b|~"},
        {"OwnEscape", "\"a\\\"b\"\n", " (FORMAT csv, ESCAPE '\\')", "a\"b"},
        {"OpenQuote", "\"a,b\n", " CSV", "a,b\n"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(rows_of(each.rows, each.options), each.result);
    }
}

TEST(CopyFields, TakeAnotherDelimiterAndNull) {
    EXPECT_EQ(rows_of("1;x;-\n", " (DELIMITER ';', NULL '-')"), "1|x|~");
}

TEST(CopyFormat, DoesNotReadTheBinaryOne) {
    try {
        format_of(" (FORMAT binary)");
        FAIL();
    } catch (const Undecidable& undecidable) {
        EXPECT_EQ(undecidable.reason, "rows in the binary format are not replayed");
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
