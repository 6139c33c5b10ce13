"""A run as an xarray data set, for notebooks and NetCDF files."""

import numpy as np
import xarray as xr

from soleus.circulation.model import VERSION
from soleus.circulation.run import Run

_UNITS = {
    "P": "mmHg", "E": "mmHg", "V": "mL", "F": "mL", "q": "mL/s", "round": "mL/s", "demand": "mL/s",
    "blood": "mL", "rate": "1/s",
}  # fmt: skip


def unit_of(name: str) -> str:
    """Return the unit of an observed name; 1 for plain ratios."""
    return _UNITS.get(name.split("_", maxsplit=1)[0], "1")


def run_dataset(run: Run) -> xr.Dataset:
    """Return every observed name over time and person, with units and sources as attributes."""
    times = np.concatenate([s.times for s in run.stretches])
    steps = np.concatenate([np.full(len(s.times), s.step) for s in run.stretches])
    people = [np.concatenate([s.of(i) for s in run.stretches]) for i in range(len(run.people))]
    values = np.stack(people, axis=2)
    variables = {
        name: (("time", "person"), values[:, i], {"units": unit_of(name)})
        for i, name in enumerate(run.observed)
    }
    return xr.Dataset(
        variables,
        coords={
            "time": ("time", times, {"units": "s"}),
            "step": ("time", steps, {"names": [s.name for s in run.protocol.steps]}),
            "person": np.arange(len(run.people)),
        },
        attrs={
            "title": "Simulated circulation (Soleus)",
            "model_version": VERSION,
            "references": "\n".join(run.citations()),
        },
    )
