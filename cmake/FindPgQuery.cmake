# libpg_query, PostgreSQL's parser as a library; it has no file for CMake or pkg-config of its own. Defines the target
# PgQuery::PgQuery. The static library goes first: it adds no dependency to the package. Its header of the syntax tree
# includes that of protobuf-c, whose functions are inside the library.
find_path(PgQuery_INCLUDE_DIR NAMES pg_query.h)
find_path(PgQuery_PROTOBUF_INCLUDE_DIR NAMES protobuf-c/protobuf-c.h)
find_library(PgQuery_LIBRARY NAMES libpg_query.a pg_query)
mark_as_advanced(PgQuery_INCLUDE_DIR PgQuery_PROTOBUF_INCLUDE_DIR PgQuery_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PgQuery REQUIRED_VARS PgQuery_LIBRARY PgQuery_INCLUDE_DIR PgQuery_PROTOBUF_INCLUDE_DIR)

if(PgQuery_FOUND AND NOT TARGET PgQuery::PgQuery)
  find_package(Threads REQUIRED)
  add_library(PgQuery::PgQuery UNKNOWN IMPORTED)
  set_target_properties(PgQuery::PgQuery PROPERTIES
    IMPORTED_LOCATION "${PgQuery_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${PgQuery_INCLUDE_DIR};${PgQuery_PROTOBUF_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES Threads::Threads)
  # It has symbols of PostgreSQL's server and even of libc, which other libraries must not find.
  target_link_options(PgQuery::PgQuery INTERFACE LINKER:--exclude-libs,libpg_query.a)
endif()
