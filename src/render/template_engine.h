#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "render/template_set.h"

namespace erdmark::render {

// Templates are Mustache (its specification 1.1) without what a strict page has no use for:
// lambdas, `{{.}}` and dotted names. What is added is that a name which does not exist is an error
// with its place, never an empty string.

/// What a tag of a name stands for; docs/formats/templates.md lists every one.
enum class TagKind {
    Text,    ///< Raw text: `{{name}}`, escaped for the format. `{{{name}}}` is refused: it would
             ///< reach the page raw.
    Markup,  ///< Ready markup: `{{{name}}}`. `{{name}}` is refused: it would be escaped twice.
    Flag,    ///< `{{#name}}` and `{{^name}}` only.
    List,    ///< `{{#name}}…{{/name}}` for each item; `{{^name}}` when empty.
};

struct Tag;

/// The values that a template sees at one level, in the order in which they are documented.
using TagTable = std::vector<Tag>;

struct Tag {
    std::string name;
    TagKind kind;
    std::string description;
    TagTable inner = {};  ///< Of a list's items. Names of outer levels stay visible inside.
};

class ValueMap;
using ValueList = std::vector<ValueMap>;

/// The named values of one level: what a template is given. Each level has all the names that its
/// table lists: one that is missing would let an outer value of the same name show through.
class ValueMap {
public:
    struct Member;

    /// `room` is how many values there will be: a hint that saves time.
    explicit ValueMap(std::size_t room = 8);
    ValueMap(ValueMap&& other) noexcept;
    ValueMap& operator=(ValueMap&& other) noexcept;
    ~ValueMap();

    // Names are literals: they are kept by address.
    void text(const char* name, std::string value);
    void markup(const char* name, std::string value);
    void flag(const char* name, bool value);
    void list(const char* name, ValueList items);

    const std::vector<Member>& members() const { return members_; }

    /// The member of that name, or a null pointer.
    const Member* find(std::string_view name) const;

private:
    Member& add(const char* name, TagKind kind);

    std::vector<Member> members_;
};

struct ValueMap::Member {
    const char* name = "";
    TagKind kind = TagKind::Text;
    bool flag = false;
    std::string string = {};
    ValueList items = {};

    /// What a section asks: a flag that is set, a text or a list that is not empty.
    bool holds() const { return flag || !string.empty() || !items.empty(); }
};

/// A part of a compiled template.
struct TemplateNode {
    enum class Form { Literal, Escaped, Raw, Section, Inverted };

    Form form;
    std::string text;  ///< What is written, or the name of a value.
    std::vector<TemplateNode> children = {};
};

/// A template with its partials put in, each tag held against the table of values. Throws a
/// `Config` error `path:line:column: unknown value 'X' (did you mean 'Y'?)` for a name that does
/// not exist there, a tag of the wrong kind, an unknown or endlessly recursive partial, an unclosed
/// section. Keys of `all` leave out `.mustache`, as the tags `{{>name}}` do.
std::vector<TemplateNode> compile_template(const Template& tmpl,
                                           const std::map<std::string, Template>& all,
                                           const TagTable& values);

/// Compiled templates, and one format's way to escape text.
class TemplateEngine {
public:
    using Escape = std::string (*)(std::string_view);

    /// Compiles the template of each name in `tables`.
    TemplateEngine(const std::map<std::string, Template>& templates,
                   const std::map<std::string, TagTable>& tables, Escape escape);

    std::string render(const std::string& name, const ValueMap& values) const;

private:
    std::map<std::string, std::vector<TemplateNode>> compiled_;
    Escape escape_;
};

}  // namespace erdmark::render
