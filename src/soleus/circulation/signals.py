"""Unit and meaning of every name that a run can record."""

from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple

from soleus.circulation.data import read_data


class Signal(NamedTuple):
    """Unit and meaning of one recorded name; the unit of plain ratios is 1."""

    unit: str
    means: str


@cache
def signal_of(name: str) -> Signal:
    """Return unit and meaning of a recorded name.

    Raises
    ------
    LookupError
        network/signals.toml does not know the name.
    """
    for row in read_data("network/signals")["signal"]:
        pattern = str(row["names"])
        if fnmatchcase(name, pattern):
            before, _, after = pattern.partition("*")
            place = name[len(before) : len(name) - len(after)].replace("_", " ")
            return Signal(row["unit"], str(row["means"]).replace("{}", place))
    raise LookupError(f"network/signals.toml says nothing of {name}")
