"""A run as an xarray data set, for notebooks and NetCDF files."""

from collections.abc import Sequence

import numpy as np
import xarray as xr

from soleus.circulation.kernel import Array
from soleus.circulation.whole import VERSION

_UNITS = {
    "P": "mmHg", "E": "mmHg", "V": "mL", "F": "mL", "q": "mL/s", "round": "mL/s", "demand": "mL/s",
    "blood": "mL", "rate": "1/s",
}  # fmt: skip


def unit_of(name: str) -> str:
    """Return the unit of an observed name; 1 for plain ratios."""
    return _UNITS.get(name.split("_", maxsplit=1)[0], "1")


def dataset(
    observed: Sequence[str],
    times: Array,
    steps: Array,
    values: Array,
    step_names: Sequence[str],
    references: Sequence[str],
) -> xr.Dataset:
    """Return every observed name over time and person, with units and sources as attributes.

    Parameters
    ----------
    observed : names, in the order of the second axis of ``values``
    times, steps : seconds since the start and index of the step, for each record
    values : records (times, observed, people)
    step_names, references : names of the steps; sources of the run
    """
    variables = {
        name: (("time", "person"), values[:, i], {"units": unit_of(name)})
        for i, name in enumerate(observed)
    }
    coords = {
        "time": ("time", times, {"units": "s"}),
        "step": ("time", steps, {"names": list(step_names)}),
        "person": np.arange(values.shape[2]),
    }
    about = {
        "title": "Simulated circulation (Soleus)",
        "model_version": VERSION,
        "references": "\n".join(references),
    }
    return xr.Dataset(variables, coords=coords, attrs=about)
