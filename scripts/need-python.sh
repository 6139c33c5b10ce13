#!/bin/sh
# Says in one line what is missing to make the Python environment, or adds it where this account may.
set -u
python=${1:-python3}
command -v "$python" >/dev/null 2>&1 || {
  echo "Soleus needs Python 3.11 or later and found no '$python'. Install Python 3.11 or later, or name yours: make run PYTHON=/path/to/python3" >&2
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Soleus needs Python 3.11 or later; '$python' is $("$python" -V 2>&1 | cut -d' ' -f2). Name a newer one: make run PYTHON=/path/to/python3" >&2
  exit 1
}
"$python" -c 'import venv, ensurepip' 2>/dev/null && exit 0
package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
sh "$(dirname "$0")/apt-install.sh" "$package" || exit 1
"$python" -c 'import venv, ensurepip' 2>/dev/null || {
  echo "Python's venv module is missing. Install Debian's package $package and try again." >&2
  exit 1
}
