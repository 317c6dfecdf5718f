#include "migration/variables.h"

#include <fmt/format.h>

#include "base/text.h"
#include "migration/script_parts.h"

namespace erdmark::migration {

const std::string& value_of(const std::string& name, const Variables& variables,
                            const sql::Script& script, std::size_t offset) {
    const auto variable = variables.find(name);
    if (variable == variables.end()) {
        fail_at(script, offset,
                fmt::format("no value for the variable '{}'; give it one in [source.variables] of "
                            "erdmark.toml",
                            name));
    }
    return variable->second;
}

sql::Script replace_placeholders(
    const sql::Script& script, std::string_view begin, std::string_view end,
    const std::function<std::string(const std::string& name, std::size_t offset)>& value) {
    const std::string_view text = script.text;
    sql::Script result{.file = script.file, .start = script.start};
    std::size_t done = 0;
    for (std::size_t at = text.find(begin); at != std::string_view::npos;) {
        const std::size_t name = at + begin.size();
        const std::size_t line = std::min(text.find_first_of("\r\n", name), text.size());
        const std::size_t length = text.substr(name, line - name).find(end);
        if (length == std::string_view::npos) {
            at = text.find(begin, name);
            continue;
        }
        result.text += text.substr(done, at - done);
        result.text += value(std::string(trim(text.substr(name, length))), at);
        done = name + length + end.size();
        at = text.find(begin, done);
    }
    result.text += text.substr(done);
    return result;
}

}  // namespace erdmark::migration
