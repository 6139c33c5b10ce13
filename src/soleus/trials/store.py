"""The results of a trial on the disk: Zarr arrays that grow unit by unit and survive a kill.

A unit counts once it is marked done, after all its values are written; each chunk of an array is
one file that is written whole. xarray opens them: ``open_zarr(folder, consolidated=False)``.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from soleus.circulation import people_fingerprint, sources_of
from soleus.trials.design import drawn_by
from soleus.trials.errors import NOT_INSTALLED, TrialError, TrialsNotInstalledError
from soleus.trials.people import ABOUT_NUMBERS, KNOWN_OF_PEOPLE
from soleus.trials.trial import UNIT, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    import zarr

    from soleus.trials.trial import TrialOutcome
    from soleus.trials.unit import UnitResult

_TRIAL, _RESULTS = "trial.json", "results.zarr"
_MARKS = 1024
"""Units whose marks stand in one chunk."""


def words_of(trial: Trial) -> dict[str, list[str]]:
    """Return the words that stand in the arrays as numbers, by what they tell."""
    return {
        "population": list(dict.fromkeys(each.title for each in trial.recruited)),
        "sex": ["female", "male"],
        "ceap": ["", "C2", "C3", "C4", "C5", "C6"],
    }


@dataclass(frozen=True, slots=True)
class Results:
    """The arrays of one trial.

    Parameters
    ----------
    trial : whose results they are
    group : the arrays: each outcome (arm, person), what people are cut by (person), ``broken``
        (arm, person) and ``unit_done`` (unit)
    """

    trial: Trial
    group: zarr.Group

    def _array(self, name: str) -> zarr.Array[Any]:
        return cast("zarr.Array[Any]", self.group[name])

    def done(self) -> np.ndarray:
        """Return which units are done (unit)."""
        return np.asarray(self._array("unit_done")[:], bool)

    def write(self, result: UnitResult) -> None:
        """Keep the outcomes of one unit; done once this returns."""
        here = slice(result.unit * UNIT, (result.unit + 1) * UNIT)
        for outcome, values in zip(self.trial.outcomes, result.values, strict=True):
            self._array(outcome.name)[:, here] = values
        words = words_of(self.trial)
        for key, column in result.known.items():
            codes = [words[key].index(v) for v in column] if key in words else column
            self._array(key)[here] = np.asarray(codes)
        self._array("broken")[:, here] = result.broken
        self._array("unit_done")[result.unit] = True

    def values(self, outcome: str, people: int) -> np.ndarray:
        """Return the values of one outcome of the first people (arm, person)."""
        return np.asarray(self._array(outcome)[:, :people])

    def known(self, key: str, people: int) -> list[Any]:
        """Return what the first people are cut by: words or numbers."""
        column = np.asarray(self._array(key)[:people])
        words = words_of(self.trial).get(key)
        return [words[i] for i in column] if words else [float(v) for v in column]

    def broken(self, people: int) -> np.ndarray:
        """Return whose runs broke down, of the first people (arm, person)."""
        return np.asarray(self._array("broken")[:, :people], bool)


def open_results(trial: Trial, folder: Path) -> Results:
    """Open the results of a trial in a folder, made on first use.

    Raises
    ------
    TrialError
        The folder holds another trial, or results of another model.
    TrialsNotInstalledError
        Zarr is not installed.
    """
    try:
        import zarr
    except ImportError as error:
        raise TrialsNotInstalledError(NOT_INSTALLED) from error
    folder.mkdir(parents=True, exist_ok=True)
    about = {"trial": trial.identity, "unit": UNIT, "model": people_fingerprint()}
    about |= {} if trial.designed is None else {"drawn_by": drawn_by()}
    text = json.dumps(about, sort_keys=True, indent=1, default=str) + "\n"
    file, arrays = folder / _TRIAL, folder / _RESULTS
    if file.exists():
        if file.read_text("utf-8") != text:
            says = f"{folder}: holds results of another trial or of another model; choose another"
            raise TrialError([f"{says} folder with --out, or remove it"])
    else:
        _make(zarr, trial, arrays)
        _write_whole(file, text)  # last: a folder without it is begun anew
    group = zarr.open_group(arrays, mode="r+")
    if group.attrs["title"] != trial.title:  # the words of a report may change
        group.attrs["title"] = trial.title
    return Results(trial, group)


def _make(zarr: Any, trial: Trial, arrays: Path) -> None:  # noqa: ANN401 - the library
    """Make empty arrays for every unit that there can be."""
    group = zarr.open_group(arrays, mode="w")
    group.attrs.update(
        title=trial.title,
        simulated=True,
        arms=[arm.name for arm in trial.arms],
        references=[f"{what}: {source}" for what, source in citations_of(trial).items()],
    )
    units, arms, words = trial.units(trial.people), len(trial.arms), words_of(trial)
    sizes = {"arm": (arms, arms), "person": (units * UNIT, UNIT), "unit": (units, _MARKS)}
    for name, dimensions, fill, about in _arrays(trial):
        shape, chunks = zip(*(sizes[d] for d in dimensions), strict=True)
        group.create_array(
            name,
            shape=shape,
            chunks=tuple(min(pair) for pair in zip(chunks, shape, strict=True)),
            dtype=np.asarray(fill).dtype,
            fill_value=fill,
            dimension_names=dimensions,
            attributes=about | ({"words": words[name]} if name in words else {}),
        )


def _arrays(trial: Trial) -> Iterator[tuple[str, tuple[str, ...], object, dict[str, Any]]]:
    """Yield name, dimensions, the value of what is not there yet, and what it is."""
    none, words = np.float64("nan"), words_of(trial)
    for outcome in trial.outcomes:
        about = {"units": outcome.unit or "1", "long_name": _long_name(outcome)}
        yield outcome.name, ("arm", "person"), none, about
    for key in KNOWN_OF_PEOPLE:
        unit, means = ABOUT_NUMBERS.get(key, ("", ""))
        about = {"units": unit, "long_name": means} if unit else {}
        yield key, ("person",), np.int8(-1) if key in words else none, about
    yield "broken", ("arm", "person"), np.bool_(0), {"long_name": "the run broke down"}
    yield "unit_done", ("unit",), np.bool_(0), {"long_name": "all of a unit is written"}


def _long_name(outcome: TrialOutcome) -> str:
    against = f", {outcome.counted} against {outcome.against}" if outcome.against else ""
    return f"simulated {outcome.read} {outcome.part} in {outcome.step}{against}"


def citations_of(trial: Trial) -> dict[str, str]:
    """Return where it is published how the people of a trial differ, by what it is of them."""
    found: dict[str, str] = {}
    for each in trial.populations:
        for what, source in sources_of(each).items():
            if found.get(what, source) != source:  # one of the populations has its own
                found[f"{what}, {each.name}"] = source
            else:
                found[what] = source
    return found


def _write_whole(file: Path, text: str) -> None:
    descriptor, scratch = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    Path(scratch).replace(file)
