#!/bin/sh
# Makes sure of what the tests need beside Python and Node: Debian's Chromium, and Pango for the PDF.
set -u
PATH="$PATH:/sbin:/usr/sbin"
install="$(dirname "$0")/apt-install.sh"
if command -v ldconfig >/dev/null 2>&1 && ! ldconfig -p | grep -q libpangoft2-1.0.so.0; then
  sh "$install" libpangoft2-1.0-0 || exit 1
fi
command -v chromium >/dev/null 2>&1 || sh "$install" chromium || exit 1
command -v chromium >/dev/null 2>&1 || {
  echo "The browser tests need Chromium and found none. Install Debian's package chromium and try again." >&2
  exit 1
}
# the one without a window does a third of the work; not every Debian has it, and the tests do without
command -v chromium-headless-shell >/dev/null 2>&1 && exit 0
apt-cache show chromium-headless-shell >/dev/null 2>&1 || exit 0
sh "$install" chromium-headless-shell 2>/dev/null || true
