"""The kept figures are those of this model, with the published values of the rows."""

import tomllib

import pytest

from soleus.circulation import model_fingerprint
from soleus.handbook import curve_figures, topics
from soleus.prediction import kept_figures
from soleus.prediction.figure_kept import further_studies, kept_curve, kept_points, written
from soleus.prediction.figure_runs import FIGURES, RawCurve
from soleus.prediction.figures import KeptFigures


def test_the_curves_are_those_of_this_model() -> None:
    stale = "run python -m soleus.prediction.figure_kept"
    assert kept_figures().fingerprint == model_fingerprint(), stale


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_its_curves_and_the_values_of_its_rows(name: str) -> None:
    words, kept = curve_figures()[name], kept_figures().figures[name]
    assert {each.id for each in words.curves} == set(kept.curves)
    assert kept.points == kept_points(words)
    assert kept.further == further_studies(words)
    for point in words.points:
        assert point.curve in kept.curves
        x = kept.curves[point.curve].x
        assert x[0] <= point.x <= x[-1]


@pytest.mark.parametrize("name", FIGURES)
def test_the_range_of_people_lies_around_the_middle(name: str) -> None:
    for curve in kept_figures().figures[name].curves.values():
        both = zip(curve.low, curve.middle, curve.high, strict=True)
        assert all(low <= middle <= high for low, middle, high in both)


def test_a_new_run_gives_the_kept_curve() -> None:
    run = FIGURES["walking-pressure"](kept_figures().people)
    kept = kept_figures().figures["walking-pressure"].curves["walking"]
    new = kept_curve(run["walking"])
    assert new.x == kept.x
    assert new.middle == pytest.approx(kept.middle, rel=0.01)
    assert new.high == pytest.approx(kept.high, rel=0.01)


def test_every_figure_stands_on_a_topic_that_tells_its_claims() -> None:
    shown = {topic.curve: topic for topic in topics() if topic.curve}
    assert set(shown) == set(FIGURES) == set(curve_figures())
    for name, topic in shown.items():
        assert set(curve_figures()[name].claims) & set(topic.claims)


def test_what_is_written_is_read_again() -> None:
    kept = kept_figures()
    text = written(kept.figures, fingerprint=kept.fingerprint, people=kept.people)
    assert KeptFigures.from_dict(tomllib.loads(text)) == kept


def test_a_curve_tells_what_one_five_and_nine_of_ten_do_not_pass() -> None:
    raw = RawCurve((0.0, 1.0), tuple((float(n), 2.0 * n) for n in range(1, 11)))
    assert kept_curve(raw).low == (1.0, 2.0)
    assert kept_curve(raw).middle == (5.0, 10.0)
    assert kept_curve(raw).high == (9.0, 18.0)
