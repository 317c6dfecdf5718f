#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

using Value = std::unique_ptr<sqlite3_value, decltype(&sqlite3_value_free)>;

/// NULL goes behind everything, as in PostgreSQL.
int compare(sqlite3_value* left, sqlite3_value* right) {
    const bool left_null = sqlite3_value_type(left) == SQLITE_NULL;
    const bool right_null = sqlite3_value_type(right) == SQLITE_NULL;
    if (left_null || right_null) {
        return static_cast<int>(left_null) - static_cast<int>(right_null);
    }
    if (sqlite3_value_type(left) != SQLITE_TEXT && sqlite3_value_type(right) != SQLITE_TEXT) {
        const double difference = sqlite3_value_double(left) - sqlite3_value_double(right);
        return static_cast<int>(difference > 0) - static_cast<int>(difference < 0);
    }
    const auto text = [](sqlite3_value* value) {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    return text(left).compare(text(right));
}

struct Item {
    std::optional<std::string> text;
    std::string separator;
    std::vector<Value> keys;
    std::vector<bool> descending;
};

bool goes_before(const Item& left, const Item& right) {
    for (std::size_t index = 0; index < left.keys.size(); ++index) {
        const int order = compare(left.keys[index].get(), right.keys[index].get());
        if (order != 0) {
            return left.descending[index] ? order > 0 : order < 0;
        }
    }
    return false;
}

struct Collection {
    bool distinct = false;
    std::vector<Item> items;
};

/// What SQLite keeps for an aggregate while it runs.
constexpr int kPointerSize = sizeof(void*);

Collection** collection_of(sqlite3_context* context, bool make) {
    return static_cast<Collection**>(sqlite3_aggregate_context(context, make ? kPointerSize : 0));
}

std::string text_of_value(sqlite3_value* value) {
    if (sqlite3_value_type(value) == SQLITE_FLOAT) {
        return real_text(sqlite3_value_double(value));
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr
               ? std::string()
               : std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// Takes one row: whether only distinct values count, the value, a separator if `keys_from` is 3,
/// and pairs of a key and whether it is descending.
void collect(sqlite3_context* context, std::span<sqlite3_value*> values, std::size_t keys_from) {
    Collection** collection = collection_of(context, true);
    if (*collection == nullptr) {
        *collection = new Collection{.distinct = sqlite3_value_int(values[0]) != 0};
    }
    Item item;
    if (sqlite3_value_type(values[1]) != SQLITE_NULL) {
        item.text = text_of_value(values[1]);
    }
    if (keys_from == 3) {
        item.separator = text_of_value(values[2]);
    }
    for (std::size_t index = keys_from; index + 1 < values.size(); index += 2) {
        item.keys.emplace_back(sqlite3_value_dup(values[index]), sqlite3_value_free);
        item.descending.push_back(sqlite3_value_int(values[index + 1]) != 0);
    }
    (*collection)->items.push_back(std::move(item));
}

/// The items in order, taken out of the context; nothing when there was no row.
std::optional<std::vector<Item>> take_items(sqlite3_context* context) {
    Collection** slot = collection_of(context, false);
    if (slot == nullptr || *slot == nullptr) {
        return std::nullopt;
    }
    const std::unique_ptr<Collection> collection(*slot);
    std::vector<Item>& items = collection->items;
    if (collection->distinct) {
        // The server sorts to find equal values.
        std::ranges::stable_sort(items, {}, &Item::text);
        const auto is_same = [](const Item& left, const Item& right) {
            return left.text == right.text;
        };
        items.erase(std::unique(items.begin(), items.end(), is_same), items.end());
    }
    std::ranges::stable_sort(items, goes_before);
    return std::move(items);
}

/// Hands what was thrown to the database, which throws it again outside of SQLite.
void keep_exception(sqlite3_context* context) {
    auto* database = static_cast<QueryDatabase*>(sqlite3_user_data(context));
    database->pending = std::current_exception();
    sqlite3_result_error(context, "aggregate", -1);
}

/// Collects within the work that there may be.
void collect_counted(sqlite3_context* context, std::span<sqlite3_value*> values,
                     std::size_t keys_from) {
    try {
        auto* database = static_cast<QueryDatabase*>(sqlite3_user_data(context));
        const FunctionCall call(context, values, *database);
        database->spend_in_query((sizeof(Item) + call.bytes()) / kBytesOfStep);
        collect(context, values, keys_from);
    } catch (...) {
        keep_exception(context);
    }
}

void step_array(sqlite3_context* context, int count, sqlite3_value** values) {
    collect_counted(context, {values, static_cast<std::size_t>(count)}, 2);
}

void step_string(sqlite3_context* context, int count, sqlite3_value** values) {
    if (sqlite3_value_type(values[1]) != SQLITE_NULL) {
        collect_counted(context, {values, static_cast<std::size_t>(count)}, 3);
    }
}

void give(sqlite3_context* context, const std::string& text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void finish_array(sqlite3_context* context) {
    const std::optional<std::vector<Item>> items = take_items(context);
    if (!items) {
        sqlite3_result_null(context);
        return;
    }
    std::vector<std::optional<std::string>> elements;
    for (const Item& item : *items) {
        elements.push_back(item.text);
    }
    give(context, array_text(elements));
}

/// The items as JSON, between the brackets that stand for them; `binary` for jsonb.
void finish_json(sqlite3_context* context, std::string_view brackets, bool binary) {
    const std::optional<std::vector<Item>> items = take_items(context);
    if (!items) {
        sqlite3_result_null(context);
        return;
    }
    std::vector<std::string> parts;
    for (const Item& item : *items) {
        parts.push_back(item.text.value_or("null"));
    }
    const std::size_t middle = brackets.size() / 2;
    const std::string text = fmt::format("{}{}{}", brackets.substr(0, middle),
                                         fmt::join(parts, ", "), brackets.substr(middle));
    give(context, binary ? jsonb_output(text).value_or(text) : text);
}

void finish_json_array(sqlite3_context* context) {
    finish_json(context, "[]", false);
}

void finish_jsonb_array(sqlite3_context* context) {
    finish_json(context, "[]", true);
}

void finish_json_object(sqlite3_context* context) {
    finish_json(context, "{  }", false);
}

void finish_jsonb_object(sqlite3_context* context) {
    finish_json(context, "{  }", true);
}

void finish_string(sqlite3_context* context) {
    const std::optional<std::vector<Item>> items = take_items(context);
    if (!items) {
        sqlite3_result_null(context);
        return;
    }
    std::string text;
    for (std::size_t index = 0; index < items->size(); ++index) {
        text += (index == 0 ? "" : (*items)[index].separator) + *(*items)[index].text;
    }
    give(context, text);
}

/// How many rows were true, false and NULL.
struct Tally {
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t unknown = 0;
};

void step_tally(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    auto* tally = static_cast<Tally*>(sqlite3_aggregate_context(context, sizeof(Tally)));
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
        ++tally->unknown;
    } else {
        ++(sqlite3_value_int(values[0]) != 0 ? tally->yes : tally->no);
    }
}

void give_tally(sqlite3_context* context, bool is_any) {
    const auto* tally = static_cast<Tally*>(sqlite3_aggregate_context(context, 0));
    const std::int64_t decisive = tally == nullptr ? 0 : (is_any ? tally->yes : tally->no);
    if (decisive == 0 && tally != nullptr && tally->unknown > 0) {
        sqlite3_result_null(context);
        return;
    }
    sqlite3_result_int(context, static_cast<int>(decisive > 0) == static_cast<int>(is_any));
}

void finish_any(sqlite3_context* context) {
    give_tally(context, true);
}

void finish_all(sqlite3_context* context) {
    give_tally(context, false);
}

/// The value that was best so far, and what it is compared by.
struct Extreme {
    sqlite3_value* value = nullptr;
    sqlite3_value* key = nullptr;
};

void step_extreme(sqlite3_context* context, sqlite3_value** values, bool greatest) {
    auto* extreme = static_cast<Extreme*>(sqlite3_aggregate_context(context, sizeof(Extreme)));
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
        return;
    }
    if (extreme->value != nullptr) {
        const int order = compare(values[1], extreme->key);
        if (greatest ? order <= 0 : order >= 0) {
            return;
        }
        sqlite3_value_free(extreme->value);
        sqlite3_value_free(extreme->key);
    }
    extreme->value = sqlite3_value_dup(values[0]);
    extreme->key = sqlite3_value_dup(values[1]);
}

void step_min(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    step_extreme(context, values, false);
}

void step_max(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    step_extreme(context, values, true);
}

void finish_extreme(sqlite3_context* context) {
    auto* extreme = static_cast<Extreme*>(sqlite3_aggregate_context(context, 0));
    if (extreme == nullptr || extreme->value == nullptr) {
        sqlite3_result_null(context);
        return;
    }
    sqlite3_result_value(context, extreme->value);
    sqlite3_value_free(extreme->value);
    sqlite3_value_free(extreme->key);
}

/// A sum of numeric values, and how many there were.
struct DecimalSum {
    std::string text = "0";
    std::int64_t count = 0;
};

DecimalSum** decimal_slot(sqlite3_context* context, bool make) {
    return static_cast<DecimalSum**>(sqlite3_aggregate_context(context, make ? kPointerSize : 0));
}

void step_decimal(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    DecimalSum** sum = decimal_slot(context, true);
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
        return;
    }
    if (*sum == nullptr) {
        *sum = new DecimalSum();
    }
    try {
        (*sum)->text = decimal_sum((*sum)->text, text_of_value(values[0]));
        ++(*sum)->count;
    } catch (...) {
        keep_exception(context);
    }
}

void finish_decimal(sqlite3_context* context, bool is_mean) {
    DecimalSum** slot = decimal_slot(context, false);
    if (slot == nullptr || *slot == nullptr) {
        sqlite3_result_null(context);
        return;
    }
    const std::unique_ptr<DecimalSum> sum(*slot);
    try {
        give(context,
             is_mean ? decimal_quotient(sum->text, std::to_string(sum->count)) : sum->text);
    } catch (...) {
        keep_exception(context);
    }
}

void finish_decimal_sum(sqlite3_context* context) {
    finish_decimal(context, false);
}

void finish_decimal_mean(sqlite3_context* context) {
    finish_decimal(context, true);
}

void step_single(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    auto** value =
        static_cast<sqlite3_value**>(sqlite3_aggregate_context(context, sizeof(sqlite3_value*)));
    if (*value != nullptr) {
        auto* database = static_cast<QueryDatabase*>(sqlite3_user_data(context));
        database->pending = std::make_exception_ptr(
            Refusal{.message = "more than one row returned by a subquery used as an expression",
                    .code = condition::kCardinalityViolation});
        sqlite3_result_error(context, "pg_single", -1);
        return;
    }
    *value = sqlite3_value_dup(values[0]);
}

void finish_single(sqlite3_context* context) {
    auto** value = static_cast<sqlite3_value**>(sqlite3_aggregate_context(context, 0));
    if (value == nullptr || *value == nullptr) {
        sqlite3_result_null(context);
        return;
    }
    sqlite3_result_value(context, *value);
    sqlite3_value_free(*value);
    *value = nullptr;
}

}  // namespace

void register_aggregates(QueryDatabase& database) {
    using Step = void (*)(sqlite3_context*, int, sqlite3_value**);
    using Finish = void (*)(sqlite3_context*);
    const auto add = [&](const char* name, Step step, Finish finish) {
        sqlite3_create_function_v2(database.handle(), name, -1, SQLITE_UTF8, &database, nullptr,
                                   step, finish, nullptr);
    };
    add("pg_array_agg", step_array, finish_array);
    add("pg_string_agg", step_string, finish_string);
    add("pg_json_agg", step_array, finish_json_array);
    add("pg_jsonb_agg", step_array, finish_jsonb_array);
    add("pg_json_object_agg", step_array, finish_json_object);
    add("pg_jsonb_object_agg", step_array, finish_jsonb_object);
    add("pg_min", step_min, finish_extreme);
    add("pg_max", step_max, finish_extreme);
    add("pg_decimal_sum", step_decimal, finish_decimal_sum);
    add("pg_decimal_avg", step_decimal, finish_decimal_mean);
    add("pg_any", step_tally, finish_any);
    add("pg_all", step_tally, finish_all);
    add("pg_single", step_single, finish_single);
}

}  // namespace erdmark::dialect::postgres
