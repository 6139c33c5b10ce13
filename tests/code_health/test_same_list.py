"""Every process lists the same tests: a run shared among several stops where lists differ."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OTHER_SEED = "1"


@pytest.mark.slow
def test_the_tests_are_called_the_same_whenever_and_wherever_they_are_listed(
    request: pytest.FixtureRequest,
) -> None:
    """Of the tests that this process lists, as far as it lists them, another lists each."""
    here = [item.nodeid for item in request.session.items]
    listed = _listed()
    assert set(here) <= set(listed)
    assert [test for test in listed if test in set(here)] == here


def _listed() -> list[str]:
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": OTHER_SEED, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in found.stdout.splitlines() if "::" in line]
