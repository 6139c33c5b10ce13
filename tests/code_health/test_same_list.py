"""Every process lists the same tests: a run shared among several stops where lists differ."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_tests_are_called_the_same_whenever_and_wherever_they_are_listed() -> None:
    first, second = (_listed(hash_seed) for hash_seed in ("1", "2"))
    assert first
    assert first == second


def _listed(hash_seed: str) -> list[str]:
    found = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "--assert=plain",
            "-p",
            "no:cacheprovider",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in found.stdout.splitlines() if "::" in line]
