#!/bin/sh
# Makes sure that the browser tests have Debian's Chromium.
set -u
command -v chromium >/dev/null 2>&1 && exit 0
sh "$(dirname "$0")/apt-install.sh" chromium || exit 1
command -v chromium >/dev/null 2>&1 || {
  echo "The browser tests need Chromium and found none. Install Debian's package chromium and try again." >&2
  exit 1
}
