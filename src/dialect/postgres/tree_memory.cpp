#include "dialect/postgres/tree_memory.h"

#include <cstddef>

#include <protobuf-c/protobuf-c.h>

namespace erdmark::dialect::postgres {

ProtobufCAllocator tree_allocator(TreeMemory& memory) {
    return {
        .alloc = [](void* from,
                    std::size_t size) { return static_cast<TreeMemory*>(from)->allocate(size); },
        .free = [](void* /*memory*/, void* /*block*/) {},
        .allocator_data = &memory};
}

}  // namespace erdmark::dialect::postgres
