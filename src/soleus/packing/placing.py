"""Putting a new folder in the place of an older one, so that who is killed leaves no riddle.

Everything is written inside the folder, but out of the way; what is whole is moved to its place.
What somebody else keeps there, such as a ``CNAME`` or ``.git``, is left alone.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from soleus.language import msgid, translate
from soleus.packing.errors import CannotPackError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGUN = ".being-written"
"""Holds what is not whole yet; where it is found later, its writer did not come to the end."""

LAST = "service-worker.js"
"""Names all the rest, so it is moved last; and it tells a folder of ours from any other."""


@contextmanager
def placed(out: Path) -> Iterator[Path]:
    """Give a folder to write into; when that is over, what is in it takes its place in `out`.

    Raises
    ------
    CannotPackError
        where `out` holds something else.
    """
    refuse_strange(out)
    begun = out / BEGUN
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    yield begun
    for made in sorted(begun.iterdir(), key=lambda each: each.name == LAST):
        _remove(out / made.name)
        made.rename(out / made.name)
    begun.rmdir()


def refuse_strange(out: Path) -> None:
    """Refuse a folder that holds something which is not ours to replace."""
    if not out.exists():
        return
    is_ours = (out / LAST).is_file() or (out / BEGUN).is_dir()
    if not out.is_dir() or (any(out.iterdir()) and not is_ours):
        text = msgid("{path}: holds something else; choose a new or an empty folder.")
        raise CannotPackError(translate(text, path=out))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
