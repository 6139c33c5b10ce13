"""Files at the terminal: shown first, counted once said so, listed and undone; bad ones by name."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.said import Run
from devices import samples

BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(days=5)


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    path = tmp_path / "walk.gpx"
    path.write_bytes(samples.gpx(BEGAN, minutes=40, kind="walking"))
    return path


def test_nothing_counts_until_it_is_said_so(typed: Run, walk: Path) -> None:
    shown = typed("activity", "import", str(walk))
    assert "Walking, 40 min brisk (by the speed in each minute)" in shown.out
    assert "Nothing was counted." in shown.err
    assert "Nothing came in from files yet" in typed("activity", "imports").out


def test_what_counts_is_listed_and_undone_whole(typed: Run, walk: Path) -> None:
    typed("activity", "import", str(walk), "--yes")
    (listed,) = json.loads(typed("activity", "imports", "--json").out)
    assert (listed["activities"], listed["minutes"], listed["files"]) == (1, 40, ["walk.gpx"])
    again = typed("activity", "import", str(walk), "--yes")
    assert "1 looks like one that is noted already." in again.out
    assert "1 entry taken back." in typed("activity", "undo", listed["id"][:8]).out
    assert json.loads(typed("activity", "imports", "--json").out) == []
    assert typed("activity", "undo", "nothing").status == 2


def test_a_bad_file_is_told_by_name_and_the_good_one_read(
    typed: Run, walk: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.fit"
    bad.write_bytes(samples.fit(BEGAN)[:100])
    shown = typed("activity", "import", str(bad), str(walk))
    assert "bad.fit: It ends in the middle." in shown.out
    assert "1 activity would count" in shown.out
    missing = typed("activity", "import", str(tmp_path / "no.fit"))
    assert missing.status == 2
    assert "cannot be read" in missing.err


def test_columns_of_a_table_are_named_by_options(typed: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(samples.table(BEGAN, header=("a", "b", "c")))
    asked = typed("activity", "import", str(path))
    assert "a, b, c" in asked.out
    named = ("--columns", "start=a", "--columns", "duration=b", "--columns", "activity=c")
    assert "Walking, 45 min" in typed("activity", "import", str(path), *named).out
    wrong = typed("activity", "import", str(path), "--columns", "colour=a")
    assert wrong.status == 2


def test_json_holds_what_was_read_and_counts_nothing(typed: Run, walk: Path) -> None:
    shown = typed("activity", "import", str(walk), "--json")
    proposal = json.loads(shown.out)
    assert proposal["activities"][0]["activity"]["sport"] == "walking"
    assert proposal["activities"][0]["activity"]["seconds"] == 2400
    assert json.loads(typed("activity", "imports", "--json").out) == []


def test_reading_that_is_stopped_counts_nothing_and_says_so(
    typed: Run, walk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("soleus.devices.read_apart", interrupted)
        said = typed("activity", "import", str(walk), "--yes")
    assert said.status == 130
    assert said.err.strip() == "Nothing was counted."
    assert json.loads(typed("activity", "imports", "--json").out) == []
