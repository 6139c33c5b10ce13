"""Published models as data: equations, parameters and starting state from ``models/*.toml``."""

from soleus.circulation.data import read_data
from soleus.circulation.kernel import Array, Kernel
from soleus.circulation.model import Model
from soleus.circulation.numbers import Numbers


def load_model(name: str) -> tuple[Model, Numbers]:
    """Return a published model, with its parameters and starting state by name."""
    data = read_data(f"models/{name}")
    lines = {**data["equations"], **{f"d_{n}": e for n, e in data["rates"].items()}}
    model = Model(lines, frozenset(), frozenset(), tuple(data["rates"]), data["scheme"])
    return model, {n: float(v) for n, v in (data["parameters"] | data["start"]).items()}


def start_array(kernel: Kernel, numbers: Numbers) -> Array:
    """Return a kernel's array with these numbers in every lane, ready to advance."""
    X = kernel.empty()  # noqa: N806 - the kernel's name for it
    kernel.write(X, [numbers])
    kernel.prepare(X)
    return X
