#include "dialect/postgres/view_signatures.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/text.h"
#include "dialect/postgres/view_facts.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kSeparators = " \n";

/// The start of the entry that `at` is in.
std::size_t entry_start(std::string_view facts, std::size_t at) {
    const std::size_t before =
        at == 0 ? std::string_view::npos : facts.find_last_of(kSeparators, at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

std::string_view entry_at(std::string_view facts, std::size_t start) {
    return facts.substr(start, facts.find_first_of(kSeparators, start) - start);
}

std::string_view name_of(std::string_view entry) {
    return entry.substr(0, entry.find('('));
}

/// Where the first entry stands whose name is not before `name`.
std::size_t find_name(std::string_view facts, std::string_view name) {
    std::size_t low = 0;
    std::size_t high = facts.size();
    while (low < high) {
        const std::size_t start = entry_start(facts, low + (high - low) / 2);
        const std::string_view entry = entry_at(facts, start);
        if (name_of(entry) < name) {
            low = std::min(start + entry.size() + 1, facts.size());
        } else {
            high = start;
        }
    }
    return low;
}

void read_arguments(std::string_view text, Signature& signature) {
    if (text.empty()) {
        return;
    }
    for (std::string_view type : split(text, ',')) {
        signature.is_variadic = type.starts_with('*');
        const bool is_optional = type.starts_with('?');
        type.remove_prefix(signature.is_variadic || is_optional ? 1 : 0);
        signature.arguments.emplace_back(type);
        signature.required += is_optional ? 0 : 1;
    }
}

void read_result(std::string_view text, Signature& signature) {
    signature.returns_set = text.starts_with('+');
    text.remove_prefix(1);
    if (!text.starts_with('{')) {
        signature.result = text;
        return;
    }
    for (const std::string_view output : split(text.substr(1, text.size() - 2), ',')) {
        const std::size_t colon = output.find(':');
        signature.output_names.emplace_back(output.substr(0, colon));
        signature.output_types.emplace_back(output.substr(colon + 1));
    }
    const bool is_one = signature.output_types.size() == 1;
    signature.result = is_one ? signature.output_types.front() : "record";
}

Signature read_entry(std::string_view entry) {
    Signature signature;
    const std::size_t open = entry.find('(');
    const std::size_t close = entry.find(')', open);
    read_arguments(entry.substr(open + 1, close - open - 1), signature);
    read_result(entry.substr(close + 1), signature);
    return signature;
}

std::vector<Signature> read_entries(std::string_view facts, std::string_view name) {
    std::vector<Signature> signatures;
    std::size_t at = find_name(facts, name);
    while (at < facts.size() && name_of(entry_at(facts, at)) == name) {
        const std::string_view entry = entry_at(facts, at);
        signatures.push_back(read_entry(entry));
        at += entry.size() + 1;
    }
    return signatures;
}

using SignaturesByName = std::map<std::string, std::vector<Signature>, std::less<>>;

const std::vector<Signature>& remembered(SignaturesByName& known, std::string_view facts,
                                         std::string_view name) {
    const auto found = known.find(name);
    return found != known.end()
               ? found->second
               : known.emplace(std::string(name), read_entries(facts, name)).first->second;
}

}  // namespace

const std::vector<Signature>& function_signatures(std::string_view name) {
    thread_local SignaturesByName known;
    const bool is_early = !name.empty() && name.front() < 'k';
    return remembered(known, is_early ? builtin_functions_below_k() : builtin_functions_from_k(),
                      name);
}

const std::vector<Signature>& operator_signatures(std::string_view name) {
    thread_local SignaturesByName known;
    return remembered(known, builtin_operators(), name);
}

}  // namespace erdmark::dialect::postgres
