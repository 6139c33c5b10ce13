"""Reads a model whose equations, parameters and start stand in a TOML file."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from soleus.circulation.generate import Model
from soleus.circulation.kernel import Array, Kernel


@dataclass(frozen=True, slots=True)
class SuppliedModel:
    """A model read from a file.

    Parameters
    ----------
    model : ready to be compiled
    parameters, start : values by name
    source : where it was published
    """

    model: Model
    parameters: dict[str, float]
    start: dict[str, float]
    source: str

    def array(self, kernel: Kernel) -> Array:
        """Return a kernel's array with everybody at the start."""
        X = kernel.empty()  # noqa: N806 - the kernel's name for it
        for name, value in {**self.parameters, **self.start}.items():
            row = kernel.layout.row(name) * kernel.width
            X[row : row + kernel.width] = value
        kernel.prepare(X)
        return X


def load_model(name: str) -> SuppliedModel:
    """Return one of the models in this folder by the name of its file."""
    data = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    lines = {**data["equations"], **{f"d_{n}": e for n, e in data["rates"].items()}}
    model = Model(lines, frozenset(), frozenset(), tuple(data["rates"]), data["scheme"])
    numbers = [{n: float(v) for n, v in data[k].items()} for k in ("parameters", "start")]
    return SuppliedModel(model, numbers[0], numbers[1], data["source"])
