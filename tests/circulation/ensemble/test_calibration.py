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
from soleus.circulation.ensemble.held_back import (
    GROUPS,
    KINDS,
    HeldBackPerson,
    held_back,
    only,
    people_held_back,
)
from soleus.circulation.network import LEGS

PAGE = Path(__file__).parents[3] / "docs" / "ensemble.md"
BY_CHANCE = 6.0
"""Two and a half standard errors of a share of 160 people that should be 90."""
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


def counted(group: str) -> dict[str, float]:
    """What the page counts inside, by reading."""
    table = PAGE.read_text("utf-8").split("<!-- end of coverage -->")[0]
    head = next(line for line in table.splitlines() if line.startswith("| reading |"))
    column = [cell.strip() for cell in head.split("|")].index(group)
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| `")]
    return {row[1].strip(" `"): float(row[column]) for row in rows if len(row) == len(GROUPS) + 4}


def test_the_page_counts_nine_in_ten_inside_for_each_reading() -> None:
    shares = counted("all")
    assert set(shares) == set(SHOWN)
    assert all(87.0 <= share <= 93.0 for share in shares.values()), shares
    adults = counted("adults")  # as far as fewer people can say
    assert all(abs(share - 90.0) <= BY_CHANCE for share in adults.values()), adults


def test_no_two_held_back_people_share_their_chance() -> None:
    groups = [people_held_back(group, 3) for group in GROUPS]
    dilations = {one.own["pump_dilation"] for people in groups for one in people}
    assert len(dilations) == 3 * len(GROUPS)
    assert [one.own for one in people_held_back("healthy", 1, first=2)] == [groups[1][2].own]


def test_held_back_people_have_what_nobody_told_as_often_as_people_do() -> None:
    share = 0.5 * (0.16 + 0.13) / 2.0  # of legs with nothing to be seen, women and men
    people = people_held_back("healthy", 400)
    leaks = sum(r.vessel == "great_saphenous" for one in people for r in one.person.reflux)
    assert leaks / 800 == pytest.approx(share, abs=2.5 * (share / 800) ** 0.5)
    assert any(one.person.stenosis for one in people)
    narrowed = people_held_back("arterial_disease", 40)
    assert all(
        len({s.leg for s in one.person.stenosis}) == len(one.person.stenosis) > 0
        for one in narrowed
    )
    for one in people_held_back("chronic_venous_disease", 40):
        veins = [(r.leg, r.vessel) for r in one.person.reflux]
        assert len(set(veins)) == len(veins) > 0


def test_every_published_group_names_its_source() -> None:
    for row in read_data("ensemble/published")["row"]:
        assert row["source"]
        assert [Known(**known) for known in row["known"]]
        assert set(row.get("below", ())) <= {r.name for r in READINGS}
