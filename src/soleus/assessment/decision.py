"""The decision: what the check found, in the JSON shape that files keep, and how two combine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from soleus.assessment.strictness import GRADES, Grade
from soleus.evidence import Text
from soleus.vocabulary import Activity, Status, Until, Urgency

_MOST_URGENT_FIRST = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Reason(Text):
    """One rule that counted: what it says, and the answers that made it count.

    Parameters
    ----------
    rule : the rule's id, which is also its path among the rule files
    findings : the findings whose answers led here
    """

    rule: str
    findings: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape of a reason."""
        return {
            "rule": self.rule,
            "findings": list(self.findings),
            "claims": list(self.claims),
            "text": self.says,
        }


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate says of one activity; ``until`` is set exactly when it is on hold."""

    status: Status
    until: Until | None
    reasons: tuple[Reason, ...]

    @property
    def strictness(self) -> int:
        """How strict it is: a place in ``GRADES``, the strictest last."""
        return GRADES.index(Grade(self.status, self.until))

    @property
    def is_open(self) -> bool:
        """Whether the person may do it now, freely or with the limit that the reasons state."""
        return self.status in (Status.PERMITTED, Status.CAUTION)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape of a ruling."""
        return {
            "status": self.status.value,
            "until": self.until.value if self.until else None,
            "reasons": [reason.as_dict() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What one set of answers leads to. Made by :func:`soleus.assessment.decide` alone.

    ``pattern`` describes the symptoms and is never a diagnosis. ``questions`` are the unanswered
    findings that could still change the outcome, the most dangerous first.
    """

    urgency: Urgency
    pattern: str
    reasons: tuple[Reason, ...]
    activities: Mapping[Activity, Ruling]
    questions: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the decision in the JSON shape that ``soleus check --json`` prints."""
        return {
            "urgency": self.urgency.value,
            "pattern": self.pattern,
            "reasons": [reason.as_dict() for reason in self.reasons],
            "activities": {
                activity.value: ruling.as_dict() for activity, ruling in self.activities.items()
            },
            "questions": list(self.questions),
        }


def most_urgent(decisions: Iterable[Decision]) -> Decision:
    """Return the most urgent decision as it stands; the first where several are as urgent."""
    return min(decisions, key=lambda decision: _MOST_URGENT_FIRST.index(decision.urgency))


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Return the most urgent decision, with the strictest ruling of any of them by activity."""
    decisions = tuple(decisions)
    if len(decisions) == 1:
        return decisions[0]
    first = most_urgent(decisions)
    ordered = (first, *(decision for decision in decisions if decision is not first))
    rulings = {
        activity: max((each.activities[activity] for each in ordered), key=attrgetter("strictness"))
        for activity in first.activities
    }
    return replace(first, activities=rulings)
