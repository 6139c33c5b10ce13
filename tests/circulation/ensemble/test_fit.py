"""Ensembles fit what was measured, stay wide where nothing was, and are the same again."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from soleus.circulation import (
    Ensemble,
    ExperimentError,
    Known,
    LegDay,
    Protocol,
    Step,
    fit,
    learn,
    people_like,
    simulate,
    stated_range,
)
from soleus.circulation.ensemble import fingerprint
from soleus.circulation.ensemble.at_home import calf_girth_cm, errors, raises
from soleus.circulation.ensemble.build import own, tissue_ml
from soleus.circulation.simulate import BLOCK

TOLD = Known(age=55, sex="female", height_cm=168, weight_kg=68)
MEASURED = replace(
    TOLD,
    systolic_mmhg=128,
    diastolic_mmhg=78,
    ankle_index={"left": 1.1, "right": 0.68},
    calf_raises=25,
    calf_girth_cm={"left": 36.5, "right": 36.0},
    evening_swelling=2.0,
    sitting_hours=7,
)


@pytest.fixture(scope="module")
def told() -> Ensemble:
    return fit(TOLD, 256)


@pytest.fixture(scope="module")
def measured() -> Ensemble:
    return fit(MEASURED, 256)


def test_the_same_seed_gives_the_same_people_however_many(measured: Ensemble) -> None:
    assert fit(MEASURED, 256) == measured
    assert fit(MEASURED, 12).scores == measured.scores[:12]
    assert fit(MEASURED, 12, seed=2).scores != measured.scores[:12]


def test_everybody_has_the_age_sex_and_build_that_were_told(measured: Ensemble) -> None:
    for one in measured.members:
        p = one.person
        assert (p.age, p.sex, p.height_cm, p.weight_kg) == (55, "female", 168, 68)


def test_pages_get_the_members(measured: Ensemble) -> None:
    assert people_like(MEASURED, 16) == measured.members[:16]


def test_an_ensemble_is_kept_as_plain_numbers(measured: Ensemble) -> None:
    text = json.dumps(measured.as_dict())
    again = Ensemble.from_dict(json.loads(text))
    assert again == measured
    assert again.members == measured.members
    assert not again.is_stale
    assert len(text) < 256 * 1000


def test_what_was_kept_by_another_model_is_stale(
    measured: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert replace(measured, fingerprint="another").is_stale
    word = fingerprint.people_fingerprint()
    monkeypatch.setattr(
        fingerprint, "read_data", lambda n: {"changed": 1} if "at_home" in n else {}
    )
    fingerprint.people_fingerprint.cache_clear()
    assert fingerprint.people_fingerprint() != word
    fingerprint.people_fingerprint.cache_clear()


def test_an_ensemble_with_too_few_scores_is_refused() -> None:
    with pytest.raises(ExperimentError, match="scores"):
        Ensemble(TOLD, 1, "word", ((0.5, 1.0),))


@pytest.mark.parametrize(("n", "seed"), [(0, 1), (5000, 1), (8, -1)])
def test_numbers_that_cannot_be_drawn_are_refused(n: int, seed: int) -> None:
    with pytest.raises(ExperimentError, match="n is"):
        fit(TOLD, n, seed)


def test_the_members_fit_what_was_measured(measured: Ensemble) -> None:
    arm = measured.range("arm_systolic")
    assert abs(arm.middle - 128) < errors()["arm"]["systolic_sd"]
    lesions = [{s.leg for s in one.person.stenosis} for one in measured.members]
    assert sum(legs == {"right"} for legs in lesions) > 0.95 * len(lesions)
    assert abs(measured.range("left_index").middle - 1.1) < 0.07
    assert measured.doubts == ()


def test_a_healthy_index_tells_that_nothing_is_narrowed(told: Ensemble) -> None:
    old = Known(age=85, sex="male")
    well = replace(old, ankle_index={"left": 1.1, "right": 1.12})
    ill = [sum(bool(p.person.stenosis) for p in fit(k, 256).members) for k in (old, well)]
    assert ill[0] > 30
    assert ill[1] < ill[0] / 6


def test_more_raises_are_a_stronger_calf_and_a_wider_calf_more_tissue() -> None:
    few, many = (fit(replace(TOLD, calf_raises=n), 256).crowd for n in (8, 40))
    assert own(many, "calf_strength").mean() > 1.2 * own(few, "calf_strength").mean()
    slim, wide = (
        fit(replace(TOLD, calf_girth_cm={"left": cm, "right": cm}), 256).crowd for cm in (33, 38)
    )
    assert tissue_ml(wide, "calf").mean() > 1.15 * tissue_ml(slim, "calf").mean()


def test_usual_women_and_men_have_the_usual_raises_and_girth() -> None:
    crowd, latent = fit(TOLD, 512).crowd, fit(TOLD, 512).latent
    assert np.median(raises(crowd, latent)) == pytest.approx(21, abs=2)
    assert np.median(calf_girth_cm(crowd, latent)) == pytest.approx(36, abs=1.5)


def test_the_evening_moves_lymph_stiffness_and_filtration_together(told: Ensemble) -> None:
    heavy = replace(TOLD, evening_swelling=6.0, sitting_hours=7)
    after = fit(heavy, 512)
    before, crowd = told.crowd, after.crowd
    assert own(crowd, "lymph").mean() < own(before, "lymph").mean()
    assert own(crowd, "tissue_stiffness").mean() < own(before, "tissue_stiffness").mean()
    assert own(crowd, "filtration").mean() > own(before, "filtration").mean()
    assert after.range("swelling_4h").middle > told.range("swelling_4h").middle
    # They cannot be told apart: each stays nearly as wide as it was.
    for name in ("lymph", "tissue_stiffness", "filtration"):
        assert own(crowd, name).std() > 0.8 * own(before, name).std()


def test_what_nothing_at_home_measures_stays_wide(told: Ensemble, measured: Ensemble) -> None:
    """The response of vessels to light work: as wide once everything was measured as before."""
    for reading in ("femoral_gain_30", "femoral_gain_60"):
        assert measured.range(reading).width > 0.85 * told.range(reading).width
        assert measured.range(reading).width > 0.4
    before, after = (own(e.crowd, "pump_dilation") for e in (told, measured))
    assert after.std() > 0.85 * before.std()
    assert np.log(after).std() > 0.15


def test_a_range_of_few_members_holds_as_much_as_one_of_many() -> None:
    """Of one more draw of the same kind nine in ten lie inside, however few made the range."""
    rng = np.random.default_rng(11)
    for members in (24, 64, 256):
        draws = rng.standard_normal((4000, members + 1))
        ranges = [stated_range(d[1:], members) for d in draws]
        inside = [r.low <= d[0] <= r.high for r, d in zip(ranges, draws, strict=True)]
        assert np.mean(inside) == pytest.approx(0.9, abs=0.017)


def test_a_measurement_that_fits_nobody_is_doubted() -> None:
    odd = fit(replace(TOLD, ankle_index={"left": 1.6}), 64)
    assert odd.doubts == ("left_index",)


def test_more_days_are_learnt_from() -> None:
    start = fit(TOLD, 128)
    days = tuple(LegDay(hours=8, girth_gain_cm=1.2) for _ in range(20))
    wiser = learn(start, days)
    assert wiser.days == days
    assert len(wiser.members) == 128
    assert wiser.range("swelling_4h").middle > 1.2 * start.range("swelling_4h").middle
    assert learn(learn(start, days[:5]), days[5:]) == wiser


def test_the_order_and_size_of_blocks_move_nobody(measured: Ensemble) -> None:
    members = measured.members[: BLOCK + 2]
    lying = Protocol((Step("lying", "supine", 10),))

    def rates(people: tuple) -> list[float]:  # type: ignore[type-arg]
        run = simulate([p.person for p in people], lying, [p.numbers for p in people], ["rate"])
        return [float(run.view(0, i).last("rate", 5.0).mean()) for i in range(len(people))]

    assert rates(members[::-1])[::-1] == pytest.approx(rates(members), rel=1e-9)
    assert rates(members[:2]) == pytest.approx(rates(members)[:2], rel=1e-9)


@pytest.mark.parametrize(("members", "own"), [(32, 0.1), (64, 0.1), (64, 0.4), (256, 0.1)])
def test_a_stated_range_holds_nine_in_ten_of_people_of_the_same_kind(
    members: int, own: float
) -> None:
    """Members are drawn as the person is; ``own`` is the part of variance of their own errors."""
    rng, errors = np.random.default_rng(1), ndtri((np.arange(9) + 0.5) / 9)
    held = []
    for _ in range(400):
        middles = (1.0 - own) ** 0.5 * rng.standard_normal((members, 1))
        found = stated_range(middles + own**0.5 * errors, members)
        held.append(ndtr(found.high) - ndtr(found.low))
    assert 100.0 * np.mean(held) == pytest.approx(90.0, abs=1.0)
