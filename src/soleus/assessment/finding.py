"""The findings: what the check asks about, in the order of the published table."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable

from soleus.assessment.reading import is_one_of, read_file
from soleus.vocabulary import Table


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


def read_findings(root: Traversable, faults: list[str]) -> tuple[Finding, ...]:
    """Return the findings of ``findings.toml`` under ``root``."""
    table = read_file(root, "findings.toml", faults)
    found = tuple(_finding(one) for one in table.tables("finding"))
    table.close()
    ids = [finding.id for finding in found]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        table.fault(f"'{name}' stands there twice")
    for finding in found:
        for parent in finding.needs:
            is_one_of(table, parent, ids, f"finding that '{finding.id}' needs:")
    return found


def _finding(table: Table) -> Finding:
    kind = table.choice("kind", Kind)
    finding = Finding(
        id=table.text("id"),
        kind=Kind(kind) if kind in list(Kind) else Kind.YES_NO,
        group=table.text("group"),
        short=table.text("short"),
        symptom=table.flag("symptom", False),
        needs=table.texts("needs", ()),
    )
    table.close()
    return finding
