# Script for embed_templates: FILES (list) of FOLDER become raw string literals in OUTPUT.
set(body "#include \"render/template_set.h\"\n\nnamespace erdmark::render {\n\n")
string(APPEND body "std::map<std::string, std::string> embedded_templates() {\n    return {\n")
foreach(file IN LISTS FILES)
  file(READ "${FOLDER}/${file}" text)
  string(APPEND body "        {\"${file}\", R\"tmpl(${text})tmpl\"},\n")
endforeach()
string(APPEND body "    };\n}\n\n}  // namespace erdmark::render\n")
file(WRITE "${OUTPUT}" "${body}")
