#include "dialect/postgres/expression_generator.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_table.h"

namespace erdmark::test {

namespace {

const std::vector<std::string> kNumberTypes{"integer", "bigint", "smallint",
                                            "numeric", "real",   "double precision"};
const std::vector<std::string> kTextTypes{"text", "character varying"};
const std::vector<std::string> kMomentTypes{"date", "timestamp without time zone",
                                            "timestamp with time zone", "interval"};

std::string sql_text(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        result += c;
        result += c == '\'' ? "'" : "";
    }
    return result + "'";
}

bool is_number(std::string_view type) {
    return std::ranges::find(kNumberTypes, type) != kNumberTypes.end();
}

}  // namespace

std::size_t ExpressionGenerator::below(std::size_t limit) {
    return random_() % limit;  // Not std::uniform_int_distribution: that differs by library.
}

std::string ExpressionGenerator::one_of(const std::vector<std::string>& choices) {
    return choices[below(choices.size())];
}

std::string ExpressionGenerator::next() {
    const int depth = 1 + static_cast<int>(below(3));
    return chance(55) ? boolean(depth) : any_value(depth);
}

std::string ExpressionGenerator::any_value(int depth) {
    switch (below(6)) {
        case 0:
        case 1:
            return number(depth);
        case 2:
        case 3:
            return text(depth);
        case 4:
            return moment(depth);
        default:
            return array(depth);
    }
}

std::string ExpressionGenerator::literal_of(std::string_view type) {
    const std::string value = one_of(expression_literals(type));
    switch (below(6)) {
        case 0:
            return fmt::format("{}::{}", sql_text(value), type);
        case 1:
            return fmt::format("CAST({} AS {})", sql_text(value), type);
        case 2:
            return chance(20) ? fmt::format("NULL::{}", type) : sql_text(value);
        case 3:
            return is_number(type) ? fmt::format("({})::{}", value, type) : sql_text(value);
        default:
            return is_number(type) ? value : sql_text(value);
    }
}

std::string ExpressionGenerator::column_of(std::string_view type) {
    std::vector<std::string> names;
    for (const ExpressionColumn& column : kExpressionColumns) {
        if (column.type.starts_with(type) && (type != "text" || column.type != "text[]") &&
            (type != "integer" || column.type != "integer[]")) {
            names.emplace_back(column.name);
        }
    }
    return one_of(names);
}

std::string ExpressionGenerator::value_of(std::string_view type, int depth) {
    std::string value;
    if (depth > 0 && is_number(type) && chance(50)) {
        value = number(depth - 1);
    } else if (depth > 0 && (type == "text" || type == "character varying") && chance(50)) {
        value = text(depth - 1);
    } else if (depth > 0 && chance(10)) {
        value = choice(type, depth - 1);
    } else {
        value = column_of(type);
    }
    if (chance(8)) {
        return fmt::format("({})::{}", value, type);
    }
    return value;
}

std::string ExpressionGenerator::choice(std::string_view type, int depth) {
    const std::string value = value_of(type, depth);
    switch (below(5)) {
        case 0:
            return fmt::format("COALESCE({}, {})", value, literal_of(type));
        case 1:
            return fmt::format("NULLIF({}, {})", value, literal_of(type));
        case 2:
            return fmt::format("CASE WHEN {} THEN {} ELSE {} END", boolean(depth - 1), value,
                               literal_of(type));
        case 3:
            return fmt::format("CASE {} WHEN {} THEN {} END", column_of(type), literal_of(type),
                               chance(50) ? value : literal_of(type));
        default:
            return fmt::format("GREATEST({}, {})", literal_of(type), value);
    }
}

std::string ExpressionGenerator::boolean(int depth) {
    if (depth <= 0) {
        return chance(50) ? comparison(0) : std::string("bo");
    }
    switch (below(10)) {
        case 0:
            return fmt::format("({}) AND ({})", boolean(depth - 1), boolean(depth - 1));
        case 1:
            return fmt::format("{} OR {}", boolean(depth - 1), boolean(depth - 1));
        case 2:
            return fmt::format("NOT ({})", boolean(depth - 1));
        case 3:
            return fmt::format("({}) IS {}", any_value(depth - 1), one_of({"NULL", "NOT NULL"}));
        case 4:
            return fmt::format(
                "({}) {}", boolean(depth - 1),
                one_of({"IS TRUE", "IS NOT FALSE", "IS UNKNOWN", "= true", "= 'f'"}));
        case 5:
        case 6:
            return membership(depth - 1);
        case 7:
            return pattern(depth - 1);
        default:
            return comparison(depth - 1);
    }
}

std::string ExpressionGenerator::comparison(int depth) {
    static const std::vector<std::string> kOperators{
        "=", "<>", "<", ">", "<=", ">=", "!=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"};
    static const std::vector<std::string> kOthers{"boolean",   "uuid",  "mood",     "text[]",
                                                  "integer[]", "jsonb", "character"};
    const std::string operation = one_of(kOperators);
    switch (below(6)) {
        case 0:
            return fmt::format("{} {} {}", number(depth), operation, number(depth));
        case 1:
            return fmt::format("{} {} {}", value_of(one_of(kTextTypes), depth), operation,
                               value_of(one_of({"text", "character varying", "character"}), depth));
        case 2: {
            const std::string type = one_of(kMomentTypes);
            return fmt::format("{} {} {}", value_of(type, depth), operation, literal_of(type));
        }
        case 3: {
            const std::string type = one_of(kOthers);
            return fmt::format("{} {} {}", column_of(type), operation, literal_of(type));
        }
        case 4:
            return fmt::format("(i, t) {} ({}, {})", one_of({"=", "<>"}), literal_of("integer"),
                               literal_of("text"));
        default: {
            const std::string type = one_of(chance(50) ? kNumberTypes : kTextTypes);
            return chance(80)
                       ? fmt::format("{} {} {}", value_of(type, depth), operation, literal_of(type))
                       : fmt::format("{} {} {}", literal_of(type), operation,
                                     value_of(type, depth));
        }
    }
}

std::string ExpressionGenerator::membership(int depth) {
    const std::string type = one_of({"integer", "bigint", "smallint", "numeric", "real",
                                     "double precision", "text", "character varying", "character",
                                     "mood", "date", "timestamp with time zone", "uuid"});
    const std::string value = value_of(type, depth);
    const std::string first = literal_of(type);
    const std::string second = literal_of(type);
    switch (below(8)) {
        case 0:
            return fmt::format("{} {} ({})", value, one_of({"IN", "NOT IN"}), first);
        case 1:
        case 2:
            return fmt::format("{} {} ({}, {})", value, one_of({"IN", "NOT IN"}), first, second);
        case 3:
            return fmt::format("{} IN ({}, {}, {})", value, first, second, column_of(type));
        case 4:
            return fmt::format("{} {} (ARRAY[{}, {}])", value, one_of({"= ANY", "<> ALL", "< ANY"}),
                               first, second);
        case 5:
            return fmt::format("{} = ANY (ARRAY[{}, {}]::{}[])", value, first, second, type);
        case 6:
            return fmt::format(
                "{} {} {} AND {}", value,
                one_of({"BETWEEN", "NOT BETWEEN", "BETWEEN SYMMETRIC", "NOT BETWEEN SYMMETRIC"}),
                first, second);
        default:
            return one_of({"t = ANY ('{a,b}')", "v = ANY ('{a,b}'::text[])", "i = ANY (ia)",
                           "t = ANY (ta)", "v <> ALL (ta)", "i = ANY ('{1,2}'::integer[])",
                           "ta @> '{a}'", "ta && ARRAY['a']", "'a' = ANY (ta)", "j @> '{}'",
                           "j ? 'a'", "j ?| ARRAY['a', 'b']", "dd = ANY ('{a,b}')"});
    }
}

std::string ExpressionGenerator::pattern(int depth) {
    static const std::vector<std::string> kOperators{
        "LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE", "~", "!~", "~*", "SIMILAR TO", "NOT SIMILAR TO"};
    const std::string type = one_of({"text", "character varying", "character"});
    const std::string operation = one_of(kOperators);
    if (chance(15)) {
        return fmt::format("{} LIKE {} ESCAPE '!'", value_of(type, depth), literal_of("text"));
    }
    if (chance(15)) {
        return fmt::format("{} LIKE ANY (ARRAY['a%', {}])", value_of(type, depth),
                           literal_of("text"));
    }
    return fmt::format(
        "{} {} {}", value_of(type, depth), operation,
        chance(80) ? one_of({"'a%'", "'%b'::text", "'^a.*$'"}) : value_of("text", 0));
}

std::string ExpressionGenerator::number(int depth) {
    const std::string type = one_of(kNumberTypes);
    if (depth <= 0) {
        return chance(65) ? column_of(type) : literal_of(type);
    }
    switch (below(8)) {
        case 0:
        case 1:
        case 2:
            return fmt::format("({}) {} ({})", number(depth - 1),
                               one_of({"+", "-", "*", "/", "%", "^"}), number(depth - 1));
        case 3:
            return fmt::format("- ({})", number(depth - 1));
        case 4:
            return fmt::format("({})::{}", number(depth - 1), one_of(kNumberTypes));
        case 5:
            return choice(type, depth - 1);
        case 6:
            return number_call(depth - 1);
        default:
            return fmt::format("{} {} {}", column_of(type), one_of({"+", "-", "*"}),
                               literal_of(type));
    }
}

std::string ExpressionGenerator::number_call(int depth) {
    switch (below(9)) {
        case 0:
            return fmt::format("length({})", value_of(one_of(kTextTypes), depth));
        case 1:
            return fmt::format("round({}, 1)", value_of(one_of({"numeric", "integer"}), depth));
        case 2:
            return fmt::format("{}({})", one_of({"round", "floor", "ceil", "trunc"}),
                               number(depth));
        case 3:
            return fmt::format("power({}, {})", column_of(one_of(kNumberTypes)),
                               literal_of(one_of(kNumberTypes)));
        case 4:
            return fmt::format("EXTRACT(year FROM {})", column_of(one_of(kMomentTypes)));
        case 5:
            return one_of({"array_length(ta, 1)", "ia[1]", "cardinality(ia)", "jsonb_typeof(j)",
                           "(ia)[2:3]", "position('a' IN t)", "strpos(v, 'a')"});
        case 6:
            return fmt::format("d - {}", literal_of("date"));
        case 7:
            return fmt::format("char_length({})", text(depth));
        default:
            return fmt::format("sqrt({})", one_of({"4", "4.0", "i * i", "s::numeric", "2::real"}));
    }
}

std::string ExpressionGenerator::text(int depth) {
    if (depth <= 0) {
        return chance(70) ? column_of(one_of({"text", "character varying", "character"}))
                          : literal_of("text");
    }
    switch (below(8)) {
        case 0:
        case 1:
            return fmt::format(
                "{} || {}", value_of(one_of({"text", "character varying", "character"}), depth - 1),
                chance(50) ? literal_of("text") : value_of(one_of(kTextTypes), depth - 1));
        case 2:
            return fmt::format(
                "({})::{}", text(depth - 1),
                one_of({"text", "character varying", "character varying(2)", "character(3)"}));
        case 3:
            return choice(one_of({"text", "character varying", "character"}), depth - 1);
        case 4:
            return fmt::format("{} || {}", one_of({"i", "b", "n", "d", "u", "f"}),
                               literal_of("text"));
        case 5:
            return one_of({"j ->> 'a'", "j -> 'a' ->> 'b'", "j #>> '{a,b}'", "j - 'a'",
                           "(j -> 'a')::text", "j || '{\"b\": 1}'", "m::text", "u::text"});
        default:
            return text_call(depth - 1);
    }
}

std::string ExpressionGenerator::text_call(int depth) {
    const std::string value = value_of(one_of({"text", "character varying", "character"}), depth);
    switch (below(8)) {
        case 0:
            return fmt::format("{}({})", one_of({"lower", "upper", "initcap", "md5", "btrim"}),
                               value);
        case 1:
            return fmt::format("replace({}, 'a', {})", value, literal_of("text"));
        case 2:
            return fmt::format("substring({} FROM 1 FOR 2)", value);
        case 3:
            return fmt::format("{}({}, 2)", one_of({"left", "right", "substr", "repeat"}), value);
        case 4:
            return fmt::format("trim({} FROM {})", one_of({"both 'x'", "leading", "trailing ' '"}),
                               value);
        case 5:
            return fmt::format("to_char({}, 'YYYY')", column_of("timestamp without time zone"));
        case 6:
            return fmt::format("concat({}, {})", value, literal_of("text"));
        default:
            return fmt::format("regexp_replace({}, '[a-z]', 'x')", value);
    }
}

std::string ExpressionGenerator::moment(int depth) {
    const std::string type = one_of(kMomentTypes);
    if (depth <= 0) {
        return chance(60) ? column_of(type) : literal_of(type);
    }
    switch (below(7)) {
        case 0:
            return fmt::format(
                "{} {} {}",
                column_of(
                    one_of({"date", "timestamp without time zone", "timestamp with time zone"})),
                one_of({"+", "-"}), one_of({"interval '1 day'", "'1 day'::interval", "iv"}));
        case 1:
            return fmt::format("{} - {}", column_of(type), literal_of(type));
        case 2:
            return fmt::format("date_trunc('day', {})",
                               column_of(one_of({"timestamp without time zone",
                                                 "timestamp with time zone", "interval"})));
        case 3:
            return fmt::format(
                "{} AT TIME ZONE 'UTC'",
                column_of(one_of({"timestamp without time zone", "timestamp with time zone"})));
        case 4:
            return fmt::format("iv * {}", number(0));
        case 5:
            return one_of({"CURRENT_DATE - 1", "now()", "now() - interval '1 hour'",
                           "(now() AT TIME ZONE 'utc')::date", "d + 1",
                           "CURRENT_TIMESTAMP::timestamp", "timezone('utc', now())", "ts::date",
                           "d::timestamp"});
        default:
            return choice(type, depth - 1);
    }
}

std::string ExpressionGenerator::array(int depth) {
    const std::string type =
        one_of({"text", "integer", "character varying", "numeric", "mood", "date"});
    switch (below(5)) {
        case 0:
            return fmt::format("ARRAY[{}, {}]::{}[]", literal_of(type), literal_of(type), type);
        case 1:
            return fmt::format("ARRAY[{}, {}]", literal_of(type), literal_of(type));
        case 2:
            return one_of({"ta || 'a'::text", "ta || ARRAY['a']", "ia || 1", "'{}'::text[]",
                           "ARRAY[]::text[]", "string_to_array(t, ',')", "ta[1:1]", "ia"});
        case 3:
            return fmt::format("ARRAY[{}, {}]", value_of(type, depth - 1), literal_of(type));
        default:
            return choice("text[]", depth - 1);
    }
}

}  // namespace erdmark::test
