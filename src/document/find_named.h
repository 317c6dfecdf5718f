#pragma once

#include <algorithm>
#include <vector>

#include "schema/schema.h"

namespace erdmark::document {

/// The table, view or other object of that name; null for none.
template <class Object>
const Object* find_named(const std::vector<Object>& objects, const schema::QualifiedName& name) {
    const auto found = std::ranges::find(objects, name, &Object::name);
    return found == objects.end() ? nullptr : &*found;
}

}  // namespace erdmark::document
