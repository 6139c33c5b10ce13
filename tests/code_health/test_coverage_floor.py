"""The floor under the coverage of the tests, which ``make test`` measures, may only rise."""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def floors_before() -> list[float]:
    """Every floor there ever was, as far as the history is here."""
    changes = subprocess.run(
        ["git", "log", "--format=", "-p", "-G^fail_under", "--", "pyproject.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return [float(each) for each in re.findall(r"^\+fail_under = ([\d.]+)", changes.stdout, re.M)]


def test_the_floor_under_the_coverage_only_rises() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floor = settings["tool"]["coverage"]["report"]["fail_under"]
    assert floor >= max(floors_before(), default=0)
