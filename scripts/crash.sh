#!/usr/bin/env bash
# Builds erdmark and kills its runs of migrations at random moments, and starts many at once: the long form of the tests in
# tests/crash.
#
#   scripts/crash.sh [KILLS [RACES]]    300 kills of the runner and 100 of the server's session for each engine, 50 races
#                                       of 8 runners; or as many as said
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}" pgbouncer postgresql-15 postgresql-client-15 python3 sqlite3
say "building erdmark"
build_preset release erdmark
erdmark="$root/build/release/erdmark"
out="$root/build/crash"
mkdir -p "$out"
kills=${1:-300} races=${2:-50} seed=$(date +%s)
status=0

run() { python3 "$root/tests/crash/$1.py" "$erdmark" "${@:2}" --folder "$out" | tee -a "$out/report.txt" || status=1; }

say "runs that are killed (seed $seed)"
run kill --engine sqlite --count "$kills" --seed "$seed"
run kill --engine postgresql --count "$kills" --seed "$seed"
run kill --engine postgresql --victim backend --count $(((kills + 2) / 3)) --seed "$seed"
say "runs that start together"
run race --engine sqlite --count "$races"
run race --engine postgresql --count "$races"
run race --engine postgresql --pooler --count "$races"
exit "$status"
