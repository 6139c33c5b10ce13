#!/bin/sh
# Prints the newest Python that Soleus is tested on, or says in one line how to get it.
set -u
newest=3.13
[ -n "${1:-}" ] || set -- "python$newest" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$newest".*/bin/python3
for python; do
  "$python" -c "import sys; sys.exit(sys.version_info[:2] < tuple(map(int, '$newest'.split('.'))))" 2>/dev/null &&
    { command -v "$python"; exit 0; }
done
echo "make test-all needs Python $newest or later and found none. Install it (pyenv install $newest), or name yours: make test-all PYTHON_NEWEST=/path/to/python$newest" >&2
exit 1
