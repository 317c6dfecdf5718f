#!/usr/bin/env bash
# Builds erdmark and holds its replay of PostgreSQL migrations against a private server that runs them.
#
#   scripts/fidelity.sh [--minutes N]         random histories, for five minutes or N
#   scripts/fidelity.sh --corpora [ID ...]    the sets of real migrations in the folder ERDMARK_CORPORA
#
# tests/fidelity says what is compared, and in which form the folder holds the sets. What differs is in build/fidelity.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}" postgresql-15 postgresql-client-15 python3
say "building erdmark"
build_preset release erdmark
erdmark="$root/build/release/erdmark"
out="$root/build/fidelity"
mkdir -p "$out"

if [[ ${1:-} == --corpora ]]; then
  shift
  say "real migrations"
  exec python3 "$root/tests/fidelity/check.py" "$erdmark" --layouts --report "$out/report.txt" --json "$out/report.json" "$@"
fi
[[ $# -gt 0 ]] || set -- --minutes 5
say "random histories"
python3 "$root/tests/fidelity/histories/run.py" "$erdmark" --folder "$out/server" --seed "$(date +%s)" "$@" | tee "$out/histories.txt"
