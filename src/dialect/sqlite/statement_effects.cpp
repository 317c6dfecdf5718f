#include "dialect/sqlite/statement_effects.h"

#include <utility>

#include <sqlite3.h>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

std::string_view view_or_none(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace

EffectsRecorder::EffectsRecorder(sqlite3* database) : database_(database) {
    sqlite3_set_authorizer(database_, authorize, this);
}

EffectsRecorder::~EffectsRecorder() {
    sqlite3_set_authorizer(database_, nullptr, nullptr);
}

void EffectsRecorder::begin(bool defines) {
    effects_ = {};
    defines_ = defines;
    is_listening_ = true;
}

StatementEffects EffectsRecorder::take() {
    is_listening_ = false;
    return std::exchange(effects_, {});
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of sqlite3_set_authorizer
int EffectsRecorder::authorize(void* recorder, int action, const char* first, const char* second,
                               const char* database, const char* /*trigger*/) {
    auto* self = static_cast<EffectsRecorder*>(recorder);
    if (!self->is_listening_) {
        return SQLITE_OK;
    }
    if (action == SQLITE_ALTER_TABLE && view_or_none(first) == "main") {
        self->effects_.altered.push_back(to_lower(view_or_none(second)));
        self->effects_.changed.insert(to_lower(view_or_none(second)));
    } else if (view_or_none(database) == "main") {
        self->record(action, view_or_none(first));
    }
    return SQLITE_OK;
}

void EffectsRecorder::record(int action, std::string_view table) {
    switch (action) {
        case SQLITE_CREATE_TABLE:
            effects_.created.push_back(to_lower(table));
            break;
        case SQLITE_DROP_TABLE:
        case SQLITE_DROP_VTABLE:
            effects_.dropped.push_back(to_lower(table));
            effects_.changed.insert(to_lower(table));
            break;
        case SQLITE_INSERT:
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
            record_rows(table);
            break;
        default:
            break;
    }
}

void EffectsRecorder::record_rows(std::string_view table) {
    std::string name = to_lower(table);
    if (name == "sqlite_master" || name == "sqlite_schema") {
        effects_.edits_schema |= !defines_;
    } else if (!name.starts_with("sqlite_")) {
        effects_.changed.insert(std::move(name));
    }
}

}  // namespace erdmark::dialect::sqlite
