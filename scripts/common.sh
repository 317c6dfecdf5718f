# Sourced by the scripts beside it: what they say, and how they install packages.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

bold='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} && -z ${CI:-} ]]; then
  bold=$'\e[1m' plain=$'\e[0m'
fi

say() { printf '%s==> %s%s\n' "$bold" "$*" "$plain"; }

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# quietly LOG COMMAND...: the command's output goes to LOG, and is shown only when it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 || {
    local status=$?
    cat "$log" >&2
    return "$status"
  }
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "needs root for: $* (there is no sudo here; run that as root, then this script again)"
  fi
}

# packages_in LIST...: the names in files that hold one package a line.
packages_in() { grep -hv '^[[:space:]]*$' "$@"; }

# missing_of PACKAGE...: those that are not installed.
missing_of() {
  comm -23 <(printf '%s\n' "$@" | sort -u) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
      sed -n 's/^installed //p' | sort -u)
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# install_packages PACKAGE...: installs those that are missing with apt-get, and does nothing when none is.
# The package lists are fetched only when an installation from the present ones fails.
install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "no apt-get here: make sure that the equivalents of these Debian packages are installed: $*"
    return
  fi
  local missing
  mapfile -t missing < <(missing_of "$@")
  if [[ ${#missing[@]} -eq 0 ]]; then
    return
  fi
  say "installing with apt-get: ${missing[*]}"
  local log="$root/build/apt-get.log"
  mkdir -p "$root/build"
  if ! apt_install "${missing[@]}" >"$log" 2>&1; then
    say "fetching the package lists first"
    quietly "$log" as_root apt-get update || die "'apt-get update' failed, its output is above"
    quietly "$log" apt_install "${missing[@]}" || die "'apt-get install' failed, its output is above"
  fi
}

# build_preset PRESET [TARGET...]: configures and builds into build/PRESET.
build_preset() {
  local preset=$1
  shift
  local quiet=()
  [[ -t 1 && -z ${CI:-} ]] || quiet=(-- --quiet)
  quietly "$root/build/$preset.configure.log" cmake -S "$root" --preset "$preset" ||
    die "configuring the preset '$preset' failed, its output is above"
  cmake --build "$root/build/$preset" ${1:+--target "$@"} "${quiet[@]}" ||
    die "building the preset '$preset' failed, its output is above"
}
