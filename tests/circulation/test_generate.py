"""A kernel takes the very steps that its model names: the same lines, run in plain Python."""

from math import floor, sqrt

import numpy as np
import pytest

from soleus.circulation.graph import LAWS
from soleus.circulation.kernel import Array, Kernel, leg_kernel
from soleus.circulation.model import Model
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import Person
from soleus.circulation.protocol import Step
from soleus.circulation.simulate import FULL, Block

SCOPE = {"floor": floor, "sqrt": sqrt, "min": min, "max": max, "abs": abs, **LAWS}
ROUNDING = 1e-9
N_LOG, N_SLOW, N_FAST = 4, 3, 6
LYING = Step("lie", "supine", 10.0)
PUMPING = Step("pump", "seated", 10.0, activity="ankle_pumps", per_minute=60.0)

Numbers = dict[str, float]


class Values(Numbers):
    """Values of a model's names at one moment: some are known, lines compute the others."""

    def __init__(self, model: Model, *known: Numbers) -> None:
        super().__init__()
        self.lines = model.lines
        for numbers in known:
            self.update(numbers)

    def __missing__(self, name: str) -> float:
        if name not in self.lines:
            raise KeyError(name)
        self[name] = float(eval(self.lines[name], SCOPE, self))  # the project's own lines
        return self[name]


class PlainSteps:
    """One person's steps by the model's scheme, as decision 021 tells it."""

    def __init__(self, kernel: Kernel, X: Array, lane: int) -> None:  # noqa: N803
        def read(names: tuple[str, ...]) -> Numbers:
            return dict(zip(names, map(float, kernel.read(X, names, lane)), strict=True))

        self.model = kernel.model
        self.parameters, self.states = read(self.model.parameters), read(self.model.states)
        self.held = read(tuple(self.model.held))

    def _rates(self, names: tuple[str, ...], states: Numbers) -> Numbers:
        now = Values(self.model, self.parameters, self.held, states)
        return {n: now[f"d_{n}"] for n in names}

    def fast(self, dt: float) -> None:
        """Take one step of the fast states by the midpoint rule."""
        first = self._rates(self.model.fast, self.states)
        middle = self.states | {n: self.states[n] + 0.5 * dt * r for n, r in first.items()}
        for n, r in self._rates(self.model.fast, middle).items():
            self.states[n] += dt * r

    def slow(self, dt: float) -> None:
        """Take one step of the slow states by Euler's rule, then hold what follows from them."""
        for n, r in self._rates(tuple(self.model.slow), self.states).items():
            self.states[n] += dt * r
        now = Values(self.model, self.parameters, self.states)
        self.held = {n: now[n] for n in self.model.held}

    def record(self) -> list[float]:
        """Return what the model records."""
        now = Values(self.model, self.parameters, self.held, self.states)
        return [now[n] for n in self.model.observed]


def moving_block(kernel: Kernel) -> Block:
    people = [Person(age=30.0 + 9 * i, height_cm=160.0 + 4 * i) for i in range(kernel.width)]
    block = Block(kernel, people, [numbers_with()] * kernel.width, None)
    block.set_step(LYING, LYING)
    block.advance(2.0, FULL)
    block.set_step(PUMPING, LYING)
    block.advance(0.5, FULL)
    return block


@pytest.mark.parametrize(("width", "lane"), [(1, 0), (8, 0), (8, 5)])
def test_a_kernel_takes_the_steps_that_the_lines_name(width: int, lane: int) -> None:
    kernel = leg_kernel(width)
    X = moving_block(kernel).X  # noqa: N806
    plain = PlainSteps(kernel, X, lane)
    log = np.empty((N_LOG, len(kernel.model.observed), width))
    kernel.advance(X, log, N_LOG, N_SLOW, N_FAST, FULL.dt)

    for record in log[:, :, lane]:
        for _ in range(N_SLOW):
            for _ in range(N_FAST):
                plain.fast(FULL.dt)
            plain.slow(N_FAST * FULL.dt)
        np.testing.assert_allclose(record, plain.record(), rtol=ROUNDING, atol=ROUNDING)

    names = kernel.model.states
    expected = [plain.states[n] for n in names]
    np.testing.assert_allclose(kernel.read(X, names, lane), expected, rtol=ROUNDING, atol=ROUNDING)
