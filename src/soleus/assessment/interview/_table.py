"""The findings, their kinds, and which of them are symptoms."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Finding(NamedTuple):
    """One finding of the check."""

    id: str
    kind: str
    symptom: bool


@cache
def findings() -> Mapping[str, Finding]:
    """Return every finding by its id, in the check's order."""
    text = files("soleus.assessment").joinpath("findings.toml").read_text("utf-8")
    return {
        row["id"]: Finding(row["id"], row["kind"], row.get("symptom", False))
        for row in tomllib.loads(text)["finding"]
    }
