# Sourced by the benchmark scripts beside it, which set the packages that they need beyond those of the build:
#   source bench-common.sh PACKAGE...
# Installs them, builds the optimised program and the benchmarks into build/bench, and goes to build/bench/bench-data.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}" libbenchmark-dev "$@"

build="$root/build/bench"
say "building the optimised program and the benchmarks"
quietly "$root/build/bench.configure.log" cmake -S "$root" --preset release -B "$build" -DERDMARK_BENCH=ON ||
  die "configuring failed, its output is above"
cmake --build "$build" || die "building failed, its output is above"
erdmark="$build/erdmark"
mkdir -p "$build/bench-data"
cd "$build/bench-data"

# start_server: a private PostgreSQL, which lives as long as the script. Its programs are in $programs.
start_server() {
  server=$PWD/server
  mkdir -p "$server"
  exec 9>"$server/users.lock"
  flock -s 9
  PGHOST=$("$root/tests/support/private-postgres" start "$server")
  export PGHOST PGUSER=postgres
  programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
}

# seconds RUNS COMMAND...: the median wall time of an odd number of runs.
seconds() {
  local runs=$1 run start
  shift
  for ((run = 0; run < runs; run++)); do
    start=$EPOCHREALTIME
    "$@" >/dev/null
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.4f\n", end - start }'
  done | sort -n | sed -n "$((runs / 2 + 1))p"
}

# machine: a line on what all this was measured on.
machine() {
  echo "Machine: $(nproc) cores, $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1), $(. /etc/os-release && echo "$PRETTY_NAME")."
}
