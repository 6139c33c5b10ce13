"""Running the browser's modules in Node.js, as tests of several rooms do."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def node() -> str:
    """Return where Node.js is; a test that needs it fails where it is missing."""
    found = shutil.which("node")
    assert found, "Node.js 20 or later is needed to test the browser's modules"
    return found


def said_by(program: Path, lines: Iterable[Any]) -> list[Any]:
    """Return what a program prints, one JSON value a line, when it is given these lines."""
    done = subprocess.run(
        [node(), str(program)],
        input="\n".join(json.dumps(line) for line in lines),
        capture_output=True,
        text=True,
        timeout=600,  # a machine may have more to do
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
