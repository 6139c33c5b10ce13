"""Deleting one's data at the terminal: a word typed, a copy first, all or nothing."""

import io
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from cli.said import Run
from coach.samples import WELL
from soleus.cli.remind_watch import Watch
from soleus.coach import Coach, NotThereError
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, Journal
from soleus.reminders import ReminderSettings
from soleus.vocabulary import Weekday
from soleus.vocabulary.clock import FixedClock


@pytest.fixture
def kept(typed: Run) -> Run:
    """The commands, with a check and somebody else in the journal."""
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record(SELF, WELL)
        mother = coach.journal.add_person("Mother").id
        coach.checks.record(mother, WELL)
    return typed


def left() -> list[str]:
    with open_coach(Settings.from_environment()) as coach:
        return [each["person"] for each in coach.journal.export_json()["entries"]]


def test_it_says_what_goes_and_deletes_after_the_word(
    kept: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("delete\n"))
    said = kept("journal", "delete")
    assert said.status == 0
    assert "This deletes for good" in said.out
    assert "--copy FILE" in said.out
    assert "that still holds" in said.out
    assert "The data is deleted." in said.out
    assert SELF not in left()
    assert len(left()) == 1
    refused = kept("session", "ankle-pumps")
    assert refused.status == 2
    assert "Take the check first" in refused.err


def test_an_emergency_is_told_before_all_else(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("journal", "add", "symptom", "--finding", "chest_pain=yes")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = kept("journal", "delete")
    with open_coach(Settings.from_environment()) as coach:
        decision = coach.gate.standing(SELF).decision
    assert decision is not None
    assert said.out.startswith(decision.reasons[0].says)


@pytest.mark.parametrize("typed_word", ["", "no\n", "\n"])
def test_without_the_word_nothing_is_deleted(
    kept: Run, monkeypatch: pytest.MonkeyPatch, typed_word: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed_word))
    before = left()
    said = kept("journal", "delete")
    assert said.status == 2
    assert "Nothing was deleted." in said.err
    assert left() == before


def test_a_copy_that_cannot_be_written_keeps_everything(kept: Run, tmp_path: Path) -> None:
    before = left()
    nowhere = tmp_path / "no" / "copy.json"
    said = kept("journal", "delete", "--word", "delete", "--copy", str(nowhere))
    assert said.status == 2
    assert "Nothing was deleted" in said.err
    assert left() == before


def test_with_the_copy_taken_in_again_all_is_as_it_was(kept: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    before = left()
    said = kept("journal", "delete", "--everybody", "--word", "delete", "--copy", str(copy))
    assert said.status == 0
    assert os.name != "posix" or copy.stat().st_mode & 0o077 == 0
    assert left() == []
    assert json.loads(copy.read_text("utf-8"))["format"] == "soleus-journal"
    assert kept("journal", "import", str(copy)).status == 0
    assert left() == before
    with open_coach(Settings.from_environment()) as coach:
        assert coach.gate.standing(SELF).clearance is not None


def test_an_older_copy_has_to_be_followed_by_a_check(kept: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    kept("journal", "export", "--out", str(copy))
    kept("journal", "add", "symptom", "--finding", "chest_pain=yes")
    kept("journal", "delete", "--word", "delete")
    said = kept("journal", "import", str(copy))
    assert "This copy is older" in said.out
    with open_coach(Settings.from_environment()) as coach:
        assert coach.gate.standing(SELF).clearance is None


@pytest.fixture
def clock() -> FixedClock:
    from datetime import UTC, datetime

    return FixedClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


def test_reminders_that_run_meanwhile_go_on_in_silence(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "journal.sqlite3"
    with (
        Coach(Journal.open(file, clock), clock) as coach,
        Coach(Journal.open(file, clock), clock) as other,
    ):
        coach.checks.record(SELF, WELL)
        asked = ReminderSettings(is_on=True, days=tuple(Weekday), zone="UTC")
        coach.reminders.save(SELF, asked)
        watch = Watch(coach, SELF, lambda: "UTC")
        clock.advance(timedelta(minutes=1))
        watch.tick()
        other.delete([SELF])
        clock.advance(timedelta(hours=2))  # the machine slept
        assert watch.tick() is None
        assert coach.journal.entries(SELF, include_superseded=True) == ()
        assert coach.journal.settings(SELF) == {}


def test_a_session_under_way_ends_and_leaves_nothing(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "journal.sqlite3"
    with (
        Coach(Journal.open(file, clock), clock) as coach,
        Coach(Journal.open(file, clock), clock) as other,
    ):
        coach.checks.record(SELF, WELL)
        begun = coach.practice.begin(SELF, "ankle-pumps", anything_new=False)
        other.delete([SELF])
        with pytest.raises(NotThereError):
            coach.practice.get(SELF, begun.id)
        assert coach.journal.entries(SELF, include_superseded=True) == ()
        assert coach.journal.draft(SELF, "session") is None


def test_reminders_for_somebody_who_is_deleted_end(
    kept: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept("remind", "on", "--person", "Mother")

    def deleted_meanwhile(*_: object, **__: object) -> None:
        with open_coach(Settings.from_environment()) as coach:
            coach.delete([coach.journal.person("Mother").id])
            coach.reminders.now("nobody any more")

    monkeypatch.setattr(Watch, "tick", deleted_meanwhile)
    said = kept("remind", "--plain", "--no-lock", "--person", "Mother")
    assert (said.status, said.err) == (0, "")
