"""``soleus trial`` as it is typed: every fault at once, where it runs, and what it leaves."""

import json
from pathlib import Path

import pytest

from cli.said import Run
from soleus.cli.trial import TrialPace
from soleus.trials import TrialProgress
from trials.conftest import small_trial

WRONG = """
title = "Wrong"
people = 1
colour = "red"
[[population]]
of = "helthy"
[[arm]]
name = "a"
step = [{ name = "rest", posture = "flying", seconds = 5 }]
[[outcome]]
name = "x"
read = "thermometer"
part = "c"
step = "rest"
"""


def as_toml(table: dict[str, object]) -> str:
    import tomlkit

    return tomlkit.dumps(json.loads(json.dumps(table)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small trial, as a file."""
    path = tmp_path / "pumps.toml"
    path.write_text(as_toml(small_trial() | {"people": 2}), "utf-8")
    return path


def test_a_file_that_is_wrong_is_refused_with_every_fault_at_once(
    typed: Run, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG, "utf-8")
    said = typed("trial", str(path))
    assert said.status == 2
    assert said.out == ""
    for fault in ("colour", "people", "arm", "helthy", "flying", "thermometer"):
        assert fault in said.err
    assert not (tmp_path / "wrong.results").exists()


def test_a_file_that_is_not_there_is_one_line(typed: Run, tmp_path: Path) -> None:
    said = typed("trial", str(tmp_path / "none.toml"))
    assert said.status == 2
    assert "none.toml" in said.err
    assert "Traceback" not in said.err


def test_the_pace_is_that_of_this_run_and_says_how_long_is_left() -> None:
    times = iter((100.0, 100.0, 160.0, 228.0))
    pace = TrialPace(64, lambda: next(times))  # 64 were there from an earlier run
    assert pace.words(TrialProgress(64, 320)) == ""
    assert pace.words(TrialProgress(128, 320)) == "1.1 people a second, 0:03:00 left"
    assert pace.words(TrialProgress(192, 320)) == "1.0 people a second, 0:02:08 left"


def test_a_slow_pace_is_told_by_the_minute() -> None:
    times = iter((0.0, 120.0))
    assert TrialPace(0, lambda: next(times)).words(TrialProgress(64, 64)) == "32.0 people a minute"


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_named(typed: Run, file: Path) -> None:
    said = typed("trial", str(file), "--scheduler", "tcp://127.0.0.1:9")
    assert said.status == 2
    assert "no Dask scheduler answers" in said.err
    assert "Traceback" not in said.err


@pytest.mark.slow
def test_it_leaves_a_report_and_goes_on_with_what_is_there(typed: Run, file: Path) -> None:
    first = typed("trial", str(file), "--workers", "1")
    assert first.status == 0, first.err
    assert "2 of 2 people" in first.err
    paths = [Path(line) for line in first.out.splitlines()]
    assert paths[0] == file.with_suffix(".results") / "report.html"
    assert all(path.exists() for path in paths)
    kept = [path.read_bytes() for path in paths]
    again = typed("trial", str(file), "--workers", "1")
    assert again.out == first.out
    assert "people" not in again.err  # nobody was run again
    assert [path.read_bytes() for path in paths] == kept
