# embed_templates(<output.cpp> <folder> <files…>)
#
# Writes a source file at build time that defines `erdmark::render::embedded_templates()`: the text of each template
# (path relative to <folder>) by name. It is made again when a template changes.
function(embed_templates output folder)
  list(TRANSFORM ARGN PREPEND "${folder}/" OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFOLDER=${folder}" "-DFILES=${ARGN}"
            -P "${PROJECT_SOURCE_DIR}/cmake/WriteEmbeddedTemplates.cmake"
    DEPENDS ${paths} "${PROJECT_SOURCE_DIR}/cmake/WriteEmbeddedTemplates.cmake"
    COMMENT "Embedding templates"
    VERBATIM)
endfunction()
