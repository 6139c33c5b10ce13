"""Leaps over the slow hours of a rest: a short run, then the slow states go on in a line.

Tissue fluid changes over hours and everything else follows it within seconds. So the kernel runs
for a few seconds, shows how fast the slow states change, and they alone are carried on in a line
(projective forward Euler: Gear & Kevrekidis 2003, SIAM J Sci Comput 24:1091-1106). A leap is as
long as what the slopes changed by over the last one allows. What the tissues gained is taken from
the veins, so that no fluid is made. How far a run with leaps lies from one without is measured by
``benchmarks/what_if_error.py``.
"""

from collections.abc import Sequence

import numpy as np

from soleus.circulation.kernel import Array, Kernel
from soleus.circulation.network import elements
from soleus.circulation.protocol import Step

RELAX_S = 8.0
"""Seconds that the kernel runs before each leap, in whose second half it reads the slopes; twice a
whole number of records."""

FIRST_S = 6.0
LONGEST_S = 400.0
"""The shortest and the longest leap."""

MISSED_ML = 0.15
"""Fluid of one tissue by which a leap may miss, for all that its slopes show [mL]."""

MISSED_IN_ROUNDS_ML = 0.6
MOST_ROUNDS = 3
"""The same for a leap over rounds of a block of steps, and how many it goes over at most."""

_SLOW = ("F_", "D_", "M_", "n_", "x_splanchnic_vein")


class Leaps:
    """Carries the slow states of a block of people on, through one rest or over rounds of steps."""

    def __init__(self, kernel: Kernel) -> None:
        self.width = kernel.width
        states = kernel.model.states
        self._slow = _rows(kernel, [n for n in states if n.startswith(_SLOW)])
        self._fluids = _rows(kernel, [n for n in states if n.startswith("F_")])
        self._veins = _rows(kernel, [f"V_{e.id}" for e in elements("vein")])
        self._clocks = _rows(kernel, ["clock", "since"])
        self._blood = kernel.rows["blood"]
        self._far_s = FIRST_S
        self._slopes: Array | None = None

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
        self._carry_on(state, earlier, far / between_s)
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
        gains = state[self._fluids] - earlier[self._fluids]
        known, self._slopes = self._slopes, gains
        if known is None:
            return 0
        changed = max(float(np.abs(gains - known).max()), 1e-9)
        rounds = min(int((2.0 * MISSED_IN_ROUNDS_ML / changed) ** 0.5), MOST_ROUNDS, most)
        self._carry_on(state, earlier, float(rounds))
        return rounds

    def _carry_on(self, state: Array, earlier: Array, part: float) -> None:
        """Add ``part`` of what the slow states changed by; veins give what tissues gain."""
        gained = part * (state[self._fluids] - earlier[self._fluids]).sum(axis=0)
        state[self._slow] += part * (state[self._slow] - earlier[self._slow])
        state[self._veins] *= 1.0 - gained / state[self._veins].sum(axis=0)
        state[self._blood] -= gained

    def _next_s(self, slopes: Array) -> float:
        """Return how far the next leap goes [s], by how the fluids' slopes [mL/s] changed."""
        if self._slopes is not None:
            changed = float(np.abs(slopes - self._slopes).max())
            missed = 0.5 * self._far_s * changed
            best = self._far_s * (MISSED_ML / max(missed, 1e-9)) ** 0.5
            self._far_s = min(max(best, 0.3 * self._far_s, FIRST_S), 2.0 * self._far_s, LONGEST_S)
        self._slopes = slopes
        return self._far_s


class LeapsOfRounds:
    """Leaps over rounds of steps that repeat, once two rounds show how the slow states go on."""

    def __init__(self, kernel: Kernel, steps: Sequence[Step]) -> None:
        self._leaps = Leaps(kernel)
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


def _rows(kernel: Kernel, names: Sequence[str]) -> list[int]:
    return [kernel.rows[name] for name in names]
