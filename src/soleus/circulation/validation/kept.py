"""What is kept of the model's outcomes, and which model and rows it belongs to."""

import ast
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.equations import write_equations
from soleus.circulation.numbers import numbers_with
from soleus.circulation.validation.measure import calibrating_rows, experiments_of

_NETWORK = ("leg", "trunk", "persons", "postures", "activities")
"""Files of the network that say more than their numbers."""
_BODY = ("behind", "body", "lesion", "person", "protocol", "start")
"""Modules that turn a person and a step into numbers of the equations."""


_DRAWN = ("distributions", "populations")
_DRAWING = ("differences", "diseases", "sample", "spread")
"""Data and modules that draw the people of a population."""


class _Bare(ast.NodeTransformer):
    """Takes the docstrings out of a module: words that move no reading."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Leave out a string that stands as a statement of its own."""
        super().generic_visit(node)
        if isinstance(body := getattr(node, "body", None), list):
            node.body = [s for s in body if not _is_text(s)]  # type: ignore[attr-defined]
        return node


def _is_text(statement: ast.AST) -> bool:
    value = getattr(statement, "value", None)
    return isinstance(statement, ast.Expr) and isinstance(value, ast.Constant)


def bare_code(text: str) -> str:
    """Return what a module does, without its comments, its docstrings and its layout."""
    return ast.unparse(_Bare().visit(ast.parse(text)))


def sourceless(data: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return data of the network without the sources of its numbers."""
    if isinstance(data, Mapping):
        return {k: sourceless(v) for k, v in data.items() if k != "source"}
    return [sourceless(v) for v in data] if isinstance(data, list) else data


@cache
def model_structure() -> dict[str, Any]:
    """Return the equations, the laws that they name, and what turns people into numbers."""
    package = files("soleus.circulation")
    laws = sorted(f.name for f in package.joinpath("laws").iterdir() if f.name.endswith(".py"))
    modules = (*(f"laws/{name}" for name in laws), *(f"{name}.py" for name in _BODY))
    return {
        "equations": write_equations(),
        "code": {m: bare_code(package.joinpath(m).read_text("utf-8")) for m in modules},
        "network": {n: sourceless(read_data(f"network/{n}")) for n in _NETWORK},
    }


def fingerprint(calibrated: Mapping[str, float] | None = None) -> str:
    """Return a word that changes with whatever moves a reading of a row that calibrates.

    That is: an equation, a law, the network, a number, the row itself and its experiment.

    Parameters
    ----------
    calibrated : calibrated numbers that are not in network/calibration.toml yet
    """
    values = {n: float(f"{v:.5g}") for n, v in (calibrated or {}).items()}
    rows = calibrating_rows()
    parts = model_structure() | {
        "numbers": {n: f"{v:.6g}" for n, v in numbers_with(values).items()},
        "rows": [[r.id, r.study, r.low, r.high, r.reading, dict(r.terms)] for r in rows],
        "experiments": {n: read_data(f"validation/experiments/{n}") for n in experiments_of(rows)},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def model_fingerprint() -> str:
    """Return a word that changes with whatever moves a simulated person's circulation.

    That is: an equation, a law, the network, a number, or how people are drawn. For outcomes of
    the model that are kept in data files, so that a test can say when they are stale.
    """
    package = files("soleus.circulation.population")
    drawn = {n: sourceless(read_data(f"population/{n}")) for n in _DRAWN}
    code = {m: bare_code(package.joinpath(f"{m}.py").read_text("utf-8")) for m in _DRAWING}
    parts = model_structure() | {
        "numbers": {n: f"{v:.6g}" for n, v in numbers_with().items()},
        "drawn": drawn,
        "drawing": code,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def _kept() -> dict[str, Any]:
    return read_data("validation/left_out")


def kept_fingerprint() -> str:
    """Return the fingerprint of the numbers and rows that the kept outcome was made with."""
    return str(_kept()["fingerprint"])


def left_out_values() -> dict[str, float | None]:
    """Return what each row read when its study had no part in the calibration, by the row's id."""
    none: dict[str, float | None] = dict.fromkeys(_kept()["not_read"])
    return none | {i: float(v) for i, v in _kept()["values"].items()}
