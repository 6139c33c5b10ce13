"""The clearance: what a decision permits, until it runs out by itself.

A plan and a session can be made only from a :class:`Permit`, a permit only from a
:class:`Clearance`, and a clearance only from a decision that opens at least one activity, is no
older than seven days and has seen no new symptom since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from soleus.assessment.decision import Decision, Ruling
from soleus.language import named, translate
from soleus.vocabulary import Activity, NotPermittedError, Status, Urgency

LIFETIME = timedelta(days=7)
"""A decision is good for seven days at most: symptoms change (G18)."""


class RefusalCause(StrEnum):
    """Why there is no clearance now."""

    NO_CHECK = "no_check"
    NEW_SYMPTOM = "new_symptom"
    EXPIRED = "expired"
    CLOCK = "clock"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No clearance: ``cause`` says why; ``decision`` is what is known to be found, if anything."""

    cause: RefusalCause
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Permit:
    """Permission for one activity until a moment; cannot be made for a ruling that is not open."""

    activity: Activity
    ruling: Ruling
    urgency: Urgency
    expires_at: datetime

    def __post_init__(self) -> None:
        """Refuse what the gate does not open."""
        if not self.ruling.is_open or self.urgency not in URGENCIES_THAT_OPEN:
            raise NotPermittedError(
                translate(
                    "{activity}: not for you now. Your result says why, and what it waits for.",
                    activity=named(self.activity),
                )
            )

    @property
    def needs_caution(self) -> bool:
        """Whether the reasons of the ruling state a limit to keep to."""
        return self.ruling.status is Status.CAUTION


URGENCIES_THAT_OPEN = frozenset({Urgency.SELF_CARE, Urgency.WITHIN_DAYS})
"""Emergency, today and incomplete hold back everything (the contract's table of activities)."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """Permission for the activities that a decision opens, from ``decided_at`` to ``expires_at``.

    ``ends`` has the moment at which an activity closes before that, such as on the day of the
    review of what a clinician allowed by name.

    Raises
    ------
    NotPermittedError
        when made from a decision that opens nothing.
    """

    decision: Decision
    decided_at: datetime
    ends: Mapping[Activity, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a decision that opens nothing."""
        if not self.permits:
            raise NotPermittedError(translate("this check opens no activity; its result says why"))

    @property
    def expires_at(self) -> datetime:
        """The moment from which a new check is needed."""
        return self.decided_at + LIFETIME

    @property
    def permits(self) -> Mapping[Activity, Permit]:
        """Every permit that this clearance can give."""
        if self.decision.urgency not in URGENCIES_THAT_OPEN:
            return {}
        return {
            activity: Permit(activity, ruling, self.decision.urgency, self.ends_at(activity))
            for activity, ruling in self.decision.activities.items()
            if ruling.is_open
        }

    def permit(self, activity: Activity) -> Permit:
        """Return the permit for ``activity``.

        Raises
        ------
        NotPermittedError
            when the decision does not open it.
        """
        ruling = self.decision.activities[activity]
        return Permit(activity, ruling, self.decision.urgency, self.ends_at(activity))

    def ends_at(self, activity: Activity) -> datetime:
        """Return the moment at which an activity closes."""
        return min(self.expires_at, self.ends.get(activity, self.expires_at))


def grant(
    decision: Decision | None,
    *,
    decided_at: datetime | None,
    now: datetime,
    symptom_at: datetime | None,
    has_run_out: bool = False,
) -> Clearance | Refusal:
    """Return the clearance that holds now, or why there is none.

    Parameters
    ----------
    decision, decided_at : the last check and when it was taken; None where there is none
    now : the present moment, with a time zone
    symptom_at : when a new symptom was last recorded; at or after ``decided_at`` it ends the
        decision at once
    has_run_out : whether it was seen to be over before, so that a clock set back revives nothing
    """
    if decision is None or decided_at is None:
        return Refusal(RefusalCause.NO_CHECK, None)
    if decision.urgency not in URGENCIES_THAT_OPEN:
        return Refusal(RefusalCause.DECISION, decision)
    if symptom_at is not None and symptom_at >= decided_at:
        return Refusal(RefusalCause.NEW_SYMPTOM, decision)
    if has_run_out:
        return Refusal(RefusalCause.EXPIRED, decision)
    if now < decided_at:  # a clock set back must not lengthen a decision's life
        return Refusal(RefusalCause.CLOCK, decision)
    if now >= decided_at + LIFETIME:
        return Refusal(RefusalCause.EXPIRED, decision)
    if not any(ruling.is_open for ruling in decision.activities.values()):
        return Refusal(RefusalCause.DECISION, decision)
    return Clearance(decision, decided_at)
