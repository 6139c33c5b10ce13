"""``soleus plan`` as it is typed, on a journal with a real check in it."""

import json
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cli.said import Run
from coach.samples import WELL
from soleus import compose
from soleus.compose import Settings, open_coach
from soleus.plan import Setting
from soleus.vocabulary import living_in
from soleus.vocabulary.clock import FixedClock


@pytest.fixture
def run(typed: Run) -> Run:
    """Return what types ``soleus plan WORDS``."""
    return partial(typed, "plan")


@pytest.fixture
def checked(run: Run) -> Run:
    """The commands after a check of a well person."""
    record({**WELL})
    return run


def record(document: dict[str, Any]) -> None:
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record("self", document)


def items(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("--json").out)["items"]
    return listed


def test_without_a_check_there_is_no_plan(run: Run) -> None:
    for words in ((), ("make",), ("drop", "mon.walking_bout.1")):
        said = run(*words)
        assert said.status == 2
        assert "Take the check first" in said.err


def test_without_a_plan_it_says_how_to_make_one(checked: Run) -> None:
    said = checked()
    assert (said.status, said.out) == (2, "")
    assert "soleus plan make" in said.err


def test_a_plan_is_made_shown_and_given_as_json(checked: Run) -> None:
    made = checked("make", "--setting", "desk", "--minutes-a-day", "15")
    assert made.status == 0
    assert "105 minutes. Done so far: 0." in made.out.splitlines()[0]
    assert "This week: 105 minutes" in made.out
    assert checked().out.endswith(f"\n\n{made.out}")
    assert sum(item["counted_minutes"] for item in items(checked)) == 105


def test_every_fault_in_what_is_said_is_told_in_a_line_each(checked: Run) -> None:
    said = checked("make", "--setting", "dsk", "--break-every", "5")
    assert said.status == 2
    assert len(said.err.splitlines()) == 2
    assert "did you mean 'desk'" in said.err


def test_an_item_is_moved_swapped_and_dropped(checked: Run) -> None:
    checked("make", "--setting", "home")
    walk, other, last = [i for i in items(checked) if i["kind"] == "walking_bout"][-3:]
    assert checked("move", walk["id"], "--at", "20:00").out.endswith("20:00\n")
    assert "now Cycle" in checked("swap", other["id"], "cycling").out
    said = checked("drop", last["id"]).out.splitlines()
    assert ["dropped" in said[0], "offered" in said[1]] == [True, True]
    found = {item["id"]: item for item in items(checked)}
    assert found[walk["id"]]["at"].endswith("T20:00")
    assert found[other["id"]]["kind"] == "cycling"
    assert last["id"] not in found


def test_a_change_that_does_not_fit_is_one_line_and_changes_nothing(checked: Run) -> None:
    checked("make")
    before = items(checked)
    for words in (
        ("move", before[0]["id"], "--at", "03:00"),
        ("move", before[0]["id"], "--at", "noon"),
        ("swap", before[0]["id"], "parachuting"),
        ("drop", "mon.nothing.1"),
    ):
        said = checked(*words)
        assert (said.status, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert items(checked) == before


def test_the_week_is_written_as_a_calendar_for_its_owner_alone(
    checked: Run, tmp_path: Path
) -> None:
    checked("make")
    path = tmp_path / "week.ics"
    assert checked("--ics", str(path)).status == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert checked("--ics", str(tmp_path / "nowhere" / "week.ics")).status == 2


def test_a_referral_takes_out_of_the_week_what_it_holds_back(checked: Run) -> None:
    checked("make", "--setting", "desk")
    record({"answers": {"age": 40, "ankle_skin_discolouration": "left"}, "others": "no"})
    out = checked().out
    assert out.split("\n\n")[1].startswith("See a clinician within days")
    assert {item["activity"] for item in items(checked)} == {"walking"}


def test_an_emergency_leaves_no_plan(checked: Run) -> None:
    checked("make")
    record({"answers": {"chest_pain": True}, "others": "no"})
    said = checked()
    assert (said.status, said.out) == (2, "")


EVENING_IN_UTC = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
"""In Auckland it is Tuesday morning by then."""


@pytest.fixture
def week_of_auckland(typed: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The commands on a machine where somebody's browser in Auckland has made a week."""
    monkeypatch.setattr(compose, "SystemClock", lambda: FixedClock(EVENING_IN_UTC))
    monkeypatch.setenv("TZ", "UTC")
    record({**WELL})
    with open_coach(Settings.from_environment()) as coach, living_in("Pacific/Auckland"):
        profile = replace(coach.weeks.profile("self"), setting=Setting.DESK)
        assert coach.weeks.make("self", profile).start == date(2026, 3, 3)
    return partial(typed, "plan")


@pytest.mark.parametrize("machine", ["UTC", "Etc/UTC", "GMT"])
def test_at_a_machine_in_utc_the_week_is_that_of_where_the_person_lives(
    week_of_auckland: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, machine: str
) -> None:
    monkeypatch.setenv("TZ", machine)
    shown = week_of_auckland("--json")
    assert shown.status == 0, shown
    assert json.loads(shown.out)["start"] == "2026-03-03"
    file = tmp_path / "week.ics"
    assert week_of_auckland("--ics", str(file)).status == 0
    at = datetime.fromisoformat(json.loads(shown.out)["items"][0]["at"])
    utc = at.replace(tzinfo=ZoneInfo("Pacific/Auckland")).astimezone(UTC)
    assert f"DTSTART:{utc:%Y%m%dT%H%M%SZ}" in file.read_text()
    made = week_of_auckland("make", "--minutes-a-day", "15", "--json")
    assert json.loads(made.out)["profile"]["timezone"] == "Pacific/Auckland"
    assert json.loads(made.out)["start"] == "2026-03-03"


def test_a_machine_that_is_set_to_a_place_stands_where_the_person_is(
    week_of_auckland: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")  # a laptop that came along
    made = week_of_auckland("make", "--minutes-a-day", "15", "--json")
    assert json.loads(made.out)["profile"]["timezone"] == "Asia/Tokyo"
