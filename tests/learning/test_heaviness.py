"""Heaviness that gets worse: what is told of it, when it begins to hold, and when it ends."""

from datetime import date, timedelta

import pytest

from soleus.learning.diary import Diary, read_diary
from soleus.learning.heaviness import HeavinessRule, heaviness_worsening
from soleus.learning.rise import Rise
from soleus.learning.rule import rule
from soleus.learning.stretch import Stretch

START = date(2026, 3, 1)


def noted(scores: list[int | None], name: str = "heaviness") -> Diary:
    """Return a diary with one score a day; None is a day that was left out."""
    entries = [
        {"date": (START + timedelta(days=day)).isoformat(), name: score}
        for day, score in enumerate(scores)
        if score is not None
    ]
    return read_diary({"entries": entries})


def found(scores: list[int | None], name: str = "heaviness") -> Stretch[Rise] | None:
    """Return what is found at the end of these days."""
    return heaviness_worsening(noted(scores, name), rule(HeavinessRule))


CALM: list[int | None] = [2, 3, 1, 2, 2, 3, 2] * 4
RISE: list[int | None] = [2, 3, 3, 4, 3, 4, 5, 4, 5, 6, 5, 6, 7, 6]


@pytest.mark.parametrize("name", ["heaviness", "leg_fatigue", "leg_pain"])
def test_each_of_the_three_scores_is_watched(name: str) -> None:
    worse = found(CALM + RISE, name)

    assert worse is not None
    assert worse.state.score == name
    assert worse.state.before == pytest.approx(2.1, abs=0.3)
    assert worse.state.now == pytest.approx(6.5, abs=0.7)


def test_a_rise_from_the_first_day_needs_no_days_before_it() -> None:
    assert found(RISE) is not None


def test_scores_that_stay_or_fall_are_no_rise() -> None:
    assert found(CALM * 2) is None
    assert found([*([7] * 14), *RISE[::-1]]) is None


def test_one_bad_day_is_no_rise() -> None:
    assert found([*CALM, 10]) is None


def test_days_that_were_left_out_are_not_noughts() -> None:
    late = [*CALM[:14], *([None] * 10), *CALM[:14]]

    assert found(late) is None


def test_it_goes_on_while_the_score_is_still_up_and_ends_when_it_is_back() -> None:
    begun = found(CALM + RISE)
    still = found([*CALM, *RISE, *([6, 7, 6, 5, 6, 7, 6] * 2)])

    assert begun is not None
    assert still is not None
    assert still.since == begun.since
    assert found([*CALM, *RISE, *CALM[:14]]) is None


def test_a_pause_in_the_notes_ends_nothing() -> None:
    paused: list[int | None] = [*CALM, *RISE, *([None] * 20), 6]

    assert found(paused) is not None
