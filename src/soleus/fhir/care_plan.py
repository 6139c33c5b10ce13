"""The week and what the gate holds back, as a CarePlan for physical activity."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid5

from soleus.assessment import activity_title
from soleus.fhir.parts import (
    ACTIVITY_CATEGORY,
    FhirSubject,
    Json,
    coding,
    concept,
    day,
    moment,
    narrative,
    system,
)
from soleus.language import plural, translate
from soleus.vocabulary import Activity, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from soleus.assessment import Decision, Ruling
    from soleus.plan import WeekPlan


def care_plan(plan: WeekPlan | None, decision: Decision, today: date, subject: FhirSubject) -> Json:
    """Return what is planned this week and what waits, with why; each text as the person has it.

    Parameters
    ----------
    plan : the week that is under way; None where there is none, and only the holds are told
    """
    details = [*(_planned(plan) if plan else ()), *_held(decision)]
    start, end = (plan.days[0], plan.days[-1]) if plan else (today, today)
    lines = [f"{each['description']}" for each in details]
    return {
        "resourceType": "CarePlan",
        "id": str(uuid5(subject.id, f"care plan {start.isoformat()}")),
        "meta": {"profile": [f"{system('activity_profiles')}pa-careplan"]},
        "text": narrative("; ".join(lines) or "-"),
        "status": "active",
        "intent": "plan",
        "category": [concept(coding("activity", *ACTIVITY_CATEGORY))],
        "subject": subject.reference,
        "period": {"start": day(start), "end": day(end)},
        "author": subject.reference,
        "activity": [{"detail": each} for each in details],
    }


def _planned(plan: WeekPlan) -> Iterator[Json]:
    kinds = {item.kind.id: item.kind for item in plan.items}
    for kind in kinds.values():
        items = [item for item in plan.items if item.kind.id == kind.id]
        times = plural("{n} time this week", "{n} times this week", len(items))
        yield {
            "status": "scheduled",
            "code": concept(coding("local", kind.activity.value), text=translate(kind.title)),
            "description": f"{translate(kind.title)}: {times}",
            "scheduledPeriod": {"start": moment(items[0].at), "end": moment(items[-1].at)}
            if all(item.at.tzinfo for item in items)
            else {"start": day(items[0].day), "end": day(items[-1].day)},
        }


def _held(decision: Decision) -> Iterator[Json]:
    for activity, ruling in decision.activities.items():
        if not ruling.is_open:
            yield _one_held(activity, ruling)


def _one_held(activity: Activity, ruling: Ruling) -> Json:
    title = translate(activity_title(activity))
    why = " ".join(translate(each.says) for each in ruling.reasons)
    return {
        "status": "on-hold" if ruling.status is Status.HOLD else "stopped",
        "doNotPerform": True,
        "code": concept(coding("local", activity.value), text=title),
        "statusReason": concept(text=why or title),
        "description": f"{title}: {why}",
    }
