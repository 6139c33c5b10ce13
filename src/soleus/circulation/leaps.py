"""Leaps over the slow hours of a rest: a short run, then the slow states go on in a line.

Tissue fluid changes over hours and everything else follows it within seconds. So the kernel runs
for a few seconds, shows how fast the slow states change, and they alone are carried on in a line
(projective forward Euler: Gear & Kevrekidis 2003, SIAM J Sci Comput 24:1091-1106). A leap is as
long as what the slopes changed by over the last one allows. Over rounds of steps that repeat, what
a round adds shrinks from one to the next by the same part, so that it is summed as a geometric row
(Aitken 1926, Proc R Soc Edinb 46:289-305). What the tissues gained is taken from the veins, so that
no fluid is made. How far a run with leaps lies from one without is measured by
``benchmarks/what_if_error.py``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from soleus.circulation.kernel import Array, Kernel
from soleus.circulation.network import elements
from soleus.circulation.protocol import Step

RELAX_S = 8.0
"""Seconds that the kernel runs before each leap, in whose second half it reads the slopes; twice a
whole number of records."""

LONGEST_S = 400.0
"""The longest leap."""


@dataclass(frozen=True, slots=True)
class LeapSize:
    """How far a leap may go.

    Parameters
    ----------
    first_s : the shortest leap
    missed_ml : fluid of one tissue by which a leap may miss, for all that its slopes show
    missed_in_rounds_ml : the same for a leap over rounds, for what the last round's change shows
    most_rounds : how many rounds a leap goes over at most
    start_s, end_s : how much of a step runs beat by beat around its leaps
    """

    first_s: float
    missed_ml: float
    missed_in_rounds_ml: float
    most_rounds: int
    start_s: float
    end_s: float


FINE = LeapSize(6.0, 0.15, 2.4, 6, start_s=30.0, end_s=10.0)
COARSE = LeapSize(20.0, 1.0, 20.0, 99, start_s=12.0, end_s=9.0)
"""For a first answer, which a finer one soon replaces."""

_SLOW = ("F_", "D_", "M_", "n_", "x_splanchnic_vein")


class Leaps:
    """Carries the slow states of a block of people on, through one rest or over rounds of steps."""

    def __init__(self, kernel: Kernel, size: LeapSize) -> None:
        self.width, self.size = kernel.width, size
        states = kernel.model.states
        self._slow = _rows(kernel, [n for n in states if n.startswith(_SLOW)])
        self._fluids = _rows(kernel, [n for n in states if n.startswith("F_")])
        self._veins = _rows(kernel, [f"V_{e.id}" for e in elements("vein")])
        self._clocks = _rows(kernel, ["clock", "since"])
        self._blood = kernel.rows["blood"]
        self._far_s = size.first_s
        self._slopes: Array | None = None
        self._gains: Array | None = None
        self._leapt = 0

    def leap(self, now: Array, before: Array, between_s: float, most_s: float) -> float:
        """Carry the slow states on, in place, and return by how many seconds.

        Parameters
        ----------
        now, before : the block's numbers at this moment and ``between_s`` seconds ago
        most_s : how far it may be [s]
        """
        state, earlier = now.reshape(-1, self.width), before.reshape(-1, self.width)
        slopes = (state[self._fluids] - earlier[self._fluids]) / between_s
        far = min(self._next_s(slopes), most_s)
        self._carry_on(state, far / between_s * (state[self._slow] - earlier[self._slow]))
        state[self._clocks] += far
        return far

    def leap_rounds(self, now: Array, before: Array, most: int) -> int:
        """Carry the slow states on by whole rounds of a block of steps; return by how many.

        Parameters
        ----------
        now, before : the block's numbers at the end of this round and of the one before
        most : how many rounds it may be
        """
        state, earlier = now.reshape(-1, self.width), before.reshape(-1, self.width)
        gains = state[self._slow] - earlier[self._slow]
        changed = self._changed_by(state[self._fluids] - earlier[self._fluids])
        known, self._gains = self._gains, gains
        if known is None:
            return 0
        size = self.size
        rounds = min(int((2.0 * size.missed_in_rounds_ml / changed) ** 0.5), size.most_rounds, most)
        kept = _kept_part(gains, known) ** (1.0 / (1 + self._leapt))
        self._leapt = rounds
        with np.errstate(invalid="ignore", divide="ignore"):
            times = np.where(kept < 1.0, kept * (1.0 - kept**rounds) / (1.0 - kept), rounds)
        self._carry_on(state, times * gains)
        return rounds

    def _changed_by(self, gained: Array) -> float:
        """Return by how much a round gave another gain than the one before [mL]."""
        known, self._slopes = self._slopes, gained
        return max(float(np.abs(gained - known).max()), 1e-9) if known is not None else np.inf

    def _carry_on(self, state: Array, more: Array) -> None:
        """Add ``more`` to the slow states; veins give what tissues gain."""
        before = state[self._fluids].sum(axis=0)
        state[self._slow] += more
        gained = state[self._fluids].sum(axis=0) - before
        state[self._veins] *= 1.0 - gained / state[self._veins].sum(axis=0)
        state[self._blood] -= gained

    def _next_s(self, slopes: Array) -> float:
        """Return how far the next leap goes [s], by how the fluids' slopes [mL/s] changed."""
        if self._slopes is not None:
            changed = float(np.abs(slopes - self._slopes).max())
            missed = 0.5 * self._far_s * changed
            best = self._far_s * (self.size.missed_ml / max(missed, 1e-9)) ** 0.5
            shortest = max(best, 0.3 * self._far_s, self.size.first_s)
            self._far_s = min(shortest, 2.0 * self._far_s, LONGEST_S)
        self._slopes = slopes
        return self._far_s


class LeapsOfRounds:
    """Leaps over rounds of steps that repeat, once two rounds show how the slow states go on."""

    def __init__(self, kernel: Kernel, steps: Sequence[Step], size: LeapSize) -> None:
        self._leaps = Leaps(kernel, size)
        self._steps = steps
        self._before: Array | None = None

    def leap(self, index: int, now: Array) -> int:
        """Return how many steps are leapt over from ``index`` on, after carrying ``now`` on.

        The last round is never leapt over.
        """
        steps = self._steps
        if not 0 < index < len(steps) or not steps[index].block:
            return 0
        if (
            steps[index].block != steps[index - 1].block
            or steps[index].round == steps[index - 1].round
        ):
            return 0
        same = [step for step in steps if step.block == steps[index].block]
        left = same[-1].round - steps[index].round
        if self._before is None or left < 1:
            self._before = now.copy()
            return 0
        rounds = self._leaps.leap_rounds(now, self._before, left)
        self._before = now.copy()
        return rounds * (len(same) // same[-1].round)


def _kept_part(gains: Array, known: Array) -> Array:
    """Return what part of one round's gain the next one had; none where it turned round."""
    is_on = gains * known > 0.0
    return np.where(is_on, np.clip(gains / np.where(is_on, known, 1.0), 0.0, 1.0), 0.0)


def _rows(kernel: Kernel, names: Sequence[str]) -> list[int]:
    return [kernel.rows[name] for name in names]
