"""Writes a model's kernel in C: the same arithmetic in the same steps, as loops over people.

The yardstick of the kernel in LLVM's language. Nothing in it says what is a vector: every row of a
block is ``W`` numbers in a row, each part of a step is one loop over them, and the C compiler has
to see that a loop can be done in vectors. It is written anew for each bench from the model's own
lines, so it cannot fall out of step with them.
"""

from collections.abc import Iterable

from soleus.circulation.generate import KernelWriter
from soleus.circulation.machine import Writer
from soleus.circulation.model import Model

_BINARY = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_CHOICE = {"min": "<", "max": ">"}
_CALLED = {"abs": "fabs", "sqrt": "sqrt", "floor": "floor"}

_HEAD = """\
#include <math.h>
#define LANES _Pragma("GCC ivdep") for (int i = 0; i < {width}; i++)
"""
_ADVANCE = """\
void advance(double *restrict X, double *restrict log, long n_log, long n_slow, long n_fast,
             double dt) {{
  double half = 0.5 * dt, slow = dt * n_fast;
  for (long k = 0; k < n_log; k++) {{
    double *restrict record = log + k * {record};
    for (long s = 1; s <= n_slow; s++) {{
      for (long f = 0; f < n_fast; f++) {{
{fast}
      }}
      if (s < n_slow) {{
{slow}
      }}
    }}
{last}
  }}
}}
"""


class CWriter(Writer):
    """Writes operations in C, for one lane ``i`` of a row of ``width``."""

    def new(self, text: str) -> str:
        """Write one statement and return the name of its result."""
        name = f"t{next(self._numbers)}"
        self.lines.append(f"const double {name} = {text};")
        return name

    def constant(self, value: float) -> str:
        """Return a constant with all its bits."""
        return f"({value.hex()})"

    def _place(self, base: str, row: int, row_width: int | None) -> str:
        return f"{base.removeprefix('%')}[{row * (row_width or self.width)} + i]"

    def load(self, base: str, row: int, row_width: int | None = None) -> str:
        """Return one number of a row."""
        return self.new(self._place(base, row, row_width))

    def store(self, base: str, row: int, value: str, row_width: int | None = None) -> None:
        """Write one number of a row."""
        self.lines.append(f"{self._place(base, row, row_width)} = {value};")

    def stepped(self, start: str, step: str, slope: str) -> str:
        """Return ``start + step * slope``."""
        return self.new(f"{start} + {step.strip('%_')} * {slope}")

    def operation(self, op: str, args: list[str]) -> str:
        """Return the result of one operation."""
        first, second, third = (*args, "", "")[:3]
        # Written where it is used, not kept: a truth has another width than a number.
        if op in _COMPARE:
            return f"({first} {_COMPARE[op]} {second})"
        if op in _BINARY:
            return self.new(f"{first} {_BINARY[op]} {second}")
        if op in _CHOICE:
            return self.new(f"{first} {_CHOICE[op]} {second} ? {first} : {second}")
        if op in _CALLED:
            return self.new(f"{_CALLED[op]}({first})")
        return self.new(f"{first} ? {second} : {third}")


def _lanes(lines: Iterable[str]) -> str:
    """Return one loop over the people of a block."""
    return "LANES {\n  " + "\n  ".join(lines) + "\n}"


def write_c(model: Model, width: int) -> str:
    """Return ``prepare`` and ``advance`` in C, for the rows that the kernel of this width has."""
    kernel = KernelWriter(model, width, CWriter)
    prepare = f"void prepare(double *restrict X) {{\n{_lanes(kernel.prepare())}\n}}\n"
    advance = _ADVANCE.format(
        record=len(model.observed) * width,
        fast="\n".join(_lanes(stage) for stage in kernel.fast_step()),
        slow=_lanes(kernel.slow_step(record=False)),
        last=_lanes(kernel.slow_step(record=True)),
    )
    return _HEAD.format(width=width) + prepare + advance
