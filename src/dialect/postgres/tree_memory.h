#pragma once

#include <memory_resource>

struct ProtobufCAllocator;

namespace erdmark::dialect::postgres {

/// Memory for a tree of protobuf-c, which would free it node by node: here all goes at once.
using TreeMemory = std::pmr::monotonic_buffer_resource;

/// Takes from `memory`, which must outlive what is made with it.
ProtobufCAllocator tree_allocator(TreeMemory& memory);

}  // namespace erdmark::dialect::postgres
