"""The settings of a copy: no secret comes in, no host is asked, and nothing is dropped unsaid."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.conftest import MONDAY_MORNING
from soleus.coach import Coach
from soleus.journal import SELF, InvalidEntryError, Journal
from soleus.reminders import CalendarCache, ReminderSettings
from soleus.vocabulary import Limbs
from soleus.vocabulary.clock import FixedClock

HOST = "https://calendar.example/a.ics?id=victim"
PROFILE = {"setting": "desk", "wakes_at": "06:30"}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Coach]:
    clock = FixedClock(MONDAY_MORNING)
    with Coach(Journal.open(tmp_path / "here.sqlite3", clock), clock) as opened:
        yield opened


def copy_with(settings: object) -> dict[str, Any]:
    person = {"id": SELF, "name": "Me", "is_self": True, "settings": settings}
    return {"format": "soleus-journal", "version": 1, "people": [person], "entries": []}


def test_the_secret_of_the_feed_is_never_taken_over(here: Coach) -> None:
    taken = here.copies.take(copy_with({"reminders_token": "chosen", "limbs": "left_leg"}))
    assert here.reminders.feed("chosen", "http://localhost") is None
    assert here.reminders.token(SELF) != "chosen"
    assert taken.settings == (
        "Settings taken over: which legs and feet are there.",
        "The secret address of the reminder feed is not taken over; Reminders gives a new one.",
    )
    assert here.limbs.of(SELF) is Limbs.LEFT_LEG


def test_a_calendars_address_comes_in_and_waits_until_it_is_saved_here(
    here: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        CalendarCache, "meetings", lambda _, source, *__, **___: asked.append(source)
    )
    taken = here.copies.take(copy_with({"reminders": {"is_on": True, "calendar": HOST}}))
    assert taken.settings == (
        "Settings taken over: reminders.",
        "The calendar's address waits: it is not asked until you save it once under Reminders.",
    )
    assert here.reminders.has_unasked_calendar(SELF)
    assert here.reminders.settings(SELF).calendar == HOST
    here.reminders.now(SELF)
    assert asked == []
    here.reminders.save(SELF, ReminderSettings(calendar=HOST))
    assert not here.reminders.has_unasked_calendar(SELF)


def test_a_calendar_in_a_file_is_asked_of_nobody_and_does_not_wait(
    here: Coach, tmp_path: Path
) -> None:
    taken = here.copies.take(copy_with({"reminders": {"calendar": str(tmp_path / "a.ics")}}))
    assert taken.settings == ("Settings taken over: reminders.",)


def test_what_a_newer_version_added_is_named_and_the_rest_comes_in(here: Coach) -> None:
    settings = {
        "reminders": {"is_on": True, "interval_minutes": 45, "sound": "bell"},
        "profile": {**PROFILE, "mood": 1},
        "theme\n": "dark",
    }
    taken = here.copies.take(copy_with(settings))
    assert here.reminders.settings(SELF) == ReminderSettings(is_on=True, interval_minutes=45)
    assert here.weeks.profile(SELF).wakes_at.hour == 6
    assert taken.settings == (
        "Settings taken over: reminders, what the week is made from.",
        r"Settings not taken over: reminders: sound; profile: mood; 'theme\n'.",
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"reminders": {"interval_minutes": 3}}, "interval_minutes is 3"),
        ({"reminders": {"calendar": "https://["}}, "calendar This is no address"),
        ({"reminders": {"calendar": 7}}, "calendar is 7"),
        ({"reminders": {"mode": "bed", "quiet_starts": None, "quiet_ends": None}}, "In bed"),
        ({"reminders": "on"}, "is 'on'"),
        ({"profile": {"wakes_at": "06:30"}}, "'setting' is missing"),
        ({"profile": []}, "is []"),
        ({"limbs": ["left_leg"]}, "limbs"),
    ],
)
def test_odd_settings_are_left_out_and_said(here: Coach, settings: Any, said: str) -> None:
    taken = here.copies.take(copy_with(settings))
    assert said in taken.settings[-1]
    assert here.reminders.settings(SELF) == ReminderSettings()
    assert here.limbs.of(SELF) is Limbs.BOTH
    assert here.weeks.profile(SELF).timezone == "UTC"


def test_many_odd_settings_are_told_in_one_line(here: Coach) -> None:
    taken = here.copies.take(copy_with({f"odd_{n}": n for n in range(1000)}))
    assert len(taken.settings) == 1
    assert taken.settings[0].endswith("odd_19; ….")
    assert here.journal.settings(SELF) == {}


def test_settings_that_are_here_stay_and_nothing_is_said(here: Coach) -> None:
    here.limbs.keep(SELF, Limbs.NO_FOOT)
    before = here.journal.settings(SELF)
    taken = here.copies.take(copy_with({"limbs": "left_leg", "reminders": {"calendar": HOST}}))
    assert taken.settings == ()
    assert here.journal.settings(SELF) == before


@pytest.mark.parametrize("settings", [None, 7, "x", ["x"]])
def test_settings_that_are_none_refuse_the_copy(here: Coach, settings: object) -> None:
    with pytest.raises(InvalidEntryError, match="person 1: settings"):
        here.copies.take(copy_with(settings))


def test_a_copy_of_all_settings_made_here_comes_back_whole(here: Coach, tmp_path: Path) -> None:
    here.checks.record(SELF, {"answers": {}, "others": "no"})
    here.weeks.make(SELF, here.weeks.profile(SELF))
    here.reminders.save(SELF, ReminderSettings(is_on=True, interval_minutes=40))
    here.limbs.keep(SELF, Limbs.NO_FOOT)
    clock = FixedClock(MONDAY_MORNING)
    with Coach(Journal.open(tmp_path / "there.sqlite3", clock), clock) as there:
        there.copies.take(here.journal.export_json())
        assert there.journal.settings(SELF) == here.journal.settings(SELF)
