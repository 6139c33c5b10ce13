"""The findings: what the check asks about, in the order of the published table."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable

from soleus.language import meant
from soleus.records import NonBlank, Record, load_file


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
class Finding(Record):
    """One thing that can be found, and how it is answered.

    Parameters
    ----------
    id : its name in answer files
    kind : the kind of answer it takes
    group : what it belongs to, for lists
    short : a noun phrase for explanations
    symptom : whether adding it may never lower an urgency nor free an activity
    needs : an answer other than no contradicts a no to all of these
    excludes : a yes contradicts a yes to any of these
    """

    id: NonBlank
    kind: Kind
    group: NonBlank
    short: NonBlank
    symptom: bool = False
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


def read_findings(root: Traversable) -> tuple[Finding, ...]:
    """Return the findings of ``findings.toml`` under ``root``.

    Raises
    ------
    InvalidDataError
        with every fault.
    """
    return load_file(_Table, root / "findings.toml").findings


@dataclass(frozen=True, slots=True)
class _Table(Record):
    """The whole of ``findings.toml``."""

    findings: tuple[Finding, ...]

    def _faults_between(self) -> tuple[str, ...]:
        ids = [finding.id for finding in self.findings]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        faults = [f"'{name}' stands there twice" for name in twice]
        for finding in self.findings:
            named = (*finding.needs, *finding.excludes)
            for name in (name for name in named if name not in ids):
                near = meant(name, ids)
                faults.append(f"'{finding.id}' names '{name}', which is no finding{near}")
        return tuple(faults)
