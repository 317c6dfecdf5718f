#include "render/shop.h"

#include <utility>

#include <fmt/format.h>

namespace erdmark::test {

namespace {

using namespace schema;
using Words = std::vector<std::string>;

/// Builds the shop, every name and text through its wording.
class Shop {
public:
    explicit Shop(const Wording& wording) : wording_(wording) {}

    Schema make() const {
        return {.engine = "postgresql",
                .namespaces = {{"", text("What the shop sells.")},
                               {name("billing"), text("Money that comes in.")},
                               {name("crm"), ""}},
                .tables = {bookings(), customers(), events(), feed(), orders(), suppliers(),
                           vip_customers(), billing_customers(), invoices()},
                .views = {order_totals(), monthly_totals()},
                .enums = enums(),
                .domains = domains(),
                .composite_types = {address()},
                .range_types = {price_range()},
                .sequences = sequences(),
                .routines = routines(),
                .extensions = {{n("btree_gist"), "", "1.7", text("GiST for plain types.")},
                               {n("citext"), name("crm"), "1.6", ""}},
                .event_triggers = {{.name = n("note_ddl"),
                                    .event = "ddl_command_end",
                                    .tags = {"CREATE TABLE", "DROP TABLE"},
                                    .function = call("", "note_ddl"),
                                    .options = {"ALWAYS"},
                                    .comment = text("Tells the auditors.")}},
                .publications = publications()};
    }

private:
    std::string name(const std::string& word) const { return wording_.name(word); }
    std::string n(const std::string& word) const { return wording_.name(word); }
    std::string text(const std::string& words) const { return wording_.text(words); }
    std::string sql(const std::string& words) const { return wording_.text(words); }
    QualifiedName q(const std::string& schema, const std::string& word) const {
        return {schema.empty() ? "" : n(schema), n(word)};
    }

    Words ns(const Words& words) const {
        Words names;
        for (const std::string& word : words) {
            names.push_back(n(word));
        }
        return names;
    }

    std::string call(const std::string& schema, const std::string& function) const {
        const auto quoted = [](const std::string& word) {
            std::string result = "\"";
            for (const char c : word) {
                result.append(c == '"' ? 2 : 1, c);
            }
            return result + "\"";
        };
        return (schema.empty() ? "" : quoted(n(schema)) + ".") + quoted(n(function)) + "('x')";
    }

    Column column(const std::string& word, const std::string& type) const {
        return {.name = n(word), .type = type, .nullable = false};
    }

    Column typed(const std::string& word, const std::string& schema, const std::string& type,
                 const std::string& after = "") const {
        const QualifiedName user = q(schema, type);
        return {.name = n(word), .type = user.display() + after, .user_type = user};
    }

    Column id() const {
        Column result = column("id", "bigint");
        result.identity = Identity::Always;
        result.identity_options = {"START WITH 1000", "CACHE 20"};
        return result;
    }

    Table bookings() const {
        return {.name = q("", "bookings"),
                .comment = text("Who has which room, and when."),
                .columns = {column("room", "integer"), column("during", "tstzrange")},
                .exclusion_constraints = {
                    {.name = n("no_overlap"),
                     .method = "gist",
                     .elements = {{{.column = n("room")}, "="}, {{.column = n("during")}, "&&"}},
                     .included = {n("during")},
                     .predicate = sql("room > 0"),
                     .deferrability = Deferrability::InitiallyDeferred,
                     .comment = text("A room is for one party at a time.")}}};
    }

    Table customers() const {
        Table table{.name = q("", "customers"),
                    .options = {"fillfactor=70"},
                    .comment = text("People who buy."),
                    .columns = {id(), typed("email", "", "email"), typed("home", "", "address"),
                                typed("tags", "", "mood", "[]"), typed("budget", "", "price_range"),
                                typed("country", "crm", "country")},
                    .primary_key = PrimaryKey{.name = n("customers_pkey"),
                                              .columns = {n("id")},
                                              .included = {n("email")},
                                              .deferrability = Deferrability::InitiallyImmediate,
                                              .comment = text("Never given twice.")},
                    .unique_constraints = {{.name = n("customers_email"),
                                            .columns = {n("email"), n("country")},
                                            .included = {n("home")},
                                            .nulls_not_distinct = true,
                                            .deferrability = Deferrability::InitiallyDeferred}},
                    .check_constraints = {{.name = n("has_mood"),
                                           .expression = sql("cardinality(tags) > 0"),
                                           .no_inherit = true,
                                           .not_valid = true}}};
        table.columns[1].nullable = false;
        table.columns[1].collation = "C";
        table.columns[1].options = {"STORAGE EXTERNAL", "STATISTICS 500"};
        table.columns[1].comment = text("Where we write to.");
        table.indexes = customer_indexes();
        table.statistics = {{.name = q("", "by_country"),
                             .kinds = {"ndistinct", "mcv"},
                             .parts = {n("country"), sql("lower(email)")},
                             .comment = text("They go together.")},
                            {.name = q("crm", "all_kinds"), .parts = {n("email"), n("home")}}};
        table.row_security = true;
        table.forced_row_security = true;
        table.policies = customer_policies();
        table.grants = {{n("app"), {"INSERT", "SELECT", "UPDATE (email)"}, {"SELECT"}},
                        {n("owner"), {"SELECT"}, {"SELECT"}},
                        {"public", {"SELECT"}, {}}};
        return table;
    }

    std::vector<Index> customer_indexes() const {
        return {{.name = n("by_budget"),
                 .method = "gist",
                 .parts = {{.column = n("budget"), .operator_class = "range_ops"}},
                 .included = {n("email"), n("country")},
                 .predicate = sql("country IS NOT NULL"),
                 .options = {"buffering=off", "fillfactor=70"},
                 .comment = text("For offers.")},
                {.name = n("by_name"),
                 .parts = {{.column = n("email"), .descending = true, .nulls = "LAST"},
                           {.expression = sql("lower(country)"), .collation = "C"}},
                 .unique = true,
                 .nulls_not_distinct = true,
                 .invalid = true},
                {.name = n("customers_pkey"),
                 .parts = {{.column = n("id")}},
                 .unique = true,
                 .origin = IndexOrigin::PrimaryKey}};
    }

    std::vector<Policy> customer_policies() const {
        return {{.name = n("own_rows"),
                 .command = "ALL",
                 .roles = {n("app"), n("web")},
                 .using_expression = sql("owner = CURRENT_USER"),
                 .check_expression = sql("owner = CURRENT_USER"),
                 .comment = text("Everybody has their own.")},
                {.name = n("office_hours"),
                 .restrictive = true,
                 .command = "SELECT",
                 .roles = {"public"},
                 .using_expression = sql("is_open(now())")}};
    }

    Table events() const {
        Table table{.name = q("", "events"),
                    .kind = TableKind::Partitioned,
                    .partition_key = fmt::format("RANGE ({})", n("day")),
                    .comment = text("What happened."),
                    .columns = {column("day", "date"), column("order_id", "bigint")}};
        table.foreign_keys = {{.name = n("events_order"),
                               .columns = {n("order_id")},
                               .referenced_table = q("", "orders_2026"),
                               .referenced_columns = {n("id")},
                               .not_valid = true,
                               .comment = text("Old ones are gone.")}};
        for (int month = 1; month <= 28; ++month) {
            table.partitions.push_back(
                {.name = q("", fmt::format("events_{:02}", month)),
                 .parent = table.name,
                 .bound = fmt::format("FOR VALUES FROM ('{0}-01') TO ('{0}-02')", month)});
        }
        table.policies = {{.name = n("idle"), .command = "DELETE", .roles = {n("app")}}};
        table.check_constraints = {{.expression = sql("order_id > 0")}};
        return table;
    }

    Table feed() const {
        return {.name = q("", "feed"),
                .kind = TableKind::Foreign,
                .server = n("archive"),
                .options = {"schema_name=old", "table_name=feed"},
                .columns = {column("line", "text")},
                .row_security = true};
    }

    Table orders() const {
        Table table{
            .name = q("", "orders"),
            .kind = TableKind::Partitioned,
            .partition_key = fmt::format("RANGE ({})", n("created_at")),
            .columns = {id(), column("customer_id", "bigint"),
                        column("created_at", "timestamp with time zone"),
                        typed("status", "", "order_status"), column("total", "numeric(10,2)")},
            .primary_key = PrimaryKey{.columns = {n("id"), n("created_at")}}};
        table.columns[3].default_value = "'draft'::order_status";
        table.columns[4].generated = Generated::Stored;
        table.columns[4].generation_expression = sql("price * amount");
        table.partitions = {
            {.name = q("", "orders_2026"),
             .parent = table.name,
             .bound = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
             .partition_key = fmt::format("LIST ({})", n("status")),
             .comment = text("The current year.")},
            {.name = q("", "orders_2026_paid"),
             .parent = q("", "orders_2026"),
             .bound = "FOR VALUES IN ('paid')"},
            {.name = q("", "orders_rest"), .parent = table.name, .bound = "DEFAULT"}};
        table.foreign_keys = {{.name = n("orders_customer"),
                               .columns = {n("customer_id")},
                               .referenced_table = q("", "customers"),
                               .referenced_columns = {n("id")},
                               .on_delete = ReferentialAction::SetNull,
                               .set_columns = {n("customer_id")},
                               .match = MatchType::Full,
                               .deferrability = Deferrability::InitiallyDeferred}};
        table.triggers = order_triggers();
        table.rules = {{.name = n("keep"),
                        .event = "DELETE",
                        .instead = true,
                        .definition = sql("CREATE RULE keep AS ON DELETE TO orders\n"
                                          "  DO INSTEAD NOTHING"),
                        .comment = text("Orders stay.")},
                       {.name = n("tell"), .event = "INSERT", .definition = sql("NOTIFY orders")}};
        return table;
    }

    std::vector<Trigger> order_triggers() const {
        return {{.name = n("audit"),
                 .timing = "AFTER",
                 .event = fmt::format("INSERT OR UPDATE OF {}", n("status")),
                 .level = "ROW",
                 .condition = sql("NEW.total > 0"),
                 .function = call("", "audit"),
                 .options = {"REFERENCING NEW TABLE AS added", "DISABLED"},
                 .comment = text("Who changed what.")},
                {.name = n("count"),
                 .timing = "AFTER",
                 .event = "TRUNCATE",
                 .level = "STATEMENT",
                 .function = call("crm", "audit")}};
    }

    Table suppliers() const {
        Table table{.name = q("", "suppliers"),
                    .options = {"UNLOGGED"},
                    .columns = {column("name", "text")},
                    .policies = {}};
        ReferenceRows& rows = table.rows.emplace();
        rows.columns = {n("name")};
        rows.truncated = true;
        for (int number = 1; number < 25; ++number) {
            rows.values.push_back({text(fmt::format("Supplier {}", number))});
        }
        rows.values.push_back({std::nullopt});
        return table;
    }

    Table vip_customers() const {
        return {.name = q("", "vip_customers"),
                .columns = {column("since", "date")},
                .inherits = {q("", "customers"), q("crm", "unknown")}};
    }

    Table invoices() const {
        Table table{.name = q("billing", "invoices"),
                    .comment = text("What customers have to pay."),
                    .columns = {id(), column("customer_id", "bigint"),
                                typed("status", "billing", "status")},
                    .primary_key = PrimaryKey{.columns = {n("id")}}};
        table.foreign_keys = {{.columns = {n("customer_id")},
                               .referenced_table = q("billing", "customers"),
                               .referenced_columns = {n("id")}},
                              {.columns = {n("customer_id")},
                               .referenced_table = q("", "customers"),
                               .referenced_columns = {n("id")}}};
        return table;
    }

    Table billing_customers() const {
        return {.name = q("billing", "customers"),
                .comment = text("Another one of the same name."),
                .columns = {id()},
                .primary_key = PrimaryKey{.columns = {n("id")}}};
    }

    View order_totals() const {
        return {.name = q("", "order_totals"),
                .options = {"security_barrier=true"},
                .comment = text("Each order with its sum."),
                .columns = {{.name = n("id"), .type = "bigint", .comment = text("Of the order.")},
                            typed("status", "", "order_status")},
                .definition = sql("SELECT id, status\nFROM orders"),
                .reads = {{q("", "orders_2026"), ns({"id", "status"})},
                          {q("", "customers"), many_columns()},
                          {q("crm", "unknown"), {}}},
                .triggers = {{.name = n("write"),
                              .timing = "INSTEAD OF",
                              .event = "INSERT",
                              .level = "ROW",
                              .function = call("", "audit")}},
                .rules = {{.name = n("none"), .event = "UPDATE", .definition = sql("NOTHING")}},
                .grants = {{n("app"), {"SELECT"}, {}}}};
    }

    Words many_columns() const {
        Words columns;
        for (int number = 1; number <= 20; ++number) {
            columns.push_back(n(fmt::format("c{}", number)));
        }
        return columns;
    }

    View monthly_totals() const {
        return {
            .name = q("billing", "monthly_totals"),
            .materialized = true,
            .columns = {{.name = n("month"), .type = "date"}},
            .definition = sql("SELECT month FROM order_totals"),
            .reads = {{q("", "order_totals"), {n("id")}}},
            .indexes = {{.name = n("by_month"), .parts = {{.column = n("month")}}, .unique = true}},
            .statistics = {{.name = q("billing", "by_month_and_id"), .parts = {n("month")}}}};
    }

    std::vector<EnumType> enums() const {
        EnumType country{.name = q("crm", "country")};
        for (int number = 1; number <= 40; ++number) {
            country.values.push_back(n(fmt::format("land {}", number)));
        }
        return {{q("", "mood"), ns({"sad", "ok", "happy"}), ""},
                {q("", "order_status"), ns({"draft", "paid", "shipped"}), text("How far it is.")},
                {q("billing", "status"), ns({"open", "settled"}), ""},
                {q("billing", "unused"), {}, ""},
                country};
    }

    std::vector<Domain> domains() const {
        return {
            {.name = q("", "email"),
             .type = "text",
             .nullable = false,
             .default_value = "''::text",
             .collation = "C",
             .check_constraints = {{.expression = sql("VALUE ~ '@'")},
                                   {.expression = sql("length(VALUE) < 255"), .not_valid = true}},
             .comment = text("An address for mail.")},
            {.name = q("", "work_email"), .type = n("email"), .user_type = q("", "email")}};
    }

    CompositeType address() const {
        return {.name = q("", "address"),
                .columns = {{.name = n("street"), .type = "text", .comment = text("With number.")},
                            typed("contact", "", "email")},
                .comment = text("Where somebody lives.")};
    }

    RangeType price_range() const {
        return {.name = q("", "price_range"),
                .subtype = "numeric",
                .options = {"SUBTYPE_DIFF = float8mi"},
                .comment = text("From and to.")};
    }

    std::vector<Sequence> sequences() const {
        return {{.name = q("", "invoice_numbers"),
                 .type = "bigint",
                 .options = {"INCREMENT BY 10", "CYCLE"},
                 .comment = text("Without gaps.")},
                {.name = q("", "plain_serial"),
                 .type = "integer",
                 .owner_table = q("", "suppliers"),
                 .owner_column = n("name")},
                {.name = q("", "stepped_serial"),
                 .type = "integer",
                 .options = {"INCREMENT BY 2"},
                 .owner_table = q("", "suppliers"),
                 .owner_column = n("name")},
                {.name = q("", "orders_id_seq"),
                 .type = "bigint",
                 .options = {"START WITH 1000"},
                 .owner_table = q("", "orders"),
                 .owner_column = n("id")}};
    }

    std::vector<Routine> routines() const {
        return {{.name = q("", "add_tax"),
                 .arguments = "amount numeric, rate numeric DEFAULT 0.2",
                 .returns = "numeric",
                 .language = "sql",
                 .volatility = "IMMUTABLE",
                 .strict = true,
                 .body = sql("SELECT amount * (1 + rate)"),
                 .comment = text("What the customer pays.")},
                {.name = q("", "add_tax"),
                 .arguments = "amount integer",
                 .returns = "integer",
                 .language = "c",
                 .volatility = "VOLATILE",
                 .body = "add_tax"},
                {.name = q("", "audit"),
                 .returns = "trigger",
                 .language = "plpgsql",
                 .volatility = "VOLATILE",
                 .security_definer = true,
                 .settings = {"search_path=''"},
                 .body = sql("BEGIN\n  RETURN NEW;\nEND"),
                 .comment = text("Writes into the log.")},
                {.name = q("", "close_month"),
                 .kind = RoutineKind::Procedure,
                 .arguments = "month date",
                 .language = "plpython3u",
                 .body = sql("pass")},
                {.name = q("", "note_ddl"),
                 .returns = "event_trigger",
                 .language = "plpgsql",
                 .volatility = "VOLATILE"},
                {.name = q("crm", "audit"),
                 .returns = "trigger",
                 .language = "plpgsql",
                 .volatility = "VOLATILE"},
                {.name = q("crm", "median"),
                 .kind = RoutineKind::Aggregate,
                 .arguments = "numeric",
                 .returns = "numeric",
                 .language = "internal",
                 .volatility = "STABLE"}};
    }

    std::vector<Publication> publications() const {
        return {{.name = n("everything"), .all_tables = true, .comment = text("For the replica.")},
                {.name = n("some"),
                 .tables = {q("", "orders").display() + " (id, status) WHERE (id > 0)"},
                 .schemas = {n("billing")},
                 .operations = {"INSERT", "UPDATE"}}};
    }

    const Wording& wording_;
};

}  // namespace

Schema shop(const Wording& wording) {
    return Shop(wording).make();
}

Wording plain_wording() {
    const auto same = [](std::string words) { return words; };
    return {same, same};
}

Wording hostile_wording() {
    return {[](const std::string& word) { return word + "|`<b>\"#-->\n"; },
            [](const std::string& words) {
                return "- " + words + " | `x` <!-- erdmark:keep y -->\n\n# *z* $i$ {{j}}\n```";
            }};
}

}  // namespace erdmark::test
