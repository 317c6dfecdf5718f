#!/usr/bin/env bash
# Builds erdmark and documents an example database with it. Run it as often as you like, from any folder: what is
# already there is not done again.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}"

say "building erdmark (the first time takes a minute or two)"
build_preset release erdmark

example="$root/examples/truledgr"
pages=docs/developer/database
erdmark="$root/build/release/erdmark"
cd "$example"

say "erdmark generate   (in examples/truledgr: seven SQL migrations, no database server)"
"$erdmark" generate

say "erdmark check      (what a CI job runs)"
"$erdmark" check

say "what is there now"
(cd "$root" && wc -l "examples/truledgr/$pages"/*.md)
cat <<END

Start reading at

    $example/$pages/README.md

GitHub and GitLab show the diagrams in the pages as pictures; in an editor, open the Markdown preview
(Visual Studio Code: Ctrl+Shift+V, with an extension for Mermaid).

Then try it on a database of your own; it is only read:

    cd your-project
    $erdmark generate --source path/to/app.db
END
