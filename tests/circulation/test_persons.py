"""What differs between people: each number as published, and people as unlike as people are."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import INSTRUMENTS, Person, Protocol, Run, Step, simulate
from soleus.circulation.body import between, bodily_numbers, differences, quantity
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import person_numbers

TILT = Protocol((Step("lie", "supine", 240), Step("tilt", "tilted", 240, degrees=60)))
DOPPLER = {kind: f"left_common_femoral_{kind}" for kind in ("vein", "artery")}
HEART = ("rate_bpm", "stroke_ml", "output_l_min", "map_mmhg", "cvp_mmhg")
PEOPLE = {
    "young": Person(age=26, height_cm=176, weight_kg=72),
    "old": Person(age=74, height_cm=176, weight_kg=72),
    "lean": Person(age=45, weight_kg=65),
    "obese": Person(age=45, weight_kg=105),
    "woman": Person(age=40, sex="female"),
    "man": Person(age=40),
    **{grade: Person(age=65, heart_failure=grade) for grade in ("mild", "moderate", "severe")},
}
CORNERS = [
    Person(age=age, sex=sex, height_cm=height, weight_kg=weight)
    for age, sex, height, weight in product((20, 85), ("female", "male"), (140, 200), (40, 180))
]


def read(run: Run, instrument: str, place: str, step: int, person: int) -> dict[str, float]:
    values = INSTRUMENTS[instrument].read(run.view(step, person), place)
    return {k: math.nan if v is None else v for k, v in values.items()}


@pytest.fixture(scope="module")
def tilted() -> Run:
    return simulate(tuple(PEOPLE.values()), TILT)


def of(run: Run, who: str, step: int, field: str) -> float:
    return read(run, "heart", "", step, list(PEOPLE).index(who))[field]


BODIES = st.builds(
    Person,
    age=st.floats(10, 110),
    sex=st.sampled_from(("female", "male")),
    height_cm=st.floats(120, 220),
    weight_kg=st.floats(30, 250),
)


@given(BODIES)
def test_every_number_of_every_body_is_finite_and_keeps_its_sign(person: Person) -> None:
    plain = numbers_with()
    own = bodily_numbers(plain, person)
    assert own.keys() == plain.keys()
    assert all(math.isfinite(v) and v * plain[n] >= 0.0 for n, v in own.items())
    p = person_numbers(person, plain)
    assert p["uptake_most"] >= 2.5 * p["uptake_rest"] > 0.0
    assert 130.0 < p["rate_most"] < 205.0


def test_the_reference_adult_has_the_numbers_of_the_files() -> None:
    plain = numbers_with()
    assert bodily_numbers(plain, Person()) == pytest.approx(plain, rel=1e-4)


def test_every_difference_names_numbers_and_says_where_it_is_from() -> None:
    for difference in differences():
        assert difference.names, difference.table
        assert difference.table["source"]


def test_lines_between_points_are_level_beyond_them() -> None:
    points = [[20, 1.0], [40, 2.0], [60, 1.0]]
    assert [between(points, x) for x in (0, 20, 30, 50, 99)] == [1.0, 1.0, 1.5, 1.5, 1.0]


def test_quantities_are_those_of_their_regressions() -> None:
    assert quantity("rate_most", Person(age=20)) == pytest.approx(194.0)
    assert quantity("rest_kcal_day", Person(age=40, height_cm=170, weight_kg=70)) == pytest.approx(
        10 * 70 + 6.25 * 170 - 5 * 40 + 5
    )
    woman = Person(age=30, sex="female", height_cm=165, weight_kg=60)
    # Myers 2017 writes weight in pounds: 79.9 - 0.39 age - 13.7 (women) - 0.127 lb.
    expected = 79.9 - 0.39 * 30 - 13.7 - 0.127 * 60 / 0.4536
    assert quantity("most_ml_min_kg", woman) == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [("map_mmhg", 8.0, 30.0), ("rate_bpm", -6.0, 6.0), ("stroke_ml", -40.0, -8.0)],
)
def test_the_old_rest_as_published(tilted: Run, field: str, low: float, high: float) -> None:
    # Shannon 1991 (pressure 79 and 99); PMC4256521 (65 and 68 beats, 108 and 87 mL).
    assert low < of(tilted, "old", 0, field) - of(tilted, "young", 0, field) < high


def test_cardiac_index_falls_with_age_as_published(tilted: Run) -> None:
    # 4.874 - 0.023 a year in 105 healthy adults.
    ratio = of(tilted, "old", 0, "output_l_min") / of(tilted, "young", 0, "output_l_min")
    assert ratio == pytest.approx((4.874 - 0.023 * 74) / (4.874 - 0.023 * 26), abs=0.06)


def test_tilting_quickens_young_hearts_more_than_old_ones(tilted: Run) -> None:
    rise = {w: of(tilted, w, 1, "rate_bpm") - of(tilted, w, 0, "rate_bpm") for w in PEOPLE}
    assert 6.0 < rise["young"] < 24.0
    assert 0.3 < rise["old"] / rise["young"] < 0.9


def test_tilting_takes_from_old_hearts_what_was_measured(tilted: Run) -> None:
    change = of(tilted, "old", 1, "output_l_min") / of(tilted, "old", 0, "output_l_min") - 1.0
    assert -0.30 < change < -0.06


def test_femoral_flow_and_pooling_fall_with_age(tilted: Run) -> None:
    flow = [read(tilted, "doppler", DOPPLER["artery"], 0, i)["flow_ml_min"] for i in (0, 1)]
    assert 0.6 < flow[1] / flow[0] < 0.9
    pooled = [read(tilted, "volume", "left_calf", 1, i)["change_ml"] for i in (0, 1)]
    assert 0.4 < pooled[1] / pooled[0] < 0.8


def test_the_obese_have_wider_femoral_veins_and_slower_blood(tilted: Run) -> None:
    lean, obese = (
        read(tilted, "doppler", DOPPLER["vein"], 0, list(PEOPLE).index(w))
        for w in ("lean", "obese")
    )
    assert 0.5 < obese["peak_cm_s"] / lean["peak_cm_s"] < 0.95
    assert 1.2 < obese["area_mm2"] / lean["area_mm2"] < 1.7


def test_women_of_forty_have_faster_hearts_and_lower_pressure(tilted: Run) -> None:
    assert 1.0 < of(tilted, "woman", 0, "rate_bpm") - of(tilted, "man", 0, "rate_bpm") < 8.0
    assert -9.0 < of(tilted, "woman", 0, "map_mmhg") - of(tilted, "man", 0, "map_mmhg") < -1.0


def test_heart_failure_lowers_output_and_raises_filling_by_its_grade(tilted: Run) -> None:
    grades = ("mild", "moderate", "severe")
    outputs = [of(tilted, g, 0, "output_l_min") for g in grades]
    filling = [of(tilted, g, 0, "cvp_mmhg") for g in grades]
    assert outputs == sorted(outputs, reverse=True)
    assert filling == sorted(filling)
    assert 10.0 < filling[-1] < 22.0
    assert all(of(tilted, g, 0, "map_mmhg") > 65.0 for g in grades)


@pytest.mark.parametrize("grade", ["moderate", "severe"])
def test_tilting_moves_neither_rate_nor_pressure_in_heart_failure(tilted: Run, grade: str) -> None:
    # Goldsmith 1983: both rise in the healthy, neither does in patients.
    healthy = of(tilted, "old", 1, "map_mmhg") - of(tilted, "old", 0, "map_mmhg")
    assert of(tilted, grade, 1, "map_mmhg") - of(tilted, grade, 0, "map_mmhg") < 0.45 * healthy
    assert abs(of(tilted, grade, 1, "rate_bpm") - of(tilted, grade, 0, "rate_bpm")) < 4.0


@pytest.mark.slow
def test_failing_hearts_do_not_make_pumps_look_better() -> None:
    steps = (Step("lie", "supine", 120), Step("pump", "supine", 120, "ankle_pumps", 60))
    grades = ("none", "moderate", "severe")
    run = simulate([Person(age=65, heart_failure=g) for g in grades], Protocol(steps))
    gains = [
        read(run, "doppler", DOPPLER["vein"], 1, i)["flow_ml_min"]
        / read(run, "doppler", DOPPLER["vein"], 0, i)["flow_ml_min"]
        for i in range(len(grades))
    ]
    assert all(1.2 < g <= gains[0] * 1.02 for g in gains[1:])


@pytest.mark.slow
def test_sixteen_corners_are_plausible_and_different() -> None:
    steps = (
        Step("lie", "supine", 90),
        Step("stand", "standing", 120),
        Step("walk", "standing", 90, "walking", 100, 3.0),
    )
    run = simulate(CORNERS, Protocol(steps))
    bounds = {
        "rate_bpm": (50.0, 190.0),
        "stroke_ml": (25.0, 170.0),
        "output_l_min": (2.0, 20.0),
        "map_mmhg": (65.0, 155.0),
        "cvp_mmhg": (-3.0, 10.0),
    }
    assert run.first_fault() is None
    seen = set()
    for person, step in product(range(len(CORNERS)), range(3)):
        values = read(run, "heart", "", step, person)
        for field, (low, high) in bounds.items():
            assert low < values[field] < high, (CORNERS[person], steps[step].name, field, values)
        if step == 0:
            seen.add(tuple(round(values[f], 2) for f in HEART))
        assert run.conservation_error_ml(person) < 1e-5
    assert len(seen) == len(CORNERS)
    rates = [read(run, "heart", "", 0, i)["rate_bpm"] for i in range(len(CORNERS))]
    assert max(rates) - min(rates) > 8.0
