"""A share of the damaged files of ``benchmarks/odd_files.py``: each is told in one line or read."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

KINDS = ("fit", "gpx", "tcx", "apple_health", "health_connect", "json", "table", "zip", "gzip")
EACH = 40


@pytest.fixture(scope="module")
def odd_files() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "odd_files.py"
    spec = importlib.util.spec_from_file_location("odd_files", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["odd_files"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_told_in_one_line(
    odd_files: ModuleType, kind: str, tmp_path: Path
) -> None:
    for content in odd_files.damaged(kind, EACH, seed=7):
        for found in odd_files.read(content, tmp_path):
            assert found.fault is None or "\n" not in str(found.fault)
            assert bool(found.fault) != bool(found.activities or found.days)
