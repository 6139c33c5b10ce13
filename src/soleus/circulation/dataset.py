"""A run as an xarray data set, for notebooks and NetCDF files."""

from collections.abc import Sequence

import numpy as np
import xarray as xr

from soleus.circulation.kernel import Array
from soleus.circulation.signals import signal_of
from soleus.circulation.whole import VERSION


def dataset(
    observed: Sequence[str],
    times: Array,
    steps: Array,
    values: Array,
    step_names: Sequence[str],
    references: Sequence[str],
) -> xr.Dataset:
    """Return every observed name over time and person, with what it is as attributes.

    Parameters
    ----------
    observed : names, in the order of the second axis of ``values``
    times, steps : seconds since the start and index of the step, for each record
    values : records (times, observed, people)
    step_names, references : names of the steps; sources of the run
    """
    variables = {}
    for i, name in enumerate(observed):
        unit, means = signal_of(name)
        about_it = {"units": unit, "long_name": means}
        variables[name] = (("time", "person"), values[:, i], about_it)
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
