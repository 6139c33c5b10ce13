"""Reads a file of numbers of the model, such as the one that a fit writes."""

from pathlib import Path

from soleus.circulation.errors import ExperimentError
from soleus.circulation.numbers import Numbers
from soleus.circulation.numbers_listed import override_faults
from soleus.records import limits, read_toml
from soleus.vocabulary import InvalidDataError

_FILE = {
    "numbers": limits.mapping_of(limits.anything(), limits.anything()),
    "model": limits.anything(),
    "fit": limits.anything(),
}
_MODEL = {"unbounded": limits.flag()}


def read_numbers(path: Path) -> Numbers:
    """Return the table ``[numbers]`` of a file, checked as in an experiment.

    A table ``[fit]`` may stand beside it: what a fit found of the numbers' errors.

    Raises
    ------
    ExperimentError
        The file cannot be read, or a number is none or lies beyond its bounds.
    """
    try:
        table = read_toml(path, str(path))
    except InvalidDataError as error:
        raise ExperimentError(error.faults) from error
    except OSError as error:
        raise ExperimentError([f"{path}: cannot be read: {error.strerror}"]) from error
    values, faults = limits.read_object(_FILE, ["numbers"], table)
    free, wrong = limits.read_object(_MODEL, [], values.get("model", {}))
    faults += [f"model: {fault}" for fault in wrong]
    numbers = values.get("numbers", {})
    faults += override_faults(numbers, is_unbounded=free.get("unbounded", False))
    if faults:
        raise ExperimentError([f"{path.name}: {fault}" for fault in faults])
    return {name: float(value) for name, value in numbers.items()}
