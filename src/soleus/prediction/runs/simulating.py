"""Simulates one setting for one person or many: its curve, its reading, how full the leg is."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from soleus.circulation import (
    COARSE,
    FINE,
    INSTRUMENTS,
    Known,
    LeapSize,
    Run,
    RunFailedError,
    VirtualPerson,
    implausible,
    parse_experiment,
    simulate,
    volume_over_run,
)
from soleus.language import msgid, translate
from soleus.prediction.runs.experiments import HELD, experiment_of, height_step, reading_name
from soleus.prediction.runs.moving import RECORDED, Moves, moves_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from soleus.prediction.settings import LegSetting

    Array = NDArray[np.float64]
    Between = Callable[[], None] | None

POINTS = 60
"""Stretches of a curve over hours."""

FIRST_MISSES_PERCENT = 0.1
"""By how much the first answer over hours misses at most, of the foot's volume: measured by
``benchmarks/what_if_error.py``, and held to by tests."""

STRETCH_S = 5.0
"""What one point of a curve over minutes is the mean of: about a breath."""

SITTING_CM = -80
"""About how far the feet of somebody who sits hang below the heart."""

BROKE_DOWN = msgid("The simulated leg broke down at these settings. Try a smaller change.")

_FIELDS = {
    "flow": "flow_ml_min",
    "vein": "end_mmhg",
    "toe": "pressure_mmhg",
    "swelling": "change_percent",
}
_SIGNALS = {"flow": ("q_left_femoral_to_iliac", 60.0), "vein": ("P_left_foot_vein", 1.0)}
_VEINS = ("foot_vein", "calf_vein", "great_saphenous")
_KEEP = {
    "flow": ("q_left_femoral_to_iliac", "P_left_iliac_vein"),
    "vein": ("P_left_foot_vein",),
    "toe": ("P_left_toe_artery",),
    "swelling": ("V_left_foot_vein", "V_left_toe_artery", "F_left_foot"),
}
_DRAWN = (*(f"V_left_{vein}" for vein in _VEINS), "q_bed_left_foot")
_LAST_S = 9.0
_KNOWN = ("age", "sex", "height_cm", "weight_kg", "heart_failure")


@dataclass(frozen=True, slots=True)
class Simulated:
    """What one setting gave for some people, the i-th of each array of the i-th person.

    Parameters
    ----------
    at : where the points of a curve stand [s; cm for the toe; h for swelling] (points,)
    curves : blood leaving the leg [mL/min], pressure [mmHg] or swelling [%] (people, points)
    readings : what the instrument reads, in the same unit (people,)
    toe_flow_ml_min : flow through the forefoot where the toe is read (people,)
    fullness : blood in the veins of foot and calf, as a part of what they can hold (people,)
    fed : flow to the foot over its flow at rest lying (people,)
    moves : what the leg's veins do, of the usual person; None of many people
    """

    at: Array
    curves: Array
    readings: Array
    toe_flow_ml_min: Array
    fullness: Array
    fed: Array
    moves: Moves | None = None


def joined(parts: Sequence[Simulated]) -> Simulated:
    """Return what was simulated of several groups of people as one."""
    if len(parts) == 1:
        return parts[0]
    arrays: dict[str, Any] = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts])
        for f in fields(Simulated)
        if f.name not in ("at", "moves")
    }
    return Simulated(at=parts[0].at, **arrays)


def usual_person(known: Known) -> dict[str, object]:
    """Return the fields of an experiment's person that are known of somebody."""
    told = ((name, getattr(known, name)) for name in _KNOWN)
    return {name: value for name, value in told if value not in (None, "none")}


def simulate_usual(
    setting: LegSetting,
    view: str,
    known: Known,
    *,
    is_exact: bool = False,
    between: Between = None,
) -> Simulated:
    """Simulate a setting for one person: of the known age, sex and build, usual in all else.

    Parameters
    ----------
    is_exact : whether hours of rest are run through, as the lab does, rather than leapt over
    between : called every few milliseconds of the work; it may wait, or raise to end it

    Raises
    ------
    RunFailedError
        The run broke down, or a reading is none that a person can have.
    """
    told = experiment_of(setting, view, usual_person(known))
    if is_exact or between:
        run = _run(told, view, None if is_exact else COARSE, between)
    else:
        run = _run_once(_Told(told), view)
    found = _read(setting, view, run)
    if not np.isfinite(found.readings[0]) or not np.isfinite(found.curves[0]).all():
        raise RunFailedError(translate(BROKE_DOWN))
    step = _step_read(setting, view, run)
    return replace(found, moves=moves_of(run, step, setting, view))


class _Told(dict[str, object]):
    """An experiment as a key: two that say the same are the same."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(repr(self))


def are_one_run(first: LegSetting, second: LegSetting, view: str) -> bool:
    """Whether two settings are read in one and the same run."""
    return experiment_of(first, view, {}) == experiment_of(second, view, {})


@lru_cache(maxsize=4)
def _run_once(told: _Told, view: str) -> Run:
    """Run an experiment; two heights of one leg are read in one and the same run."""
    return _run(told, view, COARSE)


def _run(
    told: dict[str, object], view: str, leaps: LeapSize | None, between: Between = None
) -> Run:
    experiment = parse_experiment(told)
    who = (experiment.person, experiment.protocol, experiment.numbers)
    keep = (*_KEEP[view], *_DRAWN, *RECORDED)
    return simulate(*who, keep, leaps=leaps, between=between)


def simulate_people(
    setting: LegSetting,
    view: str,
    people: Sequence[VirtualPerson],
    between: Between = None,
) -> Simulated:
    """Simulate a setting for people drawn; what it says of leg and stocking replaces their own.

    Somebody whose run broke down has no readings (NaN). ``between`` is called every few
    milliseconds of the work; it may wait, or raise to end it.
    """
    experiment = parse_experiment(experiment_of(setting, view, {}))
    leg = {name: getattr(experiment.person, name) for name in ("stockings", "stenosis", "reflux")}
    bodies = [replace(one.person, **leg) for one in people]
    keep = (*_KEEP[view], *_DRAWN)
    numbers = [one.numbers for one in people]
    run = simulate(bodies, experiment.protocol, numbers, keep, leaps=FINE, between=between)
    return _read(setting, view, run, between)


def _read(setting: LegSetting, view: str, run: Run, between: Between = None) -> Simulated:
    """Read a run of one person or many."""
    step = _step_read(setting, view, run)
    curve = {"toe": _toe_curve, "swelling": _swelling_curve}.get(view, _minutes_curve)
    drawn, read, fullness, fed = [], [], [], []
    for person in range(len(run.people)):
        if between:
            between()
        drawn.append(curve(run, view, person))
        read.append(_reading(run, view, step, person))
        fullness.append(_fullness(run, step, person))
        fed.append(_fed(run, step, person))
    return Simulated(
        at=drawn[0][0],
        curves=np.array([values for _, values in drawn]),
        readings=np.array([value for value, _ in read]),
        toe_flow_ml_min=np.array([flow for _, flow in read]),
        fullness=np.array(fullness),
        fed=np.array(fed),
    )


def _step_read(setting: LegSetting, view: str, run: Run) -> int:
    """Return the index of the step in which the setting is read."""
    name = height_step(setting) if view == "toe" else HELD
    return [step.name for step in run.protocol.steps].index(name)


def _reading(run: Run, view: str, step: int, person: int) -> tuple[float, float]:
    """Return the reading of a step, and the flow through the forefoot where it is of the toe."""
    name = reading_name(view)
    instrument, _, place = name.partition(":")
    values = dict(INSTRUMENTS[instrument].read(run.view(step, person), place))
    if any(implausible({name: values})):
        return np.nan, np.nan
    value = values[_FIELDS[view]] or 0.0  # no pulse at the toe is read as no pressure
    return float(value), float(values.get("flow_ml_min", 0.0)) if view == "toe" else 0.0


def _toe_curve(run: Run, view: str, person: int) -> tuple[Array, Array]:
    steps = run.protocol.steps
    heights = [
        SITTING_CM if s.posture == "seated" else s.place[1] if s.posture == "legs_raised" else 0.0
        for s in steps
    ]
    values = [_reading(run, view, step, person)[0] for step in range(len(steps))]
    return np.array(heights, np.float64), np.array(values)


def _swelling_curve(run: Run, _view: str, person: int) -> tuple[Array, Array]:
    times, percent = volume_over_run(run, "left_foot", person)
    at = np.linspace(0.0, float(times[-1]), POINTS + 1)
    values = np.interp(at, times, percent)
    values[0] = 0.0
    return at / 3600.0, values


def _minutes_curve(run: Run, view: str, person: int) -> tuple[Array, Array]:
    """Return means over each of the curve's stretches, so that beats and pumps do not fill it."""
    name, times = _SIGNALS[view]
    values = times * np.concatenate(
        [run.signal(name, step, person)[1] for step in range(len(run.protocol.steps))]
    )
    seconds = sum(step.seconds for step in run.protocol.steps)
    count = round(seconds / STRETCH_S)
    parts = np.array_split(values, count)
    at = (np.arange(count) + 0.5) * seconds / count
    return at, np.array([part.mean() for part in parts])


def _fullness(run: Run, step: int, person: int) -> float:
    view, numbers = run.view(step, person), run.numbers[person]
    holds = sum(numbers[f"V0_{vein}"] + numbers[f"dV_{vein}"] for vein in _VEINS)
    held = sum(float(view.last(f"V_left_{vein}", _LAST_S).mean()) for vein in _VEINS)
    return held / holds


def _fed(run: Run, step: int, person: int) -> float:
    flow = float(run.view(step, person).last("q_bed_left_foot", _LAST_S).mean())
    return flow / run.numbers[person]["q0_foot"]
