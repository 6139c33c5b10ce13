"""How often learning is wrong and how soon it is right, counted over simulated diaries."""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from learning.simulated import SCORES, START, Life, Truth, diary, level, ramp, step, until
from soleus.learning import learn
from soleus.learning.calf import CalfRule, grown_calves
from soleus.learning.diary import Diary, read_diary
from soleus.learning.heaviness import HeavinessRule, rising_heaviness
from soleus.learning.one_leg import swelled_legs
from soleus.learning.persistence import PersistenceRule, lasting_scores
from soleus.learning.rule import rule
from soleus.learning.stretch import Walk
from soleus.learning.swelling import SwellingRule, rising_swelling, staying_swelling

ANY = "any"
"""Instead of a finding: whichever."""

DAYS = 60
"""How long a stable diary is looked at, every day."""


def _walks(diary: Diary, finding: str) -> Iterable[Walk[Any]]:
    """Return what held on each day of a diary: none of them looks ahead."""
    of_swelling, of_calf = rule(SwellingRule), rule(CalfRule)
    rising = rising_swelling(diary, of_swelling).values()
    if finding in ("swelling_not_improving", ANY):
        yield from staying_swelling(diary, of_swelling).values()
        yield from rising
    if finding in ("heaviness_worsening", ANY):
        yield from rising_heaviness(diary, rule(HeavinessRule))
    if finding in ("persistent_unexplained", ANY):
        yield from lasting_scores(diary, rule(PersistenceRule), rising)
    if finding in ("swelling", ANY):
        yield from grown_calves(diary, of_calf)
        yield from swelled_legs(diary, of_calf.score)


_SWELLINGS = {"swelling_left", "swelling_right"}
_TAPES = {"calf_left_cm", "calf_right_cm"}

Make = Callable[[random.Random], Life]


@dataclass(frozen=True, slots=True)
class Stable:
    """Somebody in whom nothing changes: the finding must hold on no day of sixty."""

    name: str
    finding: str
    make: Make


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody in whom something changes on a day: it must be found within some days of that.

    Parameters
    ----------
    at : the day of the change, counted from 0
    within : days from then on, that one included; None is the first tape of both legs from the
        day on which the change is whole
    notes : instead of days, notes of both legs from then on
    is_absent : whether the finding is to be told of none instead: the change is for the better
    target : the least part of a hundred that is to be found in time
    held_at : where that is not reached, the least that the test holds instead
    """

    name: str
    finding: str
    make: Make
    at: int
    within: int | None
    target: int
    held_at: int | None = None
    notes: int | None = None
    is_absent: bool = False


def alarms(case: Stable, people: int, seed: int) -> int:
    """Return in how many people the finding held on at least one of sixty days."""
    rng = random.Random(seed)
    return sum(_ever(diary(case.make(rng), DAYS, rng), case.finding) for _ in range(people))


def found(case: Change, people: int, seed: int) -> int:
    """Return in how many people the change was found in time, and held on the last day of it."""
    rng = random.Random(seed)
    return sum(_in_time(case, rng) for _ in range(people))


def _ever(document: Mapping[str, Any], finding: str) -> bool:
    """Whether it held on any day, each looked at as it was then."""
    walks = _walks(read_diary(document), finding)
    return any(state is not None for walk in walks for state in walk.states)


def _in_time(case: Change, rng: random.Random) -> bool:
    document = diary(case.make(rng), case.at + 84, rng)  # so long that a tape is surely in it
    if case.notes:
        last = _days_with(document, _SWELLINGS, case.at)[case.notes - 1]
    elif case.within:
        last = case.at + case.within - 1
    else:
        last = _days_with(document, _TAPES, case.at + 1)[0]
    return (case.finding in learn(until(document, last)).answers) is not case.is_absent


def _days_with(document: Mapping[str, Any], names: set[str], since: int) -> list[int]:
    """Return the days from one on, counted from 0, on which all of some values were noted."""
    days = [
        (date.fromisoformat(entry["date"]) - START).days
        for entry in document["entries"]
        if names <= entry.keys()
    ]
    return [day for day in days if day >= since]


def _all(names: tuple[str, ...], truth: Callable[[random.Random], Truth]) -> Make:
    return lambda rng: Life({name: truth(rng) for name in names}, rhythm=rng.uniform(0, 1))


def _both(truth: Callable[[random.Random], Truth]) -> Make:
    def make(rng: random.Random) -> Life:
        same = truth(rng)
        scores = {"swelling_left": same, "swelling_right": same}
        return Life(scores, rhythm=rng.uniform(0, 1))

    return make


def _one(truth: Callable[[random.Random], Truth]) -> Make:
    def make(rng: random.Random) -> Life:
        scores = {"swelling_left": truth(rng), "swelling_right": level(rng.uniform(0, 1))}
        return Life(scores, rhythm=rng.uniform(0, 1))

    return make


def _calves(natural_cm: float, every: int = 1, at: int | None = None) -> Make:
    def make(rng: random.Random) -> Life:
        half = rng.uniform(-natural_cm, natural_cm) / 2
        left = level(37 + half) if at is None else step(37 + half, 40 + half, at, 2)
        return Life(calves=(left, level(37 - half)), tape_every=every)

    return make


def _one_up(points: int, at: int) -> Make:
    def make(rng: random.Random) -> Life:
        usual = rng.uniform(0, 2)
        scores = {"swelling_left": step(usual, usual + points, at), "swelling_right": level(usual)}
        return Life(scores, rhythm=rng.uniform(0, 1))

    return make


def _evenings(a_day: float = 0) -> Make:
    def make(rng: random.Random) -> Life:
        usual = ramp(rng.uniform(3, 5), a_day)
        names = ("swelling_left", "swelling_right", "heaviness")
        return Life(dict.fromkeys(names, usual), gone_share=0.9, is_evening=True)

    return make


def _improving(rng: random.Random) -> Life:
    fall = ramp(6, -5 / 8, 1)
    return Life(
        {"swelling_left": fall, "swelling_right": fall}, rhythm=rng.uniform(0, 1), effort_share=1
    )


def _rising(at: int) -> Make:
    return lambda rng: Life(
        {"heaviness": ramp(2, 0.15, at), "leg_fatigue": level(1)}, rhythm=rng.uniform(0, 1)
    )


_HEAVY = ("heaviness", "leg_fatigue", "leg_pain")

STABLE = (
    Stable(
        "swelling of 0 to 2.5 in both legs, legs raised",
        "swelling_not_improving",
        _both(lambda rng: level(rng.uniform(0, 2.5))),
    ),
    Stable("swelling of 2 in both legs", "swelling_not_improving", _both(lambda _: level(2))),
    Stable("swelling of 2 in one leg", "swelling_not_improving", _one(lambda _: level(2))),
    Stable(
        "heaviness, fatigue and pain of 0 to 6 each",
        "heaviness_worsening",
        _all(_HEAVY, lambda rng: level(rng.uniform(0, 6))),
    ),
    Stable(
        "heaviness, fatigue and pain of 3", "heaviness_worsening", _all(_HEAVY, lambda _: level(3))
    ),
    Stable(
        "all five scores 0 to 1.5",
        "persistent_unexplained",
        _all(SCORES, lambda rng: level(rng.uniform(0, 1.5))),
    ),
    Stable("all five scores 1", "persistent_unexplained", _all(SCORES, lambda _: level(1))),
    Stable(
        "swelling of 0 to 2 in both legs",
        "swelling",
        _both(lambda rng: level(rng.uniform(0, 2))),
    ),
    Stable("swelling of 3 to 5 every evening, gone by nine mornings of ten", ANY, _evenings()),
    Stable("calves that differ by up to 1 cm, tape every day", "swelling", _calves(1)),
    Stable("calves that differ by up to 2 cm, tape every day", "swelling", _calves(2)),
    Stable("calves that differ by up to 2 cm, tape every week", "swelling", _calves(2, 7)),
)
"""People in whom nothing changes."""

CHANGES = (
    Change(
        "swelling of 4 to 5 in both legs from the first day",
        "swelling_not_improving",
        _both(lambda rng: level(rng.uniform(4, 5))),
        at=0,
        within=10,
        target=95,
    ),
    Change(
        "swelling of 4 to 5 in one leg from the first day",
        "swelling_not_improving",
        _one(lambda rng: level(rng.uniform(4, 5))),
        at=0,
        within=10,
        target=95,
    ),
    Change(
        "swelling from 1 to 4 to 5 in both legs after three weeks",
        "swelling_not_improving",
        _both(lambda rng: step(1, rng.uniform(4, 5), 21)),
        at=21,
        within=10,
        target=95,
    ),
    Change(
        "swelling from 6 to 1 in nine days: told of none on the ninth",
        "swelling_not_improving",
        _improving,
        at=0,
        within=9,
        target=95,
        is_absent=True,
    ),
    Change(
        "swelling of 3 to 5 every evening, up 0.1 a day from the first day, gone by morning",
        "swelling_not_improving",
        _evenings(0.1),
        at=0,
        within=28,
        target=90,
    ),
    Change(
        "one leg up 6 points after three weeks",
        "swelling",
        _one_up(6, 21),
        at=21,
        within=None,
        notes=1,
        target=99,
        held_at=93,
    ),
    Change(
        "one leg up 4 points after three weeks",
        "swelling",
        _one_up(4, 21),
        at=21,
        within=None,
        notes=2,
        target=95,
    ),
    Change(
        "heaviness up 0.15 a day from 2 after four weeks",
        "heaviness_worsening",
        _rising(28),
        at=28,
        within=21,
        target=90,
    ),
    Change(
        "heaviness up 0.15 a day from 2 after two weeks",
        "heaviness_worsening",
        _rising(14),
        at=14,
        within=21,
        target=90,
    ),
    Change(
        "heaviness up 0.15 a day from 2 from the first day",
        "heaviness_worsening",
        _rising(0),
        at=0,
        within=21,
        target=90,
        held_at=85,
    ),
    Change(
        "heaviness of 3 or more that stays",
        "persistent_unexplained",
        _all(("heaviness",), lambda rng: level(rng.uniform(3, 5))),
        at=0,
        within=16,
        target=95,
    ),
    Change(
        "a calf up 3 cm in two days after two weeks, tape every day",
        "swelling",
        _calves(1, at=14),
        at=14,
        within=None,
        target=99,
    ),
    Change(
        "a calf up 3 cm in two days after four weeks, tape every day",
        "swelling",
        _calves(1, at=28),
        at=28,
        within=None,
        target=99,
    ),
    Change(
        "a calf up 3 cm in two days after five weeks, tape every week",
        "swelling",
        _calves(1, 7, at=34),
        at=34,
        within=None,
        target=99,
    ),
)
"""People in whom something changes."""
