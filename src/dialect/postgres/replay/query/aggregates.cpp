#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
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

Collection** collection_of(sqlite3_context* context, bool make) {
    return static_cast<Collection**>(
        sqlite3_aggregate_context(context, make ? sizeof(Collection*) : 0));
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
        const auto [first, last] = std::ranges::unique(items, {}, &Item::text);
        items.erase(first, last);
    }
    std::ranges::stable_sort(items, goes_before);
    return std::move(items);
}

void step_array(sqlite3_context* context, int count, sqlite3_value** values) {
    collect(context, {values, static_cast<std::size_t>(count)}, 2);
}

void step_string(sqlite3_context* context, int count, sqlite3_value** values) {
    if (sqlite3_value_type(values[1]) != SQLITE_NULL) {
        collect(context, {values, static_cast<std::size_t>(count)}, 3);
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

void step_single(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    auto** value =
        static_cast<sqlite3_value**>(sqlite3_aggregate_context(context, sizeof(sqlite3_value*)));
    if (*value != nullptr) {
        auto* database = static_cast<QueryDatabase*>(sqlite3_user_data(context));
        database->pending = std::make_exception_ptr(
            Refusal{.message = "more than one row returned by a subquery used as an expression",
                    .code = "21000"});
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
    add("pg_any", step_tally, finish_any);
    add("pg_all", step_tally, finish_all);
    add("pg_single", step_single, finish_single);
}

}  // namespace erdmark::dialect::postgres
