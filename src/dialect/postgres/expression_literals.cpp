#include "dialect/postgres/expression_literals.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

std::optional<std::string_view> boolean_of(std::string_view text) {
    const std::optional<std::string> output = boolean_output(text);
    return output ? std::optional<std::string_view>(*output == "t" ? "true" : "false")
                  : std::nullopt;
}

bool is_bit_type(std::string_view type) {
    return type == "bit" || type == "\"bit\"" || type.starts_with("bit(");
}

/// The text as the server prints it for a value of that type.
void set_output(Node& string, std::string_view type) {
    if (std::optional<std::string> output = literal_output(string.text, type)) {
        string.text = std::move(*output);
        if (is_bit_type(type)) {
            string = make_node(NodeKind::Bits, "b" + string.text);
        }
    }
}

void set_output_of_cast(Node& cast) {
    set_output(cast.parts[0], cast.text);
    // What the type of an interval cuts off is not in the text any more.
    if (cast.text.starts_with("interval") && cast.type == "interval" &&
        literal_output(cast.parts[0].text, cast.text)) {
        cast.text = cast.type;
    }
    if (cast.text == "\"bit\"" && cast.parts[0].kind == NodeKind::Bits) {
        drop_cast(cast);
    }
}

/// A string that is a number of that type.
bool is_number_of(std::string_view text, std::string_view type) {
    if (!is_number_type(type) || !is_plain_number(text)) {
        return false;
    }
    return type.starts_with("numeric") || type == "real" || type == "double precision" ||
           text.find('.') == std::string_view::npos;
}

void make_number(Node& string) {
    string.kind = NodeKind::Number;
    string.type = number_type(string.text);
}

/// Text types without a length hold the same values.
bool is_free_text(std::string_view type) {
    return type == "text" || type == "character varying";
}

/// `ARRAY['a', 'b']::character varying[]` as `ARRAY['a'::character varying, …]`
void unfold_array_cast(Node& cast) {
    const std::string type = element_type(cast.text);
    drop_cast(cast);
    for (Node& element : cast.parts) {
        element = make_node(NodeKind::Cast, type, {std::move(element)});
        element.type = base_type(type);
    }
}

void push_into_array(Node& cast) {
    if (cast.parts[0].kind == NodeKind::Cast && !cast.parts[0].parts[0].parts.empty()) {
        unfold_array_cast(cast.parts[0]);
    }
    const Node& array = cast.parts[0];
    // What has no cast may have the type already, and then the server adds none.
    const bool are_casts = std::ranges::all_of(array.parts, [](const Node& element) {
        return is_literal(element) || element.kind == NodeKind::Cast;
    });
    if (array.parts.empty() || !are_casts) {
        return;
    }
    Node pushed = std::move(cast.parts[0]);
    for (Node& element : pushed.parts) {
        Node outer = make_node(NodeKind::Cast, element_type(cast.text), {std::move(element)});
        outer.type = base_type(outer.text);
        normalize_literal(outer);
        if (outer.kind == NodeKind::Cast && outer.parts[0].kind == NodeKind::Cast &&
            outer.parts[0].text == outer.text) {
            drop_cast(outer);
        }
        element = std::move(outer);
    }
    const std::string type = cast.text;
    cast = std::move(pushed);
    simplify_array(cast);
    if (cast.type.empty()) {
        cast.type = base_type(type);
    }
}

/// An array with its elements, whatever they are; or one of literals with a cast.
bool is_literal_array(const Node& node) {
    return node.kind == NodeKind::Array ||
           (node.kind == NodeKind::Cast && is_array_type(node.text) &&
            node.parts[0].kind == NodeKind::Array &&
            std::ranges::all_of(node.parts[0].parts, is_literal));
}

/// `ARRAY[]` with its cast.
bool is_empty_array(const Node& node) {
    return node.kind == NodeKind::Cast && node.parts[0].kind == NodeKind::Array &&
           node.parts[0].parts.empty();
}

/// Rules for a string with its cast.
void normalize_string(Node& cast) {
    set_output_of_cast(cast);
    if (cast.kind != NodeKind::Cast || cast.parts[0].kind != NodeKind::String) {
        return;
    }
    Node& value = cast.parts[0];
    if (cast.text == "boolean") {
        if (const std::optional<std::string_view> word = boolean_of(value.text)) {
            cast = make_node(NodeKind::Boolean, std::string(*word));
            cast.type = "boolean";
        }
    } else if (is_number_of(value.text, cast.text)) {
        make_number(value);
        if (value.type == cast.text) {
            drop_cast(cast);
        }
    }
}

/// Whether a number with a cast is stored as the same value without it.
bool number_is_stored_alike(const Node& cast, std::string_view type) {
    const bool is_whole = number_type(cast.parts[0].text) != "numeric";
    if (!is_number_type(type) || has_modifiers(cast.text)) {
        return false;
    }
    return cast.text == type || cast.text == "numeric" || (is_integer_type(cast.text) && is_whole);
}

/// Whether the text, read as the type, is printed as it is.
bool is_output(const Node& literal, std::string_view type) {
    return literal.kind != NodeKind::String || literal_output(literal.text, type) == literal.text;
}

bool cast_is_stored_alike(const Node& cast, std::string_view type) {
    if (is_null(cast)) {
        return true;
    }
    if (cast.parts[0].kind == NodeKind::Number) {
        return number_is_stored_alike(cast, type);
    }
    if (has_modifiers(cast.text)) {
        return false;
    }
    const bool are_text_arrays = is_array_type(cast.text) && is_array_type(type) &&
                                 is_free_text(element_type(cast.text)) &&
                                 is_free_text(element_type(type));
    if (cast.parts[0].kind == NodeKind::Array) {
        return are_text_arrays && !cast.parts[0].parts.empty();
    }
    if (cast.parts[0].kind != NodeKind::String) {
        return false;
    }
    return are_text_arrays || same_type(cast.text, type) ||
           (is_free_text(cast.text) && is_free_text(type));
}

}  // namespace

void normalize_literal(Node& cast) {
    if (cast.parts[0].kind == NodeKind::String) {
        return normalize_string(cast);
    }
    Node& value = cast.parts[0];
    const bool is_text_twice = is_cast_literal(value) && value.parts[0].kind != NodeKind::Number &&
                               is_free_text(value.text) && is_text_type(cast.text);
    const bool is_empty_twice =
        is_empty_array(value) && base_type(value.text) == base_type(cast.text);
    if (is_text_twice || is_empty_twice) {
        drop_cast(value);
    } else if (is_array_type(cast.text) && is_literal_array(value)) {
        push_into_array(cast);
    }
}

bool is_null(const Node& node) {
    return node.kind == NodeKind::Null ||
           (node.kind == NodeKind::Cast && node.parts[0].kind == NodeKind::Null);
}

void read_literal_as(Node& literal, std::string_view type) {
    if (literal.kind != NodeKind::String) {
        return;
    }
    set_output(literal, type);
    if (is_number_of(literal.text, type)) {
        make_number(literal);
    } else if (const std::optional<std::string_view> word = boolean_of(literal.text);
               word && type == "boolean") {
        literal = make_node(NodeKind::Boolean, std::string(*word));
        literal.type = "boolean";
    }
}

void store_as(Node& value, std::string_view type) {
    const std::string base = base_type(type);
    const bool is_interval = base == "interval";
    if (value.kind == NodeKind::Cast && cast_is_stored_alike(value, base) &&
        (!is_interval || is_output(value.parts[0], type))) {
        drop_cast(value);
    }
    // Only the input of intervals looks at the modifiers.
    read_literal_as(value, is_interval ? type : base);
}

}  // namespace erdmark::dialect::postgres
