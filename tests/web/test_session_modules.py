"""The browser's modules pass their own tests, which Node.js runs."""

import subprocess
from pathlib import Path

from node import node

ROOT = Path(__file__).parents[2]


def test_the_modules_pass_their_own_tests() -> None:
    done = subprocess.run(
        [node(), "--test", "tests/web/js/"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout
