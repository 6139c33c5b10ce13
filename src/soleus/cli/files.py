"""Writing a file that holds health data: whole or not at all, and for its owner alone."""

import os
import tempfile
from pathlib import Path

from soleus.cli.app import fail
from soleus.language import translate


def write_private(path: Path, content: str) -> None:
    """Put ``content`` at ``path`` as UTF-8, readable by its owner only, in one step.

    Raises
    ------
    OSError
        where it cannot be written; what was at ``path`` before is then still there.
    """
    # mkstemp makes the file with mode 0600, so nobody else can ever look into it.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def write_or_fail(path: Path, content: str, otherwise: str) -> None:
    """Write as :func:`write_private` does; end the command where it cannot be written.

    Parameters
    ----------
    otherwise : what is said then, with the blanks ``{path}`` and ``{why}``
    """
    try:
        write_private(path, content)
    except OSError as error:
        fail([translate(otherwise, path=path, why=error.strerror)])
