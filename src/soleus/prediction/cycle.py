"""Simulates people who fit one, and reduces what their leg's veins do to a table of one cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soleus.circulation import Known, Run, VirtualPerson, people_like, simulate
from soleus.prediction.alike import PeopleOf
from soleus.prediction.cycle_table import VERSION, CycleStage, CycleTable, Gain, PacedCycle
from soleus.prediction.motion import MOVING_SECONDS, Motion, motion_of

Array = NDArray[np.float64]

PHASES = 36
"""Stretches of a cycle. At 60 a minute each holds a record, and at 6 a minute lasts 0.28 s."""

PEOPLE = 32
"""How many are simulated: six draws of as many lie within 0.25 of the gains of 256 (measured)."""

AT_A_TIME = 8
"""As many as the kernel holds side by side; what is recorded of them is dropped before the next."""

STEADY_SECONDS = 30.0
"""Mean flows are taken over so long: seven breaths and some thirty beats."""

STAGES = ((0.0, 0.0), (8.0, 16.0), (40.0, MOVING_SECONDS))
"""Seconds after the movement begins in which the cycles of a stage begin; the first cycle alone."""

_VOLUMES = {"foot_volume": "foot_vein", "calf_volume": "calf_vein", "thigh_volume": "femoral_vein"}
_SKIN = {"skin_volume": "great_saphenous"}
_REST, _MOVING = 0, 1


def simulated_cycle(
    known: Known,
    activity: str,
    posture: str,
    leg: str,
    *,
    people: int = PEOPLE,
    like: PeopleOf = people_like,
) -> CycleTable | None:
    """Return what the leg of people like one does in a session's movement; None if it has none.

    Parameters
    ----------
    known : what is known of the person
    activity, posture : as a session calls them
    leg : ``left`` or ``right``; the table is of that one
    people : how many are drawn
    like : draws them
    """
    motion = motion_of(activity, posture)
    if motion is None:
        return None
    ensemble = like(known, people)
    watched = WatchedLeg(leg, leaks=leg in known.leaking)
    paces, rest = [], dict[str, float]()
    for per_minute in motion.cadences:
        pace, rest = _pace(ensemble, motion, activity, per_minute, watched)
        paces.append(pace)
    return CycleTable(
        *(VERSION, activity, posture, leg, watched.leaks, len(ensemble), rest, tuple(paces))
    )


@dataclass(frozen=True, slots=True)
class WatchedLeg:
    """The leg that is watched; of one whose surface veins leak, the great saphenous vein too.

    Parameters
    ----------
    leg : ``left`` or ``right``
    leaks : whether its surface veins were said to leak
    """

    leg: str
    leaks: bool

    @property
    def volumes(self) -> Mapping[str, str]:
        """The veins whose volumes are watched, by the name of the curve."""
        return _VOLUMES | _SKIN if self.leaks else _VOLUMES

    @property
    def recorded(self) -> tuple[str, ...]:
        """The names that a run has to record."""
        flows = ("femoral_to_iliac", "popliteal_to_femoral", "saphenofemoral")
        return (
            *(f"q_{self.leg}_{flow}" for flow in flows),
            f"q_bed_{self.leg}_foot",
            *(f"V_{self.leg}_{vein}" for vein in (*self.volumes.values(), "popliteal_vein")),
        )

    def curves(self, run: Run, step: int, person: int) -> dict[str, Array]:
        """Return the curves of one person over one step: flows in mL/s, volumes in mL.

        What passes a valve and is not recorded is what the vein behind it gains and gives on.
        """

        def signal(name: str) -> Array:
            return run.signal(name, step, person)[1]

        def gained(vein: str) -> Array:
            return np.asarray(np.gradient(signal(f"V_{self.leg}_{vein}"), _record_s(run)))

        through = signal(f"q_{self.leg}_popliteal_to_femoral")
        curves = {
            "out": signal(f"q_{self.leg}_femoral_to_iliac"),
            "knee": through + gained("popliteal_vein"),
            "foot": signal(f"q_bed_{self.leg}_foot") - gained("foot_vein"),
        }
        if self.leaks:
            curves["skin"] = signal(f"q_{self.leg}_saphenofemoral")
        volumes = {name: signal(f"V_{self.leg}_{vein}") for name, vein in self.volumes.items()}
        return curves | volumes


def _pace(
    ensemble: Sequence[VirtualPerson],
    motion: Motion,
    activity: str,
    per_minute: float,
    watched: WatchedLeg,
) -> tuple[PacedCycle, dict[str, float]]:
    """Return the movement at one pace, and what each curve is at rest before it."""
    rests: list[Mapping[str, float]] = []
    gains: list[float] = []
    cycles: list[list[tuple[float, Mapping[str, Array]]]] = []
    for first in range(0, len(ensemble), AT_A_TIME):
        group = ensemble[first : first + AT_A_TIME]
        run = simulate(
            [each.person for each in group],
            motion.protocol(activity, per_minute),
            [each.numbers for each in group],
            keep=watched.recorded,
        )
        every = _record_s(run)
        for person in range(len(group)):
            rest, moving = (watched.curves(run, step, person) for step in (_REST, _MOVING))
            steady = {name: _late_mean(x, every) for name, x in rest.items()}
            rests.append(steady)
            gains.append(_late_mean(moving["out"], every) / steady["out"])
            cycles.append(list(_stages(moving, per_minute / 60.0, every)))
    low, median, high = (round(float(x), 2) for x in np.percentile(gains, (5, 50, 95)))
    stages = tuple(_stage(people) for people in zip(*cycles, strict=True))
    pace = PacedCycle(per_minute, Gain(median, low, high), stages)
    return pace, {name: _short(np.median([each[name] for each in rests])) for name in rests[0]}


def _record_s(run: Run) -> float:
    """Return the time between two records of a run whose steps all go beat by beat [s]."""
    t, _ = run.signal(run.observed[0], _MOVING)
    return float(t[1] - t[0])


def _late_mean(values: Array, record_s: float) -> float:
    """Return the mean over the last :data:`STEADY_SECONDS` of a step."""
    return float(values[-round(STEADY_SECONDS / record_s) :].mean())


def _stages(
    moving: Mapping[str, Array], per_second: float, record_s: float
) -> Iterator[tuple[float, dict[str, Array]]]:
    """Yield the middle of each stage [s], and every curve there over a cycle, by phase."""
    n = len(moving["out"])
    t = record_s * np.arange(1, n + 1)
    # a record is of the moment at its end; half of the first phase lies before the first record
    number, phase = np.divmod(t * per_second, 1.0)
    part = np.minimum((phase * PHASES).astype(int), PHASES - 1)
    last = int(MOVING_SECONDS * per_second) - 1
    for begin, end in STAGES:
        first, until = _cycles_between(begin, end, per_second, last)
        chosen = (number >= first) & (number <= until)
        count = np.bincount(part[chosen], minlength=PHASES)
        middle = (first + until + 1) / 2.0 / per_second
        yield (
            middle,
            {
                name: np.bincount(part[chosen], values[chosen], PHASES) / count
                for name, values in moving.items()
            },
        )


def _cycles_between(begin: float, end: float, per_second: float, last: int) -> tuple[int, int]:
    """Return the first and last whole cycle that begins between two moments; at least one."""
    first = min(int(np.ceil(begin * per_second - 1e-9)), last)
    return first, max(first, min(int(np.ceil(end * per_second - 1e-9)) - 1, last))


def _stage(people: Sequence[tuple[float, Mapping[str, Array]]]) -> CycleStage:
    """Return the median of people at one stage."""
    seconds, curves = people[0]
    medians = {name: np.median([each[name] for _, each in people], axis=0) for name in curves}
    return CycleStage(
        round(seconds, 2), {name: tuple(map(_short, x)) for name, x in medians.items()}
    )


def _short(value: float) -> float:
    """Return a number as exact as a drawing shows: three digits that count, or two decimals."""
    return round(float(f"{value:.3g}"), 2) + 0.0
