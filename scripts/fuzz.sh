#!/usr/bin/env bash
# Looks for inputs on which erdmark crashes, hangs, takes too much memory or breaks a promise of its own, with libFuzzer:
#   scripts/fuzz.sh [--minutes N] [--minimise] [TARGET...]
# Runs each target of tests/fuzz for N minutes (10), from the inputs in tests/fuzz/corpus. What it finds lies in
# build/fuzz/findings, and the exit status is 1. --minimise afterwards brings new inputs that reach more of the code into
# the corpus, and leaves out those that reach nothing of their own, unless somebody gave them a name.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

all_targets=(script migrations sqlite_replay postgres_replay expression document)
largest_kept=4096 # Bytes of an input in the corpus.
minutes=10
minimise=false
targets=()
while (($#)); do
  case $1 in
    --minutes)
      minutes=${2:?--minutes needs a number}
      shift
      ;;
    --minimise) minimise=true ;;
    -*) die "unknown option '$1'; expected --minutes N or --minimise" ;;
    *)
      [[ " ${all_targets[*]} " == *" $1 "* ]] || die "unknown target '$1'; expected one of: ${all_targets[*]}"
      targets+=("$1")
      ;;
  esac
  shift
done
((${#targets[@]})) || targets=("${all_targets[@]}")

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}" clang libclang-rt-14-dev llvm

build="$root/build/fuzz"
findings="$build/findings"
say "building the fuzzers with clang"
quietly "$build.configure.log" env CC=clang CXX=clang++ cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug \
  "-DCMAKE_CXX_FLAGS_DEBUG=-O1 -g1" -DERDMARK_FUZZ=ON -DERDMARK_UNITY=ON -DERDMARK_SANITIZE=address,undefined ||
  die "configuring failed, its output is above"
cmake --build "$build" --target "${targets[@]/%/_fuzzer}" || die "building failed, its output is above"

# The sanitizers make frames of functions several times as large as they are in the program.
ulimit -s 65536
# Memory that is free but kept from use would count as used.
export ASAN_OPTIONS=quarantine_size_mb=32
mkdir -p "$findings"
failed=()
for target in "${targets[@]}"; do
  fuzzer="$build/tests/fuzz/${target}_fuzzer"
  seeds="$root/tests/fuzz/corpus/$target"
  found="$build/corpus/$target"
  mkdir -p "$found"
  say "$target: $minutes minutes"
  "$fuzzer" -max_total_time=$((minutes * 60)) -rss_limit_mb=1024 -timeout=10 -max_len=65536 -print_final_stats=1 \
    -dict="$root/tests/fuzz/sql.dict" -artifact_prefix="$findings/$target-" "$found" "$seeds" >"$build/$target.log" 2>&1 ||
    failed+=("$target")
  grep -E '^(SUMMARY|stat::number_of_executed_units|does not hold)|Test unit written' "$build/$target.log" || true
  if $minimise; then
    rm -rf "$build/minimal"
    mkdir -p "$build/minimal"
    # The fuzzer names what it makes up by a hash.
    find "$seeds" -type f ! -regex '.*/[0-9a-f]*' -exec cp -t "$build/minimal" {} +
    quietly "$build/$target.merge.log" "$fuzzer" -set_cover_merge=1 -use_counters=0 -max_len="$largest_kept" \
      -timeout=20 -rss_limit_mb=2048 "$build/minimal" "$seeds" "$found" ||
      die "minimising the corpus of '$target' failed, its output is above"
    rm -rf "$seeds"
    cp -r "$build/minimal" "$seeds"
  fi
done

if ((${#failed[@]})); then
  say "found something in: ${failed[*]}; its log is in build/fuzz, the input in build/fuzz/findings"
  echo "again: build/fuzz/tests/fuzz/TARGET_fuzzer INPUT"
  exit 1
fi
say "nothing found"
