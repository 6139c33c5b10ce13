"""Runs the simulations behind the figures of Learn: a function a figure, curves by their ids."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from soleus.circulation import (
    INSTRUMENTS,
    Protocol,
    Run,
    Stenosis,
    Step,
    VirtualPerson,
    sample,
    simulate,
)

PEOPLE, SEED = 24, 1
"""Simulated people of each curve; the healthy adults of ``population/populations.toml``."""

_PACES = (0, 6, 10, 15, 20, 30, 45, 60, 80)
_SPEEDS_KM_H = (0.0, 2.0, 3.0, 4.0, 5.0, 6.0)
_STEP_M = 0.6
"""Length of a step at 3.3 km/h and 92 steps a minute (Stick 1992); faster walkers step longer."""
_HEIGHTS_CM = (0, 10, 20, 30, 40, 50, 60)
_HOURS = 8
_BREAK_EVERY_MINUTES = 30
# Pain at rest: an occluded thigh artery and narrowed arteries of the shin, as in the experiment
# posture_rest_pain of the validation.
_SEVERE = (("superficial_femoral", 1.0, 10.0), ("tibial", 0.85, 5.0))


@dataclass(frozen=True, slots=True)
class RawCurve:
    """What each simulated person reads along x; ``values`` is one row a person."""

    x: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]


def pump_pace(n: int = PEOPLE) -> dict[str, RawCurve]:
    """Return the speed in the groin vein lying down, by ankle pumps a minute [cm/s]."""
    steps = [Step("p0", "supine", 60)]
    steps += [Step(f"p{p}", "supine", 60, "ankle_pumps", p) for p in _PACES if p]
    people = sample("healthy", n, SEED)
    run = _run(people, steps, ("q_left_femoral_to_iliac", "P_left_iliac_vein"))
    return {"pumps": _curve(run, _PACES, "doppler", "left_common_femoral_vein", "tamv_cm_s")}


def walking(n: int = PEOPLE) -> dict[str, RawCurve]:
    """Return the pressure in a foot vein, by the speed of walking [mmHg]; 0 is standing still."""
    steps = [Step("v0", "standing", 120)]
    for speed in _SPEEDS_KM_H[1:]:
        per_minute = min(130.0, speed / 0.06 / (_STEP_M + 0.05 * (speed - 3.0)))
        steps.append(Step(f"v{speed:g}", "standing", 150, "walking", per_minute, speed_km_h=speed))
    run = _run(sample("healthy", n, SEED), steps, ("P_left_foot_vein",))
    return {"walking": _curve(run, _SPEEDS_KM_H, "foot_vein", "left", "end_mmhg")}


def raised_feet(n: int = PEOPLE) -> dict[str, RawCurve]:
    """Return the systolic pressure at a toe as part of the arm's, by height of the feet [%]."""
    steps = [Step(f"h{h}", "legs_raised", 90, foot_above_heart_cm=float(h)) for h in _HEIGHTS_CM]
    healthy = sample("healthy", n, SEED)
    lesions = tuple(Stenosis("left", vessel, lost, length) for vessel, lost, length in _SEVERE)
    severe = [replace(p, person=replace(p.person, stenosis=lesions)) for p in healthy]
    narrowed = [_narrowed_left(p) for p in sample("arterial_disease", n, SEED)]
    groups = {"healthy": healthy, "narrowed": narrowed, "severe": severe}
    keep = ("P_left_toe_artery", "P_brachial_artery")
    return {name: _toe_by_arm(_run(people, steps, keep)) for name, people in groups.items()}


def sitting(n: int = PEOPLE) -> dict[str, RawCurve]:
    """Return how much a foot has swollen, by hours of sitting [%]."""
    people = sample("healthy", n, SEED)
    hours = (0.0, 0.25, 0.5, 0.75, *(float(h) for h in range(1, _HOURS + 1)))
    still = [Step(f"h{h}", "seated", 3600) for h in range(_HOURS)]
    rare = [Step(f"h{h}", "seated", 3600, "ankle_pumps", 3) for h in range(_HOURS)]
    often = [Step(f"h{h}", "seated", 3600, "ankle_pumps", 8) for h in range(_HOURS)]
    breaks: list[Step] = []
    for _ in range(_HOURS * 60 // _BREAK_EVERY_MINUTES):
        sat = (_BREAK_EVERY_MINUTES - 2) * 60
        breaks.append(Step(f"s{len(breaks)}", "seated", sat))
        breaks.append(Step(f"b{len(breaks)}", "standing", 120, "walking", 100, speed_km_h=4.0))
    days = {"still": still, "rare": rare, "often": often, "breaks": breaks}
    keep = ("F_left_foot",)
    return {name: _swelling(_run(people, steps, keep), hours) for name, steps in days.items()}


FIGURES: Mapping[str, Callable[[int], dict[str, RawCurve]]] = {
    "pump-pace": pump_pace,
    "walking-pressure": walking,
    "raised-feet": raised_feet,
    "sitting-hours": sitting,
}


def _run(people: Sequence[VirtualPerson], steps: Sequence[Step], keep: Sequence[str]) -> Run:
    who, numbers = [each.person for each in people], [each.numbers for each in people]
    return simulate(who, Protocol(tuple(steps)), numbers, keep=keep)


def _curve(run: Run, x: Sequence[float], instrument: str, place: str, field: str) -> RawCurve:
    """Return what an instrument reads at each step, for each person."""
    read = INSTRUMENTS[instrument].read
    values = tuple(
        tuple(float(read(run.view(step, i), place)[field]) for step in range(len(x)))
        for i in range(len(run.people))
    )
    return RawCurve(tuple(map(float, x)), values)


def _toe_by_arm(run: Run) -> RawCurve:
    """Return the toe's systolic pressure as part of the arm's [%]; 0 where no pulse arrives."""
    toe = _pressures(run, "left_toe")
    arm = _pressures(run, "left_brachial")
    values = tuple(
        tuple(100.0 * max(t, 0.0) / a for t, a in zip(*pair, strict=True))
        for pair in zip(toe, arm, strict=True)
    )
    return RawCurve(tuple(map(float, _HEIGHTS_CM)), values)


def _pressures(run: Run, place: str) -> list[list[float]]:
    read, steps = INSTRUMENTS["artery"].read, range(len(run.protocol.steps))
    systolic = [[read(run.view(s, i), place)["systolic_mmhg"] for s in steps] for i in _all(run)]
    return [[float(value or 0.0) for value in each] for each in systolic]


def _swelling(run: Run, hours: tuple[float, ...]) -> RawCurve:
    """Return the fluid that the left foot has gained after some hours [% of its volume]."""
    rows = []
    for i in _all(run):
        parts = [run.signal("F_left_foot", s, i) for s in range(len(run.protocol.steps))]
        times = np.concatenate([t for t, _ in parts]) / 3600.0
        fluid = np.concatenate([f for _, f in parts]) - run.at_start("F_left_foot", i)
        # The last moment of an hour can lie in a break: what is read is the hour before it.
        seen = [float(np.interp(h - 0.05 if h else 0.0, times, fluid)) for h in hours]
        rows.append(tuple(100.0 * f / run.numbers[i]["tissue_foot"] for f in seen))
    return RawCurve(hours, tuple(rows))


def _all(run: Run) -> range:
    return range(len(run.people))


def _narrowed_left(one: VirtualPerson) -> VirtualPerson:
    """Return somebody with narrowed arteries as if the worse leg were the left."""
    worse = one.person.stenosis[0].leg
    other = {"left": "right", "right": "left"}
    turned = tuple(
        s if worse == "left" else replace(s, leg=other[s.leg]) for s in one.person.stenosis
    )
    return replace(one, person=replace(one.person, stenosis=turned))
