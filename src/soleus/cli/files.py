"""Writing a file that holds health data: whole or not at all, and for its owner alone."""

import os
import tempfile
from pathlib import Path


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
