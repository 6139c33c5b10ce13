"""A device holds a note against the one before it as the server does, and says less, never more."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from node import said_by
from soleus.coach import Coach
from soleus.journal import SELF, DayScores, Score, SymptomEntry
from soleus.learning import Course, change_on
from soleus.vocabulary.clock import FixedClock
from web.conftest import WELL

PROGRAM = Path(__file__).parent / "js" / "change.mjs"
LEGS = (Score.SWELLING_LEFT, Score.SWELLING_RIGHT)
FALLS = (Course.LOWER, Course.BETTER)
MONDAY = date(2026, 3, 2)


def diaries(random: Random) -> Iterator[list[DayScores]]:
    """Yield days with gaps, with one leg or both, with much and little swelling."""
    while True:
        most = random.choice((1, 3, 10))
        day, days = MONDAY, []
        for _ in range(random.randint(1, 6)):
            legs = random.choice((LEGS, LEGS, LEGS[:1], LEGS[1:]))
            days.append(DayScores(day, {leg: random.randint(0, most) for leg in legs}))
            day += timedelta(days=random.choice((1, 1, 1, 2, 7, 8)))
        yield days


def as_day(each: DayScores) -> dict[str, Any]:
    return {
        "day": each.day.isoformat(),
        "scores": {leg.value: score for leg, score in each.scores.items()},
    }


def as_note(each: DayScores) -> dict[str, Any]:
    day = as_day(each)
    payload = {"scores": {**day["scores"], "heaviness": 4}}
    return {"kind": "symptom", "at": f"{day['day']}T23:30:00.000-11:00", "payload": payload}


def test_the_course_and_the_numbers_are_those_of_the_server() -> None:
    random = Random(3)
    made = diaries(random)
    days = [next(made) for _ in range(400)]
    held = [random.randint(0, len(each) - 1) for each in days]
    asked = [
        {
            "day": each[-1].day.isoformat(),
            "days": [as_day(day) for day in each[:of]],
            "waiting": [{"kind": "tape", "at": "", "payload": {}}, *map(as_note, each[of:])],
        }
        for each, of in zip(days, held, strict=True)
    ]
    courses = set()
    for each, told in zip(days, said_by(PROGRAM, asked), strict=True):
        change = change_on(each[-1].day, each)
        assert change is not None
        courses.add(change.course)
        assert told["now"] == {leg.value: score for leg, score in change.now.items()}
        if change.course in FALLS:
            assert told["course"] == "less"
            assert all(told["now"][leg] <= told["before"][leg] for leg in told["now"])
            continue
        assert told["course"] == change.course.value
        if change.course is not Course.FIRST:
            assert told["before"] == {leg.value: score for leg, score in change.before.items()}
            assert told["since"] == change.since.isoformat()
    assert courses == set(Course)


def test_without_a_note_of_the_day_there_is_nothing_to_hold_against() -> None:
    asked = {"day": "2026-03-03", "days": [{"day": "2026-03-02", "scores": {"swelling_left": 2}}]}
    assert said_by(PROGRAM, [{**asked, "waiting": []}]) == [None]


def test_a_device_is_given_the_swelling_of_the_last_days_and_no_other_scores(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record(SELF, WELL)
    coach.notes.take(SELF, SymptomEntry(scores={Score.HEAVINESS: 4}))
    coach.notes.take(SELF, SymptomEntry(scores={Score.SWELLING_LEFT: 4, Score.LEG_PAIN: 1}))
    clock.advance(timedelta(days=1))
    coach.notes.take(SELF, SymptomEntry(scores={Score.HEAVINESS: 4}))
    given = coach.meanings.swelling_of_days(SELF)
    assert given == [{"day": "2026-03-02", "scores": {"swelling_left": 4}}]
    clock.advance(timedelta(days=40))
    assert coach.meanings.swelling_of_days(SELF) == []
