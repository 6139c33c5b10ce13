"""One cycle of a leg, simulated: what it shows, and that it agrees with itself and with the lab."""

import json
from dataclasses import replace
from itertools import pairwise
from statistics import fmean

import pytest

from soleus.circulation import Known, Protocol, Reflux, Step, VirtualPerson, people_like, simulate
from soleus.prediction import CycleTable, motion_of, simulated_cycle
from soleus.prediction import cycle as cycle_module

KNOWN = Known(sex="female", age=55)
PEOPLE = 8


@pytest.fixture(scope="module")
def pumps() -> CycleTable:
    table = simulated_cycle(KNOWN, "ankle_pumps", "lying", "right", people=PEOPLE)
    assert table is not None
    return table


def test_more_pumps_a_minute_drive_more_blood(pumps: CycleTable) -> None:
    gains = [pace.gain for pace in pumps.paces]
    assert [pace.per_minute for pace in pumps.paces] == [6, 10, 20, 30, 60]
    for slower, faster in pairwise(gains):
        assert slower.median < faster.median
    for gain in gains:
        assert 1.0 < gain.low < gain.median < gain.high


def test_the_gain_of_pumps_lying_lies_near_the_published_one(pumps: CycleTable) -> None:
    """Li 2020: 52.18 over 19.82 cm/s at 60 a minute, 33.78 over 19.82 at 6."""
    assert pumps.paces[-1].gain.low < 52.18 / 19.82 < pumps.paces[-1].gain.high * 1.1
    assert pumps.paces[0].gain.low < 33.78 / 19.82 < pumps.paces[0].gain.high * 1.1


def test_the_drawn_cycle_carries_what_the_gain_says(pumps: CycleTable) -> None:
    for pace in pumps.paces:
        drawn = fmean(pace.stages[-1].curves["out"]) / pumps.rest["out"]
        assert drawn == pytest.approx(pace.gain.median, rel=0.06)


def test_the_calf_gives_its_blood_while_the_valve_above_it_is_open(pumps: CycleTable) -> None:
    first = pumps.paces[1].stages[0].curves
    emptying = [b < a for a, b in pairwise(first["calf_volume"])]
    passing = [flow > fmean(first["knee"]) for flow in first["knee"][1:]]
    agree = [a for a, b in zip(emptying, passing, strict=True) if b]
    assert fmean(agree) > 0.8
    assert min(first["calf_volume"]) < 0.95 * pumps.rest["calf_volume"]


def test_no_blood_falls_back_where_valves_close(pumps: CycleTable) -> None:
    for pace in pumps.paces:
        for stage in pace.stages:
            assert min(stage.curves["knee"]) > -0.5
            assert "skin" not in stage.curves


def test_the_first_pumps_find_full_veins_and_work_then_calls_up_blood(pumps: CycleTable) -> None:
    fast = pumps.paces[-1].stages
    assert max(fast[0].curves["calf_volume"]) > max(fast[-1].curves["calf_volume"])
    assert fmean(fast[-1].curves["out"]) > 1.1 * fmean(fast[0].curves["out"])


def test_the_table_is_that_of_the_people_who_were_run(pumps: CycleTable) -> None:
    """Read with the run's own signals, the mean flow of the first cycles is the drawn one."""
    people = people_like(KNOWN, PEOPLE)
    protocol = Protocol((Step("a", "supine", 40), Step("b", "supine", 80, "ankle_pumps", 10)))
    run = simulate([p.person for p in people], protocol, [p.numbers for p in people])
    flows = [run.signal("q_right_femoral_to_iliac", 1, i) for i in range(PEOPLE)]
    first = [x[t <= 40 + 6.0].mean() for t, x in flows]
    drawn = fmean(pumps.paces[1].stages[0].curves["out"])
    assert drawn == pytest.approx(sorted(first)[PEOPLE // 2], rel=0.15)


def leaky(known: Known, n: int, seed: int = 1) -> tuple[VirtualPerson, ...]:
    leak = Reflux("left", "great_saphenous", 0.9)
    return tuple(
        replace(each, person=replace(each.person, reflux=(leak,)))
        for each in people_like(known, n, seed)
    )


def test_where_surface_veins_leak_blood_falls_back_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cycle_module, "people_like", leaky)
    known = replace(KNOWN, leaking=("left",))
    table = simulated_cycle(known, "calf_raises", "standing", "left", people=PEOPLE)
    assert table is not None
    assert table.leaks
    skin = table.paces[0].stages[-1].curves["skin"]
    assert min(skin) < -0.5, "blood runs down the great saphenous vein when the calf lets go"
    assert table.rest["skin_volume"] > 4
    other = simulated_cycle(known, "calf_raises", "standing", "right", people=PEOPLE)
    assert other is not None
    assert not other.leaks


def test_what_the_model_does_not_know_has_no_table() -> None:
    for activity, posture in (
        ("elevation", "raised"),
        ("calf_raises", "lying"),
        ("yoga", "seated"),
    ):
        assert motion_of(activity, posture) is None
        assert simulated_cycle(KNOWN, activity, posture, "left", people=PEOPLE) is None


def test_the_same_people_give_the_same_table() -> None:
    tables = [
        simulated_cycle(KNOWN, "calf_raises", "seated", "right", people=PEOPLE) for _ in range(2)
    ]
    assert tables[0] == tables[1]


def test_a_table_survives_being_kept(pumps: CycleTable) -> None:
    text = json.dumps(pumps.as_dict(), separators=(",", ":"))
    assert CycleTable.from_dict(json.loads(text)) == pumps
    assert len(text) < 25_000


@pytest.mark.parametrize("pace", [7.0, 12.5, 45.0])
def test_between_two_paces_the_gain_lies_between_theirs(pumps: CycleTable, pace: float) -> None:
    gain = pumps.gain_at(pace)
    assert gain is not None
    below = [each.gain for each in pumps.paces if each.per_minute < pace][-1]
    above = next(each.gain for each in pumps.paces if each.per_minute > pace)
    assert below.median < gain.median < above.median
    assert gain.low <= gain.median <= gain.high


def test_beyond_the_paces_that_were_simulated_nothing_is_said(pumps: CycleTable) -> None:
    assert pumps.gain_at(5.0) is None
    assert pumps.gain_at(61.0) is None
    assert pumps.gain_at(60.0) == pumps.paces[-1].gain
    assert pumps.gain_at(6.0) == pumps.paces[0].gain
