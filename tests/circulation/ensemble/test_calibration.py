"""What ensembles state holds for people who were held back, and the tables say so as counted."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from soleus.circulation import Known, ReadingRange, fit
from soleus.circulation.data import read_data
from soleus.circulation.ensemble.battery import READINGS, read_people
from soleus.circulation.ensemble.calibration import coverage_table, width_table
from soleus.circulation.ensemble.coverage import SHOWN, Fitted, fitted, narrowed, share_inside
from soleus.circulation.ensemble.held_back import GROUPS, KINDS, HeldBackPerson, held_back, only
from soleus.circulation.network import LEGS

PAGE = Path(__file__).parents[3] / "docs" / "ensemble.md"
BY_CHANCE = 8.4
"""Two and a half standard errors of a share of 80 people that should be 90."""
LOWEST, HIGHEST = 80.0, 98.0
"""Of 16 people and 8 readings, whose chance is partly shared, a right 90 lies within these."""


@pytest.fixture(scope="module")
def adults() -> tuple[HeldBackPerson, ...]:
    return held_back("adults", 16, first=1000)


@pytest.fixture(scope="module")
def results(adults: tuple[HeldBackPerson, ...]) -> tuple[Fitted, ...]:
    return fitted(adults)


def test_nine_in_ten_true_values_lie_in_the_stated_range(results: tuple[Fitted, ...]) -> None:
    assert LOWEST <= np.mean([share_inside(results, r) for r in SHOWN]) <= HIGHEST


def test_measuring_narrows_what_it_measures_and_not_what_it_cannot(
    results: tuple[Fitted, ...],
) -> None:
    assert narrowed(results, "arm_systolic") < 0.6
    assert narrowed(results, "femoral_gain_60") > 0.8


def test_the_emulator_states_what_the_model_reads_of_the_members() -> None:
    told = Known(age=63, sex="male", height_cm=178, weight_kg=88, systolic_mmhg=150)
    ensemble = fit(told, 32)
    read = read_people(ensemble.members)
    for reading in SHOWN:
        stated = ensemble.range(reading)
        had = np.asarray(read[reading])[np.isfinite(read[reading])]
        # One or two members make out the ends: where few have an illness they lie far apart.
        is_inside = (stated.low <= had) & (had <= stated.high)
        assert is_inside.mean() > 0.8, (reading, stated, had)
        assert abs(np.median(had) - stated.middle) < 0.2 * stated.width, (reading, stated, had)


@pytest.mark.parametrize("group", ["adults", "chronic_venous_disease"])
def test_held_back_people_are_the_same_again_and_told_by_their_group(group: str) -> None:
    once, again = held_back(group, 2, first=4)[1], held_back(group, 1, first=5)[0]
    assert (again.person.own, again.told) == (once.person.own, once.told)
    assert again.known.calf_raises == once.known.calf_raises
    # One person alone and people side by side are summed in another order.
    assert again.known.systolic_mmhg == pytest.approx(once.known.systolic_mmhg, rel=1e-9)
    assert once.told.systolic_mmhg is None
    assert (once.told.heart_failure is None) == (group == "adults")
    if group == "chronic_venous_disease":
        assert set(once.told.ceap) == set(LEGS)
        assert once.person.person.reflux


def test_only_some_kinds_of_measurement_are_kept(adults: tuple[HeldBackPerson, ...]) -> None:
    one = adults[0]
    arm = only(one.known, one.told, ("arm",))
    assert arm.systolic_mmhg == one.known.systolic_mmhg
    assert arm.calf_raises is None
    assert only(one.known, one.told, KINDS) == one.known
    assert only(one.known, one.told, ()) == one.told


def test_shares_and_widths_are_counted() -> None:
    one = HeldBackPerson(
        0, 0, held_back("healthy", 1)[0].person, Known(), Known(), dict.fromkeys(SHOWN, 2.0)
    )
    near, far = ReadingRange(1.0, 2.0, 3.0), ReadingRange(3.0, 4.0, 4.5)
    results = [
        Fitted(one, dict.fromkeys(SHOWN, near), dict.fromkeys(SHOWN, at)) for at in (near, far)
    ]
    assert share_inside(results, SHOWN[0]) == 50.0
    assert narrowed(results, SHOWN[0]) == pytest.approx((1.0 + 0.75) / 2)
    assert "| 50.0 | 50.0 |" in coverage_table({"healthy": results})
    assert "1 to 3" in width_table([replace(results[0])])


def test_the_page_counts_nine_in_ten_adults_inside() -> None:
    """All eight readings together lie in 87 to 93 of 100, and each as far as 80 people can say."""
    table = PAGE.read_text("utf-8").split("<!-- end of coverage -->")[0]
    head = next(line for line in table.splitlines() if line.startswith("| reading |"))
    column = [cell.strip() for cell in head.split("|")].index("adults")
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| `")]
    shares = {row[1].strip(" `"): float(row[column]) for row in rows if len(row) == len(GROUPS) + 4}
    assert set(shares) == set(SHOWN)
    assert 87.0 <= np.mean(list(shares.values())) <= 93.0
    assert all(abs(share - 90.0) <= BY_CHANCE for share in shares.values()), shares


def test_every_published_group_names_its_source() -> None:
    for row in read_data("ensemble/published")["row"]:
        assert row["source"]
        assert [Known(**known) for known in row["known"]]
        assert set(row.get("below", ())) <= {r.name for r in READINGS}
