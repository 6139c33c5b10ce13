"""Integrates the same lines with SciPy, in plain Python, to check the kernel."""

from collections.abc import Callable
from math import floor, sqrt
from typing import Any

import numpy as np

from soleus.circulation.generate import Model
from soleus.circulation.graph import LAWS
from soleus.circulation.kernel import Array, Kernel
from soleus.circulation.slicing import cut, inputs


def python_slopes(model: Model) -> Callable[[Array, Array], Array]:
    """Return ``slopes(states, parameters)``: the model's lines as one plain Python function."""
    rates = [f"d_{n}" for n in model.states]
    lines = cut(model.lines, rates, frozenset())
    used = set(inputs(lines))
    text = ["def slopes(y, p):"]
    text += [f"    {n} = y[{i}]" for i, n in enumerate(model.states) if n in used]
    text += [f"    {n} = p[{i}]" for i, n in enumerate(model.parameters) if n in used]
    text += [f"    {n} = {e}" for n, e in lines.items()]
    text += [f"    return [{', '.join(rates)}]"]
    scope: dict[str, Any] = {"floor": floor, "sqrt": sqrt, **LAWS}
    exec(compile("\n".join(text), "<reference>", "exec"), scope)  # the project's own lines
    slopes: Callable[[Array, Array], Array] = scope["slopes"]
    return slopes


def values_in(kernel: Kernel, X: Array, names: tuple[str, ...], lane: int = 0) -> Array:  # noqa: N803
    """Return the values of some names out of a kernel's array."""
    return np.array([X[kernel.layout.row(n) * kernel.width + lane] for n in names])


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
    kernel, X : where to set out; not changed
    seconds : how long
    tolerance : relative error allowed in one step
    longest : longest step [s], so that no valve's opening is stepped over
    """
    from scipy.integrate import solve_ivp

    slopes = python_slopes(kernel.model)
    p = values_in(kernel, X, kernel.model.parameters)
    y = values_in(kernel, X, kernel.model.states)
    done = solve_ivp(
        lambda _, y: slopes(y, p), (0.0, seconds), y, "DOP853",
        rtol=tolerance, atol=tolerance, max_step=longest, t_eval=(seconds,),
    )  # fmt: skip
    return np.asarray(done.y[:, -1])
