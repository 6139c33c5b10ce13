"""Days are told right where the model's law holds, and wrong where the legs follow another."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from soleus.circulation import Ensemble, Known, LegDay, fit, learn
from soleus.circulation.ensemble.at_home import errors
from soleus.prediction.runs import compare_days
from soleus.prediction.runs.against_measured import ENOUGH_DAYS, SURE, Noted

TOLD = Known(age=48, sex="male", height_cm=180, weight_kg=84)
HOURS = (9, 8, 8.5, 3, 2, 8, 9.5, 7, 1, 2.5, 8, 9, 4, 8, 2, 1.5, 9, 8, 6, 3)
DAYS = tuple(LegDay(hours=h, breaks=i % 3) for i, h in enumerate(HOURS))
DAY_SD = errors()["evening"]["day_sd"]


@pytest.fixture(scope="module")
def before() -> Ensemble:
    return fit(TOLD, 200, seed=5)


def noted_by(member: int, seed: int, kind: Noted = "score") -> tuple[LegDay, ...]:
    """Return the days as one simulated person would have noted them, with each day's own error."""
    someone = fit(TOLD, 200, seed=99)
    values, sd = someone.foretold(DAYS, kind)
    chance = np.random.default_rng(seed).standard_normal(len(DAYS))
    notes = values[member] + sd[member] * chance
    if kind == "score":
        notes = np.clip(np.round(notes), 0, 10)
    return tuple(replace(d, **{kind: float(v)}) for d, v in zip(DAYS, notes, strict=True))


@pytest.mark.parametrize("kind", ["score", "girth_gain_cm"])
def test_nine_in_ten_evenings_of_simulated_people_lie_in_the_range(
    before: Ensemble, kind: Noted
) -> None:
    shares = []
    for member in range(60):
        result = compare_days(before, noted_by(member, member, kind), kind)
        shares.append(result.n_inside / result.n_noted)
    assert 0.84 < np.mean(shares) < 0.96


def test_people_whose_legs_follow_the_model_are_seldom_called_wrong(before: Ensemble) -> None:
    wrong = []
    for member in range(12):
        days = noted_by(member, 100 + member)
        wrong.append(compare_days(learn(before, days), days).was_wrong)
    assert sum(map(bool, wrong)) <= 1


@pytest.mark.parametrize(
    "law",
    [
        pytest.param(lambda d: 8.0 - 0.7 * d.hours, id="less after longer sitting"),
        pytest.param(lambda d: 9.0 if d.hours > 7.5 else 0.0, id="none, then all at once"),
        pytest.param(lambda d: 5.0 * (round(d.hours * 2) % 2) + 3.0, id="nothing to do with it"),
    ],
)
def test_legs_that_follow_another_law_are_told_as_wrong(
    before: Ensemble, law: Callable[[LegDay], float]
) -> None:
    days = tuple(replace(d, score=float(np.clip(law(d), 0, 10))) for d in DAYS)
    result = compare_days(learn(before, days), days)
    assert result.was_wrong
    assert result.chance < SURE
    assert result.error > 1.25 * result.expected_error


def test_legs_that_swell_less_after_sitting_have_a_falling_slope(before: Ensemble) -> None:
    days = tuple(replace(d, score=float(max(8.0 - 0.7 * d.hours, 0))) for d in DAYS)
    slope = compare_days(before, days).slope
    assert slope is not None
    assert slope < 0


def test_learning_brings_the_middle_to_the_days_and_narrows_the_range(before: Ensemble) -> None:
    days = tuple(
        replace(d, score=float(np.clip(s, 0, 10)))
        for d, s in zip(
            DAYS, 1.6 * np.median(before.foretold(DAYS, "score")[0], axis=0) + 1, strict=True
        )
    )
    after = learn(before, days)
    first, second = compare_days(before, days), compare_days(after, days)
    assert first.bias > 0.8
    assert abs(second.bias) < 0.5 * first.bias
    assert second.error < first.error
    widths = [np.mean([d.foretold.width for d in c.days]) for c in (first, second)]
    assert widths[1] < widths[0]


def test_what_was_learnt_early_foretells_later_days(before: Ensemble) -> None:
    """Learning from ten days brings the next ten closer than they were, over many people."""
    errors_ = []
    for member in range(10):
        days = noted_by(member, 300 + member)
        early, late = days[:10], days[10:]
        errors_.append(
            (compare_days(before, late).error, compare_days(learn(before, early), late).error)
        )
    plain, wiser = np.mean(errors_, axis=0)
    assert wiser < plain
    assert wiser < 1.25 * DAY_SD


def test_few_days_say_nothing_and_days_without_a_note_are_foretold_only(before: Ensemble) -> None:
    few = tuple(replace(d, score=3.0) for d in DAYS[: ENOUGH_DAYS - 1])
    result = compare_days(before, (*few, DAYS[7]))
    assert result.was_wrong is None
    assert result.slope is None
    assert result.n_noted == ENOUGH_DAYS - 1
    assert result.days[-1].is_inside is None
    nothing = compare_days(before, DAYS[:2])
    assert (nothing.n_noted, nothing.n_inside, nothing.chance) == (0, 0, 1.0)


def test_no_days_are_compared_with_nothing(before: Ensemble) -> None:
    nothing = compare_days(before, ())
    assert (nothing.days, nothing.n_noted, nothing.was_wrong) == ((), 0, None)
