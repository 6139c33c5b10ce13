"""The sentence of the day: new each day, the same all day, fitting, and never beside a referral."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.coach.today.daily import daily_lines, load_lines
from soleus.plan import Setting
from soleus.vocabulary import Answer, InvalidDataError
from soleus.vocabulary.clock import FixedClock

MONTH = 30


def checked(coach: Coach, **answers: Answer) -> None:
    document: Mapping[str, Any] = {"answers": {"age": 44, **answers}, "others": "no"}
    coach.checks.record("self", document)


def of_a_month(coach: Coach, clock: FixedClock, **answers: Answer) -> list[str]:
    """The sentences of a month, with a check on each day."""
    said = []
    for _ in range(MONTH):
        checked(coach, **answers)
        daily = coach.daily.of("self")
        assert daily is not None
        assert daily.text.claims
        assert daily.text in (*daily.topic.answer, *daily.topic.more)
        said.append(daily.text.says)
        clock.advance(timedelta(days=1))
    return said


def test_a_month_at_a_desk_has_thirty_different_sentences(coach: Coach, clock: FixedClock) -> None:
    assert len(set(of_a_month(coach, clock, sits_long=True))) == MONTH


def test_it_is_the_same_all_day_and_another_for_another_person(
    well: Coach, clock: FixedClock
) -> None:
    morning = well.daily.of("self")
    clock.advance(timedelta(hours=12))
    assert well.daily.of("self") == morning
    other = well.journal.add_person("Ada")
    others = set()
    for _ in range(5):
        well.checks.record(other.id, {"answers": {"age": 44}, "others": "no"})
        well.checks.record("self", {"answers": {"age": 44}, "others": "no"})
        others.add(well.daily.of(other.id) == well.daily.of("self"))
        clock.advance(timedelta(days=1))
    assert False in others


def test_smoking_is_spoken_of_to_smokers_alone(coach: Coach, clock: FixedClock) -> None:
    assert not any("stop does more" in each for each in of_a_month(coach, clock))
    fitting = [each for each in daily_lines() if each.topic == "smoking"]
    checked(coach, smoker=True)
    standing = coach.gate.standing("self")
    assert all(each.fits(standing, Setting.DESK) for each in fitting)


def test_unknown_is_not_no(coach: Coach) -> None:
    water = next(each for each in daily_lines() if each.topic == "water")
    checked(coach)
    known = coach.gate.standing("self")
    assert water.fits(known, Setting.DESK)
    document: Any = {**(known.document or {}), "others": "unknown"}
    assert not water.fits(replace(known, document=document), Setting.DESK)


def test_what_is_done_on_the_feet_all_day_is_not_said_at_a_desk(well: Coach) -> None:
    line = next(each for each in daily_lines() if each.begins == "If you stand:")
    standing = well.gate.standing("self")
    assert line.fits(standing, Setting.STANDING)
    assert not line.fits(standing, Setting.DESK)


def test_nothing_that_the_gate_holds_is_spoken_of(coach: Coach) -> None:
    checked(coach, heart_failure=True)
    standing = coach.gate.standing("self")
    shut = [each for each in daily_lines() if "elevation" in each.where_open]
    assert shut
    assert not any(each.fits(standing, Setting.HOME) for each in shut)


@pytest.mark.parametrize(
    "answers",
    [
        {"short_of_breath": True},
        {"leg_pain": "left"},
        {"pain_walking_eases_with_rest": "right"},
    ],
)
def test_beside_a_referral_there_is_none(coach: Coach, answers: dict[str, Answer]) -> None:
    checked(coach, **answers)
    assert coach.daily.of("self") is None


def test_once_something_is_new_there_is_none(well: Coach) -> None:
    assert well.daily.of("self") is not None
    note_symptoms(well, "self", is_new=True)
    assert well.daily.of("self") is None


def test_a_line_that_the_handbook_does_not_have_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "daily.toml"
    file.write_text(
        '[[line]]\ntopic = "calf-pump"\nbegins = "Nobody says this"\nunless = ["no_such"]\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidDataError, match="0 lines of 'calf-pump'") as refused:
        load_lines(file)
    assert "no finding 'no_such'" in str(refused.value)
