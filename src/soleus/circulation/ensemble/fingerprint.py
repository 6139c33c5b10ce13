"""A word that changes with whatever moves a simulated person or a reading of one."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.numbers import numbers_with
from soleus.circulation.validation.kept import bare_code, model_structure, sourceless

_CODE = ("battery", "bodies", "emulator", "prior", "space")
_PEOPLE = ("population/distributions", "population/populations", "ensemble/unknown")


def _code(*names: str) -> dict[str, str]:
    folder = files(__package__)
    return {n: bare_code(folder.joinpath(f"{n}.py").read_text("utf-8")) for n in names}


def _digest(parts: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def model_fingerprint() -> str:
    """Return what the emulator was trained with: the model, its people and what is read of them."""
    return _digest(
        model_structure()
        | {
            "numbers": {n: f"{v:.6g}" for n, v in numbers_with().items()},
            "people": {n: sourceless(read_data(n)) for n in _PEOPLE},
            "ensemble": _code(*_CODE),
        }
    )


@cache
def people_fingerprint() -> str:
    """Return what an ensemble was made by: an ensemble of another word is to be made anew."""
    data = [sourceless(read_data(f"ensemble/{n}")) for n in ("at_home", "emulator")]
    return _digest([model_fingerprint(), data, _code("build", "days", "fit", "at_home", "temper")])
