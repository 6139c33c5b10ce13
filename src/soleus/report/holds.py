"""What the gate holds back, and which of it a clinician may open by naming it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.assessment import activity_title, concerns
from soleus.vocabulary import Activity, Status, Until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.assessment import Decision, Reason, Ruling
    from soleus.vocabulary import AnswerDocument

_BY_A_CLINICIAN = (Until.EVALUATION, Until.CLEARANCE)


@dataclass(frozen=True, slots=True)
class OnHold:
    """Activities that share one ruling which does not open them.

    Parameters
    ----------
    activities : which
    titles : what they are called
    ruling : what the gate says of all of them
    """

    activities: tuple[Activity, ...]
    titles: tuple[str, ...]
    ruling: Ruling

    @property
    def waits_for_clinician(self) -> bool:
        """Whether an examination or a clearance by name can open them; what is withheld cannot."""
        return self.ruling.status is Status.HOLD and self.ruling.until in _BY_A_CLINICIAN

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why: the rules that hold them."""
        return self.ruling.reasons


def on_hold(decision: Decision, document: AnswerDocument) -> tuple[OnHold, ...]:
    """Return what is not open, what waits for a clinician first."""
    groups: dict[Ruling, list[Activity]] = {}
    for activity, ruling in decision.activities.items():
        if not ruling.is_open and concerns(activity, ruling, document):
            groups.setdefault(ruling, []).append(activity)
    found = [
        OnHold(tuple(names), tuple(activity_title(each) for each in names), ruling)
        for ruling, names in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: not each.waits_for_clinician))


def to_clear(groups: tuple[OnHold, ...]) -> Iterator[Activity]:
    """Yield the activities that a clinician may open, in their order."""
    waiting = {each for group in groups if group.waits_for_clinician for each in group.activities}
    return (each for each in Activity if each in waiting)
