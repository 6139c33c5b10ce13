from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import INSTRUMENTS, Person, Protocol, Run, Step, plot_run, simulate
from soleus.circulation.plot import LETTER, _levels, _named, _scale, summed_up
from soleus.circulation.plot_lines import LINES, lines_of


def test_every_instrument_but_the_one_with_its_own_run_is_drawn() -> None:
    assert LINES.keys() == INSTRUMENTS.keys() - {"air_plethysmograph"}


def test_what_is_asked_is_what_is_drawn_and_legs_stand_apart() -> None:
    panels = lines_of(["foot_vein:left", "foot_vein:right", "toe:left"])
    assert [p for p in panels if "venous pressure" in p] == [
        "left leg: venous pressure",
        "right leg: venous pressure",
    ]
    assert not any("heart" in p for p in panels)
    assert {line.label for line in panels["left side: arterial pressure"]} == {"toe artery"}


@pytest.mark.parametrize("name", sorted(INSTRUMENTS.keys() - {"air_plethysmograph"}))
def test_each_line_has_a_value_for_each_record(name: str, mixed_run: Run) -> None:
    place = (*INSTRUMENTS[name].places, "")[0]
    for lines in lines_of([f"{name}:{place}"]).values():
        for line in lines:
            values = line.values(mixed_run.view(1))
            assert values.shape == mixed_run.signal("P_aorta", 1)[0].shape
            assert np.isfinite(values).all()


@given(st.integers(20, 500), st.floats(0.5, 5.0), st.integers(0, 100))
def test_the_band_holds_the_curve_and_the_mean_lies_in_it(n: int, part: float, seed: int) -> None:
    times = np.asarray(np.arange(1, n + 1) * 0.1, np.float64)
    x = np.random.default_rng(seed).normal(size=n)
    middle, low, mean, high = summed_up(times, x, part)
    assert (np.diff(middle) > 0).all()
    assert low.min() == x.min()
    assert high.max() == x.max()
    assert mean.min() >= x.min() - 1e-9
    assert mean.max() <= x.max() + 1e-9
    assert len(middle) <= n * 0.1 / part + 2


@given(st.lists(st.tuples(st.text("ab ", min_size=1, max_size=30), st.floats(1, 500)), max_size=15))
def test_no_two_names_of_steps_overlap(steps: list[tuple[str, float]]) -> None:
    named, start = [], 0.0
    for name, seconds in steps:
        named.append((name, start, start + seconds))
        start += seconds
    spans: dict[int, list[tuple[float, float]]] = {}
    for (name, begin, end), level in zip(named, _levels(named, start), strict=True):
        half = LETTER * len(name) / 2.0
        middle = min(max((begin + end) / 2.0 / start, half), 1.0 - half)
        spans.setdefault(level, []).append((middle - half, middle + half))
    for taken in spans.values():
        assert all(a[1] <= b[0] + 1e-9 for a, b in pairwise(taken))


def test_rounds_of_a_block_are_named_once() -> None:
    on = Step("on", "supine", 5, block="b", repeat=9)
    steps = Protocol((Step("rest", "supine", 30), on, Step("off", "supine", 15, block="b"))).steps
    assert list(_named(steps)) == [("rest", 0.0, 30.0), ("9 times on + off", 30.0, 210.0)]


@pytest.mark.parametrize(("seconds", "unit"), [(30, "s"), (600, "min"), (40_000, "h")])
def test_time_is_told_in_the_unit_that_suits_the_length(seconds: float, unit: str) -> None:
    assert _scale(seconds)[1] == unit


def test_a_long_and_a_short_run_can_be_drawn(tmp_path: Path) -> None:
    for name, seconds in (("short", 2), ("long", 4000)):
        steps = (Step("lie", "supine", seconds), Step("pump", "supine", 2, "ankle_pumps", 60))
        plot_run(simulate(Person(), Protocol(steps)), tmp_path / f"{name}.svg")
        text = (tmp_path / f"{name}.svg").read_text("utf-8")
        assert "<svg" in text
