#!/bin/sh
# Installs Debian packages where this account may (root, or sudo without a password); otherwise says the one command to run.
set -u
[ $# -gt 0 ] || exit 0
if [ "$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo -n"; else
  echo "Missing: $*. Please run: sudo apt-get install $*" >&2
  exit 1
fi
command -v apt-get >/dev/null 2>&1 || {
  echo "Missing: $*. This machine has no apt-get; please install it in its own way." >&2
  exit 1
}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
if { $as apt-get update -qq && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
  exit 0
fi
echo "Could not install $*: $(tail -n 1 "$log")" >&2
exit 1
