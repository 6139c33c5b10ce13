"""Prescribed exercises and measurements in a report: what stands, what was done, of which day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from coach.samples import exercise
from report.samples import START, recorded
from soleus.journal import (
    AnkleIndexEntry,
    BloodPressureEntry,
    HeelRaisesEntry,
    Outcome,
    Recorded,
    SessionEntry,
    WeightEntry,
)
from soleus.language import use
from soleus.report.measured import measured
from soleus.report.prescribed import prescribed
from soleus.vocabulary import Activity

SINCE = (START + timedelta(days=10)).date()


def done(day: int, outcome: Outcome = Outcome.FINISHED, routine: str = "") -> Recorded[Any]:
    return recorded(
        SessionEntry(
            Activity.ANKLE_PUMPS,
            routine or f"prescribed-{exercise().exercise}",
            START + timedelta(days=day),
            *(60, 60, 5, outcome),
            stop_reason="Pain" if outcome is Outcome.STOPPED else None,
        ),
        day,
    )


def test_an_exercise_is_told_with_how_often_it_was_done_in_the_time() -> None:
    entries = [
        recorded(exercise(), 0),
        recorded(exercise(exercise=UUID(int=8), name="Put away", is_ended=True), 0),
        done(3),
        done(11),
        done(12),
        done(12),
        done(13, Outcome.STOPPED),
        done(14, routine="ankle_pumps"),
    ]
    [told] = prescribed(entries, SINCE)
    assert (told.entry.name, told.done, told.days, told.stopped) == ("Towel pull", 3, 2, 1)


def test_what_was_measured_last_is_told_with_its_day_however_long_ago() -> None:
    entries = [
        recorded(AnkleIndexEntry(0.98, None), 0),
        recorded(WeightEntry(84), 11),
        recorded(BloodPressureEntry(138, 84), 11),
        recorded(WeightEntry(82.5), 15),
        recorded(HeelRaisesEntry(12, 18), 15),
    ]
    told = {(each.what, each.leg): each for each in measured(entries, SINCE)}
    weight = told["Weight", ""]
    assert (weight.last.words, weight.times) == ("82.5 kg", 2)
    assert weight.first is not None
    assert weight.first.words == "84 kg"
    index = told["Ankle-brachial index (ABI)", "left"]
    assert (index.last.words, index.last.day, index.times) == ("0.98", date(2026, 3, 2), 0)
    assert index.first is None
    assert [leg for what, leg in told if what == "Heel raises on one leg"] == ["left", "right"]
    assert next(iter(told)) == ("Blood pressure", "")
    with use("de"):
        assert measured(entries, SINCE)[1].last.words == "82,5 kg"
