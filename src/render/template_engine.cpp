#include "render/template_engine.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace erdmark::render {

namespace {

class Writer {
public:
    explicit Writer(TemplateEngine::Escape escape) : escape_(escape) {}

    std::string write(const std::vector<TemplateNode>& nodes, const ValueMap& values) {
        levels_.push_back(&values);
        append(nodes);
        return std::move(result_);
    }

private:
    void append(const std::vector<TemplateNode>& nodes) {
        for (const TemplateNode& node : nodes) {
            append(node);
        }
    }

    void append(const TemplateNode& node) {
        switch (node.form) {
            case TemplateNode::Form::Literal:
                result_ += node.text;
                return;
            case TemplateNode::Form::Escaped:
                result_ += escape_(value_of(node).string);
                return;
            case TemplateNode::Form::Raw:
                result_ += value_of(node).string;
                return;
            case TemplateNode::Form::Section:
                append_section(node, value_of(node));
                return;
            case TemplateNode::Form::Inverted:
                if (!value_of(node).holds()) {
                    append(node.children);
                }
                return;
        }
    }

    void append_section(const TemplateNode& node, const ValueMap::Member& value) {
        if (value.kind != TagKind::List) {
            if (value.holds()) {
                append(node.children);
            }
            return;
        }
        for (const ValueMap& item : value.items) {
            levels_.push_back(&item);
            append(node.children);
            levels_.pop_back();
        }
    }

    const ValueMap::Member& value_of(const TemplateNode& node) const {
        for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
            if (const ValueMap::Member* member = (*level)->find(node.text)) {
                return *member;
            }
        }
        // The compiler has found each name in the table, and a test holds the table against the
        // values.
        assert(false);
        static const ValueMap::Member nothing{.name = "", .kind = TagKind::Text};
        return nothing;
    }

    TemplateEngine::Escape escape_;
    std::vector<const ValueMap*> levels_;
    std::string result_;
};

}  // namespace

ValueMap::ValueMap(std::size_t room) {
    members_.reserve(room);
}
ValueMap::ValueMap(ValueMap&& other) noexcept = default;
ValueMap& ValueMap::operator=(ValueMap&& other) noexcept = default;
ValueMap::~ValueMap() = default;

ValueMap::Member& ValueMap::add(const char* name, TagKind kind) {
    Member& member = members_.emplace_back();
    member.name = name;
    member.kind = kind;
    return member;
}

void ValueMap::text(const char* name, std::string value) {
    add(name, TagKind::Text).string = std::move(value);
}

void ValueMap::markup(const char* name, std::string value) {
    add(name, TagKind::Markup).string = std::move(value);
}

void ValueMap::flag(const char* name, bool value) {
    add(name, TagKind::Flag).flag = value;
}

void ValueMap::list(const char* name, ValueList items) {
    add(name, TagKind::List).items = std::move(items);
}

const ValueMap::Member* ValueMap::find(std::string_view name) const {
    const auto found = std::ranges::find(members_, name, &Member::name);
    return found == members_.end() ? nullptr : &*found;
}

TemplateEngine::TemplateEngine(const std::map<std::string, Template>& templates,
                               const std::map<std::string, TagTable>& tables, Escape escape)
    : escape_(escape) {
    for (const auto& [name, table] : tables) {
        compiled_.emplace(name, compile_template(templates.at(name), templates, table));
    }
}

std::string TemplateEngine::render(const std::string& name, const ValueMap& values) const {
    return Writer(escape_).write(compiled_.at(name), values);
}

}  // namespace erdmark::render
