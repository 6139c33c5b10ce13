"""The findings: what the check asks about, in the order of the published table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from soleus.assessment.reading import Faults, check_keys, flag, one_of, read_toml, text, texts


class Kind(StrEnum):
    """What kind of answer a finding takes."""

    SIDED = "sided"
    YES_NO = "yes_no"
    COURSE = "course"
    AGE = "age"
    ACTIVITIES = "activities"


SIDES = ("none", "left", "right", "both")
COURSES = ("sudden", "recent", "long_standing", "comes_and_goes")
"""From the most to the least suspicious; in doubt between two, the earlier."""

AGES = range(18, 121)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that can be found, and how it is answered.

    Parameters
    ----------
    id : its name in answer files
    kind : the kind of answer it takes
    group : what it belongs to, for lists
    short : a noun phrase for explanations
    symptom : whether adding it may never lower an urgency nor free an activity
    needs : an answer other than no contradicts a no to all of these
    """

    id: str
    kind: Kind
    group: str
    short: str
    symptom: bool
    needs: tuple[str, ...]


_KEYS = ("id", "kind", "group", "short", "symptom", "needs")


def read_findings(root: Traversable, faults: Faults) -> tuple[Finding, ...]:
    """Return the findings of ``findings.toml`` under ``root``."""
    where = "findings.toml"
    data = read_toml(root / where, where, faults)
    check_keys(data, ("finding",), where, faults)
    found = tuple(
        _finding(table, f"{where}, finding {number}", faults)
        for number, table in enumerate(data.get("finding", []), 1)
    )
    ids = [finding.id for finding in found]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        faults.add(where, f"'{name}' stands there twice")
    for finding in found:
        for parent in finding.needs:
            one_of(parent, ids, "finding", f"{where}, needs of '{finding.id}'", faults)
    return found


def _finding(table: Mapping[str, Any], where: str, faults: Faults) -> Finding:
    check_keys(table, _KEYS, where, faults)
    kind = text(table, "kind", where, faults)
    known = one_of(kind, list(Kind), "kind", where, faults)
    return Finding(
        id=text(table, "id", where, faults),
        kind=Kind(kind) if known else Kind.YES_NO,
        group=text(table, "group", where, faults),
        short=text(table, "short", where, faults),
        symptom=flag(table, "symptom", where, faults),
        needs=texts(table, "needs", where, faults, required=False),
    )


def data_root() -> Traversable:
    """Return the folder that holds the check's own data."""
    return files("soleus.assessment")
