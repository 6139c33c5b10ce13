"""Reads the TOML files that lie in the folders of the circulation."""

from functools import cache
from importlib.resources import files
from typing import Any

from soleus.records import read_toml


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return the content of one file, named without its ending, as in ``network/leg``."""
    return read_toml(files(__package__).joinpath(f"{name}.toml"))
