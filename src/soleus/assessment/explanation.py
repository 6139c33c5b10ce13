"""The texts of a result: its sections in order, and the texts that are filled one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from soleus.assessment.rule import LEVELS
from soleus.evidence import Text, load_texts
from soleus.records import NonBlank, Record, load_table, read_toml
from soleus.vocabulary import Status, Until, Urgency

REFUSALS = ("expired", "ahead", "unreadable")
"""Why a device may not decide by the rules that it keeps."""

_CASES = {
    "status": tuple(Status),
    "until": (Until.EVALUATION, Until.CLEARANCE),
    "open": LEVELS,
    "line": ("pattern", "like", "more"),
    "rules": REFUSALS,
}
_NO_EMERGENCY = tuple(each for each in Urgency if each is not Urgency.EMERGENCY)


@dataclass(frozen=True, slots=True)
class LineData(Record):
    """One line of a section; ``result.toml`` says what each key means."""

    says: str = ""
    claims: tuple[NonBlank, ...] = ()
    list: str = ""
    points: str = ""
    look: str = ""
    to: Literal["", "ambulance", "medical", "exercise"] = ""
    joined: bool = False
    urgencies: tuple[Urgency, ...] = tuple(Urgency)
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionData(Record):
    """One section of a result; ``result.toml`` says what each key means."""

    id: NonBlank
    line: tuple[LineData, ...]
    title: str = ""
    said: str = ""
    shape: Literal["text", "rows", "plain", "table", "points", "steps"] = "text"
    label: str = ""
    css: str = ""
    place: Literal["header", "main", "beside"] = "main"
    urgencies: tuple[Urgency, ...] = _NO_EMERGENCY
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@cache
def sections() -> tuple[SectionData, ...]:
    """Return every section of ``result.toml``, in order."""
    tables = read_toml(files("soleus.assessment") / "result.toml")["section"]
    return tuple(load_table(SectionData, each, f"result.toml, {each.get('id')}") for each in tables)


@cache
def texts() -> Mapping[str, Text]:
    """Return the texts of ``explanations.toml`` by group and name, such as ``until.evaluation``."""
    names = [f"{group}.{name}" for group, cases in _CASES.items() for name in cases]
    return load_texts(files("soleus.assessment") / "explanations.toml", names)
