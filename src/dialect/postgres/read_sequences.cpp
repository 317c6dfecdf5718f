#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "dialect/postgres/read_objects.h"

namespace erdmark::dialect::postgres {

namespace {

/// `a` is a sequence that a column owns, `i` that of an identity column.
constexpr std::string_view kSequences = R"sql(
    SELECT n.nspname, c.relname, c.relpersistence = 'u', pg_catalog.format_type(s.seqtypid, NULL),
        s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
        d.refobjid, d.refobjsubid, d.deptype, orn.nspname, orc.relname, a.attname, e.description
    FROM pg_catalog.pg_sequence AS s
    JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid AND c.relpersistence <> 't'
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend AS d
        ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class AS orc ON orc.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_namespace AS orn ON orn.oid = orc.relnamespace
    LEFT JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
    LEFT JOIN pg_catalog.pg_description AS e
        ON e.objoid = s.seqrelid AND e.classoid = 'pg_catalog.pg_class'::regclass
            AND e.objsubid = 0
    WHERE c.relnamespace = ANY (:namespaces)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid
                AND x.deptype = 'e'))sql";

/// The numbers of a sequence, as `CREATE SEQUENCE` names them.
struct SequenceNumbers {
    std::int64_t start = 0;
    std::int64_t increment = 0;
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
    std::int64_t cache = 0;
    bool cycle = false;
};

template <typename Integer>
SequenceNumbers limits_of() {
    return {.minimum = std::numeric_limits<Integer>::min(),
            .maximum = std::numeric_limits<Integer>::max()};
}

/// What a sequence of that type has when nothing is said but its increment
/// (https://www.postgresql.org/docs/15/sql-createsequence.html).
SequenceNumbers defaults(const std::string& type, std::int64_t increment) {
    SequenceNumbers numbers = type == "smallint"  ? limits_of<std::int16_t>()
                              : type == "integer" ? limits_of<std::int32_t>()
                                                  : limits_of<std::int64_t>();
    const bool ascending = increment > 0;
    (ascending ? numbers.minimum : numbers.maximum) = ascending ? 1 : -1;
    return numbers;
}

std::vector<std::string> options_of(const SequenceNumbers& numbers, const std::string& type) {
    const SequenceNumbers usual = defaults(type, numbers.increment);
    std::vector<std::string> options;
    const auto add = [&](const char* words, std::int64_t value, std::int64_t usual_value) {
        if (value != usual_value) {
            options.push_back(fmt::format("{} {}", words, value));
        }
    };
    add("START WITH", numbers.start, numbers.increment > 0 ? numbers.minimum : numbers.maximum);
    add("INCREMENT BY", numbers.increment, 1);
    add("MINVALUE", numbers.minimum, usual.minimum);
    add("MAXVALUE", numbers.maximum, usual.maximum);
    add("CACHE", numbers.cache, 1);
    if (numbers.cycle) {
        options.emplace_back("CYCLE");
    }
    return options;
}

SequenceNumbers take_numbers(CatalogFields& fields) {
    return {.start = fields.integer(),
            .increment = fields.integer(),
            .minimum = fields.integer(),
            .maximum = fields.integer(),
            .cache = fields.integer(),
            .cycle = fields.flag()};
}

/// An identity column's own sequence is no object that anybody names.
void note_identity(CatalogReading& reading, Oid relation, int number,
                   const schema::Sequence& sequence) {
    schema::Table* table = reading.table(relation);
    if (table == nullptr) {
        return;
    }
    const std::string& name = reading.relations.at(relation).columns.at(number);
    const auto column = std::ranges::find(table->columns, name, &schema::Column::name);
    column->identity_options = sequence.options;
    if (sequence.type != column->type) {
        column->identity_options.insert(column->identity_options.begin(), "AS " + sequence.type);
    }
}

void add_sequence(CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    std::string schema = fields.text();
    schema::Sequence sequence{.name = reading.name(std::move(schema), fields.text())};
    const bool unlogged = fields.flag();
    sequence.type = fields.text();
    sequence.options = options_of(take_numbers(fields), sequence.type);
    const Oid owner = fields.oid();
    const int number = static_cast<int>(fields.integer());
    const bool is_identity = fields.code() == 'i';
    std::string owner_schema = fields.text();
    sequence.owner_table = reading.name(std::move(owner_schema), fields.text());
    sequence.owner_column = fields.text();
    sequence.comment = fields.text();
    if (is_identity) {
        note_identity(reading, owner, number, sequence);
        return;
    }
    if (sequence.owner_column.empty()) {
        sequence.owner_table = {};
    }
    // That of an unlogged table's serial column is unlogged as well, from PostgreSQL 15 on.
    if (unlogged && sequence.owner_column.empty()) {
        sequence.options.emplace_back("UNLOGGED");
    }
    reading.schema.sequences.push_back(std::move(sequence));
}

}  // namespace

void read_sequences(CatalogReading& reading) {
    for (Row& row : reading.query(kSequences)) {
        add_sequence(reading, row);
    }
}

}  // namespace erdmark::dialect::postgres
