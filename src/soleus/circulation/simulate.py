"""Runs a protocol for one person or many: settles them, then steps through it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from soleus.circulation.averaged import balance_gains
from soleus.circulation.kernel import Array, Kernel, leg_kernel
from soleus.circulation.laws import oncotic_pressure
from soleus.circulation.leaps import FINE, RELAX_S, Leaps, LeapSize, LeapsOfRounds
from soleus.circulation.network import elements
from soleus.circulation.numbers import Numbers, numbers_with
from soleus.circulation.person import Person, own_numbers, person_numbers
from soleus.circulation.protocol import Protocol, Step, step_numbers
from soleus.circulation.run import Recording, Run
from soleus.circulation.start import start_state
from soleus.circulation.whole import observed_names

BLOCK = 8
"""People side by side in one block of the kernel; one person alone has a block of width one."""

CHUNK = 800
"""Records of single people that the kernel writes at a time, before the names to keep are picked
from them: not so many that they would leave the processor's cache before that."""

ALWAYS = (
    "P_aorta", "P_pulmonary_artery", "P_right_atrium", "P_left_atrium", "P_chest", "q_aortic",
    "q_pulmonary", "rate", "inotropy",
    *(f"P_capillary_{e.id}" for e in elements("tissue")),
)  # fmt: skip
"""Names that settling and averaging read; they are recorded whatever else is."""

LONG_S = 300.0
"""A step longer than this runs beat by beat at its two ends only, averaged in between."""
FULL_START_S = 30.0
FULL_END_S = 90.0
SETTLE_S = 40.0
SETTLE_POSTURE_S = 90.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How time is stepped and how often it is recorded.

    Parameters
    ----------
    pulsing : 1 beat by beat, 0 averaged over beats and breaths
    dt : time step of the fast states [s]
    n_fast : fast steps to a slow step
    n_slow : slow steps to a record
    """

    pulsing: float
    dt: float
    n_fast: int
    n_slow: int

    @property
    def log_s(self) -> float:
        """Time between records [s]."""
        return self.dt * self.n_fast * self.n_slow


FULL = Pace(1.0, 0.02 / 6, 6, 1)
AVERAGED_REST = Pace(0.0, 0.008, 5, 50)
# 0.98 s, so that records do not keep step with a movement once a second.
AVERAGED_MOVING = Pace(0.0, 0.005, 4, 49)
SHORTEST_S = 0.0005
"""A run that breaks down is repeated with half the time step, down to this."""


class Block:
    """A few people side by side in one array of the kernel.

    Parameters
    ----------
    kernel : its lanes beyond the last person repeat that person
    people, numbers : the people, and the model's numbers for each
    keep : names to record; None for all
    between : called before each stretch that the kernel runs; it may wait, or raise to end the run
    """

    def __init__(
        self,
        kernel: Kernel,
        people: Sequence[Person],
        numbers: Sequence[Numbers],
        keep: Sequence[str] | None,
        between: Callable[[], None] | None = None,
    ) -> None:
        self.kernel, self.people, self.between = kernel, people, between
        observed = kernel.model.observed
        self.names = observed if keep is None else tuple(keep)
        self.columns = None if keep is None else [observed.index(n) for n in keep]
        self.numbers = [person_numbers(p, n) for p, n in zip(people, numbers, strict=True)]
        self.X = kernel.empty()
        ids = [e.id for e in elements("vein")]
        self.veins = [observed.index(f"V_{name}") for name in ids]
        self.unstressed = [kernel.rows[f"V0_{name}"] for name in ids]
        self.stretch = [kernel.rows[f"dV_{name}"] for name in ids]
        gains = {"gain_left_ventricle": 1.0, "gain_right_ventricle": 1.0}
        slow = kernel.model.slow
        states = [start_state(n, p, slow) for p, n in zip(people, self.numbers, strict=True)]
        self.write([n | gains | s for n, s in zip(self.numbers, states, strict=True)])

    def write(self, values: Sequence[Mapping[str, float]]) -> None:
        """Write values by name, one mapping for each person, or one for everybody."""
        self.kernel.write(self.X, values)

    def set_step(self, step: Step, before: Step) -> None:
        """Write the numbers of a step that follows the step ``before``."""
        who = zip(self.people, self.numbers, strict=True)
        self.write([step_numbers(step, before, person, numbers) for person, numbers in who])
        self.write(
            [{"clock": 0.0 if step.place != before.place else 1e6, "since": 0.0, "stride": 0.0}]
        )

    def advance(self, seconds: float, pace: Pace) -> Array:
        """Run on and return the records (times, names, lanes).

        Stiff and brimful veins can ask for a shorter time step than the pace has.
        """
        start = self.X.copy()
        log, holds = self._advance(seconds, pace)
        while not holds and pace.dt >= SHORTEST_S:
            pace = replace(pace, dt=pace.dt / 2.0, n_fast=pace.n_fast * 2)
            self.X[:] = start
            log, holds = self._advance(seconds, pace)
        return log

    def leap_on(self, seconds: float, pace: Pace, size: LeapSize) -> tuple[Array, Array]:
        """Run on in leaps; return the times of the records from here [s], and the records."""
        logs: list[Array] = []
        times: list[Array] = []
        half, passed, leaps = RELAX_S / 2.0, 0.0, Leaps(self.kernel, size)
        while seconds - passed > 2.0 * RELAX_S:
            logs.append(self.advance(half, pace))
            before = self.X.copy()
            logs.append(self.advance(half, pace))
            times.append(passed + _record_times(pace, len(logs[-2]) + len(logs[-1])))
            most = seconds - passed - 2.0 * RELAX_S
            passed += RELAX_S + leaps.leap(self.X, before, half, most)
        logs.append(self.advance(seconds - passed, pace))
        times.append(passed + _record_times(pace, len(logs[-1])))
        return np.concatenate(times), np.concatenate(logs)

    def _holds(self, records: Array) -> bool:
        """Whether every number is finite and every vein holds what a vein can, and not less."""
        volumes, x = records[:, self.veins], self.X.reshape(-1, self.kernel.width)
        full = x[self.unstressed] + x[self.stretch]
        return bool(np.isfinite(x).all() and (volumes >= 0.0).all() and (volumes <= full).all())

    def _advance(self, seconds: float, pace: Pace) -> tuple[Array, bool]:
        n, width = max(1, round(seconds / pace.log_s)), self.kernel.width
        observed, counts = len(self.kernel.model.observed), (pace.n_slow, pace.n_fast, pace.dt)
        self.write([{"pulsing": pace.pulsing}])
        self.kernel.prepare(self.X)
        log = np.empty((n, len(self.names), width))
        records = log if self.columns is None else np.empty((CHUNK // width, observed, width))
        holds = True
        for first in range(0, n, len(records)):
            part = min(len(records), n - first)
            if self.between:
                self.between()
            self.kernel.advance(self.X, records, part, *counts)
            holds = holds and self._holds(records[:part])
            if self.columns is not None:
                log[first : first + part] = records[:part, self.columns]
        return log, holds


def _record_times(pace: Pace, n: int) -> Array:
    """Return when ``n`` records are written, from the start of their stretch [s]."""
    return np.asarray(pace.log_s * np.arange(1, n + 1), np.float64)


def _paces(step: Step, leaps: LeapSize | None = None) -> Iterator[tuple[float, Pace]]:
    """Yield the parts of a step that run at one pace: seconds and pace."""
    start, end = (leaps.start_s, leaps.end_s) if leaps else (FULL_START_S, FULL_END_S)
    if step.seconds <= LONG_S:
        yield step.seconds, FULL
        return
    yield start, FULL
    yield step.seconds - start - end, AVERAGED_MOVING if step.moving else AVERAGED_REST
    yield end, FULL


def full_seconds(step: Step) -> float:
    """Return how much of a step runs beat by beat [s]."""
    return sum(seconds for seconds, pace in _paces(step) if pace.pulsing)


def _set_bias(block: Block, log: Array) -> None:
    """Balance filtration and lymph in a healthy person lying down.

    What a failing heart adds to the veins' pressure is not balanced: it filters.
    """
    last = dict(zip(block.names, log[-250:].mean(axis=0), strict=True))

    def bias(person: int, p: Numbers) -> Numbers:
        excess = max(last["P_right_atrium"][person] - 5.0, 0.0)
        colloid = p["sigma"] * (oncotic_pressure(1.0) - oncotic_pressure(p["colloid0"]))
        out: Numbers = {}
        for e in elements("tissue"):
            capillary = last[f"P_capillary_{e.id}"][person] - excess
            lymph = p["lymph_rest"] * 6000.0 / p[f"cfc_{e.base}"]
            out[f"bias_{e.id}"] = capillary + 1.0 - colloid - lymph
        return out

    block.write([bias(i, p) for i, p in enumerate(block.numbers)])


def _balance(block: Block, log: Array) -> None:
    """Set the averaged heart to what the beating heart just put out."""
    people = enumerate(block.numbers)
    block.write([balance_gains(block.names, log[:, :, i], numbers) for i, numbers in people])


def _settle(block: Block, first: Step) -> None:
    """Run until the person lies at rest in balance, then in the posture of the first step."""
    lying = Step("settle", "supine", SETTLE_S)
    block.set_step(lying, lying)
    log = block.advance(SETTLE_S, FULL)
    _set_bias(block, log)
    _balance(block, log)
    block.set_step(first.at_rest(), lying)
    if first.posture != "supine":
        block.advance(SETTLE_POSTURE_S, AVERAGED_REST)
        block.advance(10.0, FULL)


def settled(person: Person, step: Step, changes: Mapping[str, float] | None = None) -> Numbers:
    """Return the value of every state and number at the start of a run that begins with a step.

    Parameters
    ----------
    person, step : who, and what they do first
    changes : numbers of the model to replace
    """
    kernel = leg_kernel(1)
    block = Block(kernel, [person], [numbers_with(changes)], ALWAYS)
    _settle(block, step)
    block.advance(FULL.log_s, FULL)
    block.set_step(step, step.at_rest())
    names = (*kernel.model.states, *kernel.model.parameters)
    return dict(zip(names, map(float, kernel.read(block.X, names)), strict=True))


def _run_block(
    block: Block, protocol: Protocol, leaps: LeapSize | None = None
) -> tuple[list[Recording], Array]:
    """Return the recordings of one block and the record at time 0."""
    _settle(block, protocol.steps[0])
    start = block.advance(FULL.log_s, FULL)
    recordings: list[Recording] = []
    t, before, leapt = 0.0, protocol.steps[0].at_rest(), 0
    rounds = LeapsOfRounds(block.kernel, protocol.steps, leaps or FINE)
    for index, step in enumerate(protocol.steps):
        leapt = rounds.leap(index, block.X) if leaps and not leapt else max(leapt - 1, 0)
        if leapt:
            t += step.seconds
            continue
        block.set_step(step, before)
        for seconds, pace in _paces(step, leaps):
            if leaps and pace is AVERAGED_REST:
                times, log = block.leap_on(seconds, pace, leaps)
            else:
                log = block.advance(seconds, pace)
                times = _record_times(pace, len(log))
            recordings.append(Recording(index, t + times, (log,)))
            if pace.pulsing:
                _balance(block, log)
            t += seconds
        before = step
    return recordings, start


def _join(blocks: Sequence[Sequence[Recording]]) -> tuple[Recording, ...]:
    """Return the recordings of all blocks of people together."""
    return tuple(
        replace(parts[0], logs=tuple(log for r in parts for log in r.logs))
        for parts in zip(*blocks, strict=True)
    )


def simulate(
    people: Person | Sequence[Person],
    protocol: Protocol,
    changes: Mapping[str, float] | Sequence[Mapping[str, float]] | None = None,
    keep: Sequence[str] | None = None,
    *,
    states: bool = False,
    leaps: LeapSize | None = None,
    between: Callable[[], None] | None = None,
) -> Run:
    """Run a protocol and return everything that was recorded.

    Parameters
    ----------
    people : one person, or many who all follow the same protocol
    protocol : the steps
    changes : numbers of the model to replace, one set for everybody or one for each person
    keep : names to record; all by default, which takes much memory for many people
    states : record every state and inner signal too; names to keep may ask for some of them
    leaps : how far to leap over long rests and rounds of steps, which then have no records: for
        volumes over hours, of at most ``BLOCK`` people, in a tenth of the time; None leaps nowhere
    between : called every few milliseconds of work; it may wait, or raise to end the run

    Examples
    --------
    >>> from soleus.circulation import Person, Protocol, Step, simulate
    >>> run = simulate(Person(), Protocol((Step("rest", "supine", 30),)))
    >>> run.conservation_error_ml() < 1e-6
    True
    """
    group = (people,) if isinstance(people, Person) else tuple(people)
    if leaps and len(group) > BLOCK:
        raise ValueError(f"leaps are for at most {BLOCK} people at a time")
    sets = [changes] * len(group) if changes is None or isinstance(changes, Mapping) else changes
    numbers = tuple(numbers_with(c) for c in sets)
    states = states or not {*(keep or ())} <= {*observed_names()}
    kernel = leg_kernel(1 if len(group) == 1 else BLOCK, states=states)
    names = None if keep is None else tuple(dict.fromkeys((*keep, *ALWAYS)))
    parts = (slice(i, i + kernel.width) for i in range(0, len(group), kernel.width))
    blocks = [Block(kernel, group[part], numbers[part], names, between) for part in parts]
    done = [_run_block(block, protocol, leaps) for block in blocks]
    start = np.concatenate([s for _, s in done], axis=2)[0]
    recordings = _join([r for r, _ in done])
    own = tuple(own_numbers(p, n) for p, n in zip(group, numbers, strict=True))
    return Run(group, protocol, blocks[0].names, recordings, start, own, numbers)
