"""Integrates a model's lines with SciPy, in plain Python, to check the kernel."""

from collections.abc import Callable
from math import floor, sqrt
from typing import Any

import numpy as np

from soleus.circulation.graph import LAWS
from soleus.circulation.kernel import Array, Kernel
from soleus.circulation.model import Model, names_in


def _in_order(model: Model, wanted: list[str]) -> dict[str, str]:
    """Return the lines that lead to the wanted names, each after those it reads."""
    ordered: dict[str, str] = {}

    def visit(name: str) -> None:
        if name in model.lines and name not in ordered:
            for needed in sorted(names_in(model.lines[name])):
                visit(needed)
            ordered[name] = model.lines[name]

    for name in wanted:
        visit(name)
    return ordered


def python_slopes(model: Model) -> Callable[[Array, Array], Array]:
    """Return ``slopes(states, parameters)``: the model's lines as one plain Python function."""
    rates = [f"d_{n}" for n in model.states]
    text = ["def slopes(y, p):"]
    text += [f"    {n} = y[{i}]" for i, n in enumerate(model.states)]
    text += [f"    {n} = p[{i}]" for i, n in enumerate(model.parameters)]
    text += [f"    {n} = {e}" for n, e in _in_order(model, rates).items()]
    text += [f"    return [{', '.join(rates)}]"]
    scope: dict[str, Any] = {"floor": floor, "sqrt": sqrt, **LAWS}
    exec(compile("\n".join(text), "<reference>", "exec"), scope)  # the project's own lines
    slopes: Callable[[Array, Array], Array] = scope["slopes"]
    return slopes


def reference_states(
    kernel: Kernel,
    X: Array,  # noqa: N803 - the name it has in kernels
    seconds: float,
    *,
    tolerance: float = 1e-8,
    longest: float = 0.002,
) -> Array:
    """Return the states after some seconds, by SciPy's eighth-order Runge-Kutta rule.

    Parameters
    ----------
    kernel, X : the state to start from; not changed
    seconds : how long
    tolerance : relative error allowed in one step
    longest : longest step [s]; a longer one could step over the opening of a valve
    """
    from scipy.integrate import solve_ivp

    slopes = python_slopes(kernel.model)
    p = kernel.read(X, kernel.model.parameters)
    y = kernel.read(X, kernel.model.states)
    done = solve_ivp(
        lambda _, y: slopes(y, p), (0.0, seconds), y, "DOP853",
        rtol=tolerance, atol=tolerance, max_step=longest, t_eval=(seconds,),
    )  # fmt: skip
    return np.asarray(done.y[:, -1])
