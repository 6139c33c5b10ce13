#!/bin/sh
# Says in one line what is missing to check and test the pages' JavaScript.
set -u
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || {
  echo "The tests need Node 20 or later with npm, and found none. Install Node (on Debian: apt-get install nodejs npm) and try again." >&2
  exit 1
}
node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || {
  echo "The tests need Node 20 or later; this is $(node --version). Install a newer Node and try again." >&2
  exit 1
}
