# add_room(<name> SOURCES <files…> [ALONE <pattern>] [ROOMS <rooms…>] [LIBRARIES <targets…>])
#
# A room is one folder of src/ and one static library. ROOMS lists the rooms its files may include; one
# that is not defined yet is an error, so the order of the calls is the order of the layers. LIBRARIES
# are private: only the room that owns a library sees its headers.
#
# With ERDMARK_UNITY ten files are compiled as one, which takes a third of the time: what their anonymous namespaces hold
# has names of its own in the room. Files that are alike, one a folder entry, stand in ALONE by a regular expression.
#
# The pairs "room room" end up in the global property ERDMARK_LAYERS, which the layers test reads.
function(add_room name)
  cmake_parse_arguments(ROOM "" "ALONE" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  list(TRANSFORM ROOM_SOURCES PREPEND "${name}/" REGEX "^[^/]")
  add_library(room_${name} STATIC ${ROOM_SOURCES})
  target_compile_features(room_${name} PUBLIC cxx_std_20)
  set_target_properties(room_${name} PROPERTIES CXX_EXTENSIONS OFF)
  target_include_directories(room_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
  set_target_properties(room_${name} PROPERTIES UNITY_BUILD ${ERDMARK_UNITY} UNITY_BUILD_BATCH_SIZE 10)
  if(ROOM_ALONE)
    list(FILTER ROOM_SOURCES INCLUDE REGEX "${ROOM_ALONE}")
    set_source_files_properties(${ROOM_SOURCES} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  erdmark_warnings(room_${name})
  set_property(GLOBAL APPEND_STRING PROPERTY ERDMARK_LAYERS "${name} ${name}\n")
  foreach(room IN LISTS ROOM_ROOMS)
    if(NOT TARGET room_${room})
      message(FATAL_ERROR "room '${name}' uses '${room}', which is above it or does not exist")
    endif()
    target_link_libraries(room_${name} PUBLIC room_${room})
    set_property(GLOBAL APPEND_STRING PROPERTY ERDMARK_LAYERS "${name} ${room}\n")
  endforeach()
  target_link_libraries(room_${name} PRIVATE ${ROOM_LIBRARIES})
endfunction()

# erdmark_warnings(<target>): the warnings that our own code is free of. Errors only with ERDMARK_WERROR. The two that are
# off for GCC are false alarms of GCC 12 inside std::variant and std::string when it optimises (GCC bugs 105562, 105651).
function(erdmark_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           -Wno-missing-field-initializers
                                           $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
                                           $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                                           $<$<BOOL:${ERDMARK_WERROR}>:-Werror>)
endfunction()
