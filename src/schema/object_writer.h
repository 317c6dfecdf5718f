#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "schema/schema.h"

namespace erdmark::schema {

/// Builds a JSON object as docs/formats/snapshot.md has them: what says nothing is left out, that
/// is the empty text, the empty list, `false` and the first word of an enum. Only `always` writes
/// them too.
class ObjectWriter {
public:
    void always(const char* name, Json value) { members_.emplace_back(name, std::move(value)); }

    void text(const char* name, const std::string& value) {
        if (!value.empty()) {
            always(name, value);
        }
    }

    void optional_text(const char* name, const std::optional<std::string>& value) {
        if (value) {
            always(name, *value);
        }
    }

    void flag(const char* name, bool value) {
        if (value) {
            always(name, true);
        }
    }

    /// `words` are those of an enum, in the order of its enumerators.
    void word(const char* name, std::span<const std::string_view> words, std::size_t index) {
        if (index != 0) {
            always(name, words[index]);
        }
    }

    void list(const char* name, Json::Array items) {
        if (!items.empty()) {
            always(name, std::move(items));
        }
    }

    void qualified_name(const QualifiedName& name) {
        text("schema", name.schema);
        always("name", name.name);
    }

    static Json::Array array(const std::vector<std::string>& texts) {
        return {texts.begin(), texts.end()};
    }

    /// The object; leaves this one empty.
    Json take() { return std::exchange(members_, {}); }

private:
    Json::Object members_;
};

}  // namespace erdmark::schema
