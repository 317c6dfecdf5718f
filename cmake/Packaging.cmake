# What `cmake --install` puts in place and `cpack` packs: the program, its man page, and its completions for bash, zsh
# and fish. The program writes all of these itself (`erdmark man`, `erdmark completion SHELL`), so they cannot drift from
# its options.

set_target_properties(erdmark PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")

# write_with_erdmark(<file> <arguments…>)
#
# Makes <file>, in the build folder, from what the built program prints when it is given the arguments.
function(write_with_erdmark file)
  add_custom_command(
    OUTPUT "${PROJECT_BINARY_DIR}/${file}"
    COMMAND erdmark ${ARGN} > "${PROJECT_BINARY_DIR}/${file}"
    DEPENDS erdmark
    COMMENT "Writing ${file}"
    VERBATIM)
endfunction()

write_with_erdmark(erdmark.1 man)
write_with_erdmark(erdmark.bash completion bash)
write_with_erdmark(_erdmark completion zsh)
write_with_erdmark(erdmark.fish completion fish)
add_custom_target(erdmark_extras ALL
  DEPENDS "${PROJECT_BINARY_DIR}/erdmark.1" "${PROJECT_BINARY_DIR}/erdmark.bash"
          "${PROJECT_BINARY_DIR}/_erdmark" "${PROJECT_BINARY_DIR}/erdmark.fish")

install(TARGETS erdmark)
install(FILES "${PROJECT_BINARY_DIR}/erdmark.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${PROJECT_BINARY_DIR}/erdmark.bash"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME erdmark)
# Debian's zsh looks into site-functions below /usr/local, but into vendor-completions below /usr.
install(CODE [[
  if(CMAKE_INSTALL_PREFIX MATCHES "/usr/?$")
    set(ERDMARK_ZSH_FOLDER vendor-completions)
  else()
    set(ERDMARK_ZSH_FOLDER site-functions)
  endif()]])
install(FILES "${PROJECT_BINARY_DIR}/_erdmark"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/\${ERDMARK_ZSH_FOLDER}")
install(FILES "${PROJECT_BINARY_DIR}/erdmark.fish"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME erdmark)
set(CPACK_PACKAGE_CONTACT "the erdmark authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "erdmark writes a team's database documentation, Markdown pages with Mermaid diagrams,
from a live database or from migrations alone, and checks that the committed pages are fresh.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
