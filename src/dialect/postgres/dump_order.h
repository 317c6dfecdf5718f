#pragma once

#include <map>
#include <set>
#include <vector>

#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

/// Which items stand for the objects of the catalog.
class ItemOwners {
public:
    explicit ItemOwners(const DumpReading& reading);

    /// The item that makes the object; of no catalog when none does.
    ObjectKey item_of(ObjectKey object) const;

    /// Whether it comes with an extension.
    bool is_member(ObjectKey object) const { return members_.contains(object); }

private:
    const DumpReading& reading_;
    std::set<ObjectKey> members_;
    /// What each belongs to: of an extension, of what it is a part of, and the rest, in that order.
    std::map<ObjectKey, std::vector<ObjectKey>> wholes_;
    mutable std::map<ObjectKey, ObjectKey> known_;
};

/// Takes away the items that come with another one: with an extension, or inside of a table.
void drop_parts(DumpReading& reading);

/// Takes away these items and what needs them; what needs them and does not belong to them is
/// noted.
void drop_left_out(DumpReading& reading, std::set<ObjectKey> left_out);

/// The items in an order in which they can be created. Where they need each other in a circle,
/// parts of tables and domains become items of their own, and views begin as placeholders.
std::vector<const DumpedItem*> ordered_items(DumpReading& reading);

}  // namespace erdmark::dialect::postgres
