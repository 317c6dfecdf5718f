#!/usr/bin/env bash
# Everything that must hold before a change lands: builds with warnings as errors and with the address and
# undefined-behaviour sanitizers, runs every test, holds the sources against clang-format and clang-tidy.
# Goes on after a failure, so that one run shows them all; the exit status is 0 only when nothing failed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

jobs=$(nproc)
failures=()
report="$root/build/ci/ctest.xml"

install_everything() {
  local packages
  mapfile -t packages < <(packages_in "$root"/scripts/packages-{build,test}.txt)
  if ! node --eval 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' 2>/dev/null; then
    packages+=(nodejs npm)
  fi
  install_packages "${packages[@]}"
}

# The packages of the browser tests, when the lock file is newer than what npm put in place for it.
install_node_modules() {
  local folder="$root/tests/browser"
  if [[ $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]]; then
    say "npm ci in tests/browser"
    quietly "$root/build/npm.log" npm ci --prefix "$folder" --no-audit --no-fund ||
      die "'npm ci' failed, its output is above"
  fi
}

# step WORDS COMMAND...: runs a command and notes when it fails.
step() {
  local words=$1
  shift
  say "$words"
  SECONDS=0
  "$@" || failures+=("$words")
  echo "    ($SECONDS s)"
}

run_tests() {
  export LSAN_OPTIONS="suppressions=$root/scripts/lsan.supp:print_suppressions=0"
  ctest --test-dir "$root/build/ci" --parallel "$jobs" --output-on-failure --no-tests=error --output-junit "$report" |
    grep -v -e '^ *Start ' -e ' Passed  '
}

check_format() {
  find "$root/src" "$root/tests" -name node_modules -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0 |
    xargs -0 clang-format --dry-run -Werror
}

# The files as they are compiled, several as one: most of the time goes into what they include. Not those that are
# generated.
check_tidy() {
  sed -n 's/^  "file": "\(.*\)".*/\1/p' "$root/build/ci/compile_commands.json" |
    grep -F -e "$root/src/" -e "/Unity/" |
    xargs -n 1 -P "$jobs" clang-tidy --quiet --checks=-bugprone-suspicious-include -p "$root/build/ci" 2>&1 |
    { grep -v ' warnings generated\.$' || true; }
}

# count ATTRIBUTE: a count in ctest's report.
count() {
  grep -o -m 1 "^[[:space:]]*$1=\"[0-9]*\"" "$report" | grep -o '[0-9]*' || echo 0
}

cd "$root"
install_everything
install_node_modules
step "building the preset 'ci'" build_preset ci
step "every test" run_tests
step "clang-format" check_format
step "clang-tidy" check_tidy

echo
for failure in "${failures[@]}"; do
  echo "failed: $failure"
done
failed=$(count failures)
skipped=$(count skipped)
echo "$(($(count tests) - failed - skipped)) passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
[[ ${#failures[@]} -eq 0 ]]
