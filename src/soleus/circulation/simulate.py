"""Runs a protocol for one person or many: settles them, then steps through it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from soleus.circulation.averaged import balance_gains
from soleus.circulation.kernel import Array, Kernel, leg_kernel
from soleus.circulation.laws import oncotic_pressure
from soleus.circulation.network import load_network
from soleus.circulation.numbers import Numbers, numbers_with
from soleus.circulation.person import Person, person_numbers
from soleus.circulation.protocol import Protocol, Step, step_numbers
from soleus.circulation.run import Run, Stretch
from soleus.circulation.start import start_state

BLOCK = 8
"""People side by side in one block of the kernel; one person alone takes a block of one."""

CHUNK = 250
"""Records held at a time where only some names are kept."""

ALWAYS = (
    "P_aorta", "P_pulmonary_artery", "P_right_atrium", "P_left_atrium", "P_chest", "q_aortic",
    "q_pulmonary", "rate", "inotropy",
    *(f"P_capillary_{e.id}" for e in load_network().of("tissue")),
)  # fmt: skip
"""What settling and averaging need, whatever is kept."""

LONG_S = 300.0
"""A step longer than this runs beat by beat at its two ends only, averaged between."""
FULL_START_S = 30.0
FULL_END_S = 90.0
SETTLE_S = 40.0
SETTLE_POSTURE_S = 90.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How a stretch is stepped and recorded.

    Parameters
    ----------
    pulsing : 1 beat by beat, 0 averaged over beats and breaths
    dt : step of the fast states [s]
    n_fast : steps between slow steps
    n_slow : slow steps between records
    """

    pulsing: float
    dt: float
    n_fast: int
    n_slow: int

    def halved(self) -> "Pace":
        """Return the same pace with half the step."""
        return Pace(self.pulsing, self.dt / 2.0, self.n_fast * 2, self.n_slow)

    @property
    def log_s(self) -> float:
        """Time between records [s]."""
        return self.dt * self.n_fast * self.n_slow


FULL = Pace(1.0, 0.02 / 6, 6, 1)
AVERAGED_REST = Pace(0.0, 0.008, 5, 50)
# 0.98 s, so that records do not keep step with a movement once a second.
AVERAGED_MOVING = Pace(0.0, 0.005, 4, 49)
SHORTEST_S = 0.0005
"""A stretch that leaves the finite numbers is run again with half the step, down to this."""


class Block:
    """The kernel's array for some people, written and read by name."""

    def __init__(
        self,
        kernel: Kernel,
        people: Sequence[Person],
        numbers: Sequence[Numbers],
        keep: Sequence[str] | None,
    ) -> None:
        self.kernel, self.people = kernel, people
        names = kernel.model.observed
        self.kept = None if keep is None else [names.index(n) for n in keep]
        self.names = names if keep is None else tuple(keep)
        self.X = kernel.empty()
        self.given = [person_numbers(p, n) for p, n in zip(people, numbers, strict=True)]
        for lane in range(kernel.width):
            i = min(lane, len(people) - 1)
            p = self.given[i]
            state = start_state(p, people[i], kernel.model.slow)
            p |= {"pulsing": 1.0, "gain_left_ventricle": 1.0, "gain_right_ventricle": 1.0}
            self.write(lane, {**p, **state})

    def write(self, lane: int, values: Mapping[str, float]) -> None:
        """Set some rows of one lane by name; names that the kernel does not hold are passed by."""
        rows, width = self.kernel.layout.rows, self.kernel.width
        for name, value in values.items():
            if (row := rows.get(name)) is not None:
                self.X[row * width + lane] = value

    def write_all(self, values: Mapping[str, float]) -> None:
        """Set some rows of every lane."""
        for lane in range(self.kernel.width):
            self.write(lane, values)

    def set_step(self, step: Step, before: Step) -> None:
        """Set what a step asks of everybody, coming from the step before."""
        for lane in range(self.kernel.width):
            i = min(lane, len(self.people) - 1)
            self.write(lane, step_numbers(step, before, self.people[i], self.given[i]))
        moved = step.posture != before.posture or step.degrees != before.degrees
        moved = moved or step.foot_above_heart_cm != before.foot_above_heart_cm
        self.write_all({"clock": 0.0 if moved else 1e6, "stride": 0.0})

    def advance(self, seconds: float, pace: Pace) -> Array:
        """Run on and return the record, shaped (times, kept, lanes).

        Stiff veins in tall people can ask for a shorter step than the pace gives.
        """
        before = self.X.copy()
        log = self._advance(seconds, pace)
        if np.isfinite(self.X).all() or pace.dt < SHORTEST_S:
            return log
        self.X[:] = before
        return self.advance(seconds, pace.halved())

    def _advance(self, seconds: float, pace: Pace) -> Array:
        n = max(1, round(seconds / pace.log_s))
        width, seen = self.kernel.width, len(self.kernel.model.observed)
        self.write_all({"pulsing": pace.pulsing})
        self.kernel.prepare(self.X)
        if self.kept is None:
            log = np.empty((n, seen * width))
            self.kernel.advance(self.X, log, n, pace.n_slow, pace.n_fast, pace.dt)
            return log.reshape(n, seen, width)
        out = np.empty((n, len(self.kept), width))
        buffer = np.empty((CHUNK, seen * width))
        for first in range(0, n, CHUNK):
            part = min(CHUNK, n - first)
            self.kernel.advance(self.X, buffer, part, pace.n_slow, pace.n_fast, pace.dt)
            out[first : first + part] = buffer.reshape(CHUNK, seen, width)[:part, self.kept]
        return out


def _stretches(step: Step) -> Iterator[tuple[float, Pace]]:
    if step.seconds <= LONG_S:
        yield step.seconds, FULL
        return
    yield FULL_START_S, FULL
    slow = AVERAGED_MOVING if step.moving else AVERAGED_REST
    yield step.seconds - FULL_START_S - FULL_END_S, slow
    yield FULL_END_S, FULL


def _set_bias(block: Block, log: Array) -> None:
    """Let filtration and lymph balance in a healthy person lying down.

    What a failing heart adds to the vein's pressure is left to filter.
    """
    names = {n: i for i, n in enumerate(block.names)}
    last = log[-250:].mean(axis=0)
    for lane in range(block.kernel.width):
        i = min(lane, len(block.people) - 1)
        p = block.given[i]
        excess = max(last[names["P_right_atrium"], i] - 5.0, 0.0)
        for e in load_network().of("tissue"):
            pc = last[names[f"P_capillary_{e.id}"], i] - excess
            colloid = p["sigma"] * (oncotic_pressure(1.0) - oncotic_pressure(p["colloid0"]))
            block.write(
                lane,
                {
                    f"bias_{e.id}": pc
                    + 1.0
                    - colloid
                    - p["lymph_rest"] * 6000.0 / p[f"cfc_{e.base}"]
                },
            )


def _balance(block: Block, log: Array) -> None:
    for lane in range(block.kernel.width):
        i = min(lane, len(block.people) - 1)
        block.write(lane, balance_gains(block.names, log[:, :, i], block.given[i]))


def _settle(block: Block, first: Step) -> None:
    lying = Step("settle", "supine", SETTLE_S)
    block.set_step(lying, lying)
    log = block.advance(SETTLE_S, FULL)
    _set_bias(block, log)
    _balance(block, log)
    still = replace(first, activity="rest", calf_cuff_mmhg=0.0)
    block.set_step(still, lying)
    if first.posture != "supine":
        block.advance(SETTLE_POSTURE_S, AVERAGED_REST)
        block.advance(10.0, FULL)


def _run_block(block: Block, protocol: Protocol) -> tuple[list[Stretch], Array]:
    _settle(block, protocol.steps[0])
    start = block.advance(FULL.log_s, FULL)
    stretches: list[Stretch] = []
    t, before = 0.0, replace(protocol.steps[0], activity="rest")
    for index, step in enumerate(protocol.steps):
        block.set_step(step, before)
        for seconds, pace in _stretches(step):
            log = block.advance(seconds, pace)
            times = np.asarray(t + pace.log_s * np.arange(1, len(log) + 1), np.float64)
            stretches.append(Stretch(index, pace.pulsing > 0.0, times, (log,)))
            if pace.pulsing:
                _balance(block, log)
            t += seconds
        before = step
    return stretches, start


def _join(blocks: list[list[Stretch]]) -> tuple[Stretch, ...]:
    return tuple(
        replace(parts[0], logs=tuple(log for s in parts for log in s.logs))
        for parts in zip(*blocks, strict=True)
    )


def simulate(
    people: Person | Sequence[Person],
    protocol: Protocol,
    changes: Mapping[str, float] | Sequence[Mapping[str, float]] | None = None,
    keep: Sequence[str] | None = None,
) -> Run:
    """Run a protocol and return everything that was observed.

    Parameters
    ----------
    people : one person, or many who all follow the same protocol
    protocol : the steps
    changes : numbers of the model to replace, the same for all or one set for each person
    keep : names to record; all of them where left out (many people fill the memory)

    Examples
    --------
    >>> from soleus.circulation import Person, Protocol, Step, simulate
    >>> run = simulate(Person(), Protocol((Step("rest", "supine", 30),)))
    >>> run.conservation_error_ml() < 1e-6
    True
    """
    group = (people,) if isinstance(people, Person) else tuple(people)
    each = [changes] * len(group) if changes is None or isinstance(changes, Mapping) else changes
    numbers = tuple(numbers_with(c) for c in each)
    width = 1 if len(group) == 1 else BLOCK
    kernel = leg_kernel(width)
    starts = range(0, len(group), width)
    recorded = None if keep is None else tuple(dict.fromkeys((*keep, *ALWAYS)))
    parts = [Block(kernel, group[i : i + width], numbers[i : i + width], recorded) for i in starts]
    done = [_run_block(b, protocol) for b in parts]
    start = np.concatenate([s for _, s in done], axis=2)[0]
    return Run(group, protocol, parts[0].names, _join([d for d, _ in done]), start, numbers)
