#!/usr/bin/env bash
# package_test.sh CMAKE CPACK BUILD_FOLDER: installs the build below a temporary folder, packs it, and looks at both.
set -euo pipefail

cmake=$1 cpack=$2 build=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "package_test: $*" >&2
  exit 1
}

# expect_files FOLDER PATH...: FOLDER holds these files, none of them empty, and no other.
expect_files() {
  local folder=$1 path
  shift
  diff <(printf '%s\n' "$@" | sort) <(cd "$folder" && find . -type f -printf '%P\n' | sort) ||
    fail "$folder holds other files than expected"
  for path in "$@"; do
    [[ -s $folder/$path ]] || fail "$path is empty"
  done
}

files=(
  bin/erdmark
  share/bash-completion/completions/erdmark
  share/doc/erdmark/copyright
  share/fish/vendor_completions.d/erdmark.fish
  share/man/man1/erdmark.1
)

"$cmake" --install "$build" --prefix "$scratch/installed" >/dev/null
expect_files "$scratch/installed" "${files[@]}" share/zsh/site-functions/_erdmark
"$scratch/installed/bin/erdmark" --version | grep -q '^erdmark [0-9]' || fail "the installed program does not run"
grep -q '^\.TH ERDMARK 1' "$scratch/installed/share/man/man1/erdmark.1" || fail "the man page has no title line"
bash -n "$scratch/installed/share/bash-completion/completions/erdmark"
if command -v zsh >/dev/null; then
  zsh -n "$scratch/installed/share/zsh/site-functions/_erdmark"
fi
if command -v fish >/dev/null; then
  fish --no-execute "$scratch/installed/share/fish/vendor_completions.d/erdmark.fish"
fi

if ! command -v dpkg-shlibdeps >/dev/null; then
  echo "no dpkg-shlibdeps here: the Debian package is not tested"
  exit 77
fi
"$cpack" --config "$build/CPackConfig.cmake" -B "$scratch/packed" >/dev/null
dpkg-deb --extract "$scratch"/packed/erdmark_*.deb "$scratch/extracted"
expect_files "$scratch/extracted/usr" "${files[@]}" share/zsh/vendor-completions/_erdmark
depends=$(dpkg-deb --field "$scratch"/packed/erdmark_*.deb Depends)
[[ $depends == *libsqlite3-0* ]] || fail "the package does not depend on SQLite's library, only on: $depends"
