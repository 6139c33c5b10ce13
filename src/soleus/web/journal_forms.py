"""The journal's forms: how the legs were, minutes moved, and what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soleus.journal import (
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    HeelRaisesEntry,
    Intensity,
    SymptomEntry,
    TapeEntry,
    WeightEntry,
)
from soleus.language import msgid
from soleus.records import limits_of
from soleus.web.entry_forms import EntryForm, Part, Spelt, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.journal import Entry
    from soleus.language import Units

FEEL = EntryForm(
    "/journal/feel",
    (SymptomEntry, TapeEntry),
    {
        "swelling_left": msgid("Swelling, left"),
        "swelling_right": msgid("Swelling, right"),
        "heaviness": msgid("Heavy or aching"),
        "leg_fatigue": msgid("Tired"),
        "leg_pain": msgid("Pain"),
        "note": msgid("A line, if you like"),
        "calf_left_cm": msgid("Calf left"),
        "calf_right_cm": msgid("Calf right"),
        "ankle_left_cm": msgid("Ankle left"),
        "ankle_right_cm": msgid("Ankle right"),
        "is_new": msgid("Something is new or worse"),
        "gone_by_morning": msgid("Gone this morning"),
    },
    nothing=msgid("Nothing is noted yet. Choose how the legs were, or write a line."),
    leads={"is_new": "/check"},
    yes_no=("gone_by_morning",),
    spelt=Spelt(
        "legs",
        ("swelling_left", "swelling_right"),
        differs=msgid("You chose one answer for the legs, and the scores say another. Keep one."),
        wanting=msgid("Which leg is swollen, and how much? Move its slider."),
    ),
)

MINUTES = EntryForm(
    "/journal/minutes",
    (ActivityEntry,),
    {
        "minutes": msgid("How long"),
        "intensity": msgid("How hard"),
        "what": msgid("What it was"),
    },
    nothing=msgid("Nothing is noted yet. Write how long you moved."),
    defaults={"intensity": Intensity.MODERATE.value},
    day="day",
)


GIRTH = EntryForm(
    "/body/girth",
    (TapeEntry,),
    {
        "calf_left_cm": msgid("Calf left"),
        "calf_right_cm": msgid("Calf right"),
        "ankle_left_cm": msgid("Ankle left"),
        "ankle_right_cm": msgid("Ankle right"),
    },
    nothing=msgid("Nothing is noted yet. Fill in at least one number."),
    day="day",
)

MEASUREMENTS: Mapping[str, EntryForm] = {
    "girth": GIRTH,
    "pressure": EntryForm(
        "/body/pressure",
        (BloodPressureEntry,),
        {
            "systolic_mmhg": msgid("Upper number"),
            "diastolic_mmhg": msgid("Lower number"),
            "pulse_per_minute": msgid("Pulse"),
            "arm": msgid("Arm"),
            "posture": msgid("How you sat or lay"),
        },
        nothing=GIRTH.nothing,
        day="day",
    ),
    "index": EntryForm(
        "/body/index",
        (AnkleIndexEntry,),
        {
            "ankle_index_left": msgid("ABI left"),
            "ankle_index_right": msgid("ABI right"),
        },
        nothing=GIRTH.nothing,
        day="day",
    ),
    "weight": EntryForm(
        "/body/weight",
        (WeightEntry,),
        {"weight_kg": msgid("Weight")},
        nothing=GIRTH.nothing,
        day="day",
    ),
    "raises": EntryForm(
        "/body/raises",
        (HeelRaisesEntry,),
        {
            "heel_raises_left": msgid("Left leg"),
            "heel_raises_right": msgid("Right leg"),
        },
        nothing=GIRTH.nothing,
        day="day",
    ),
}
"""The forms of the page of measurements, by the last part of their address."""


def lines_of(kind: object, payload: object, units: Units) -> list[str]:
    """Return a form's line for each value of an entry that does not fit.

    Empty if no form asks for such an entry, or if no single value is wrong.
    """
    lines = (
        part.wanted
        for form in (FEEL, MINUTES, *MEASUREMENTS.values())
        for each in form.kinds
        if each.kind == kind and isinstance(payload, dict)
        for part in parts_of(form, each, units)
        if not _fits(each, part, payload)
    )
    return list(dict.fromkeys(lines))


def _fits(kind: type[Entry], part: Part, payload: dict[str, Any]) -> bool:
    outer, *inner = part.key
    limit = limits_of(kind)[outer]
    value = payload.get(outer)
    if inner:
        value = {inner[0]: value[inner[0]]} if isinstance(value, dict) and inner[0] in value else {}
    elif value is None:
        return not part.is_needed
    try:
        return limit.fault(limit.load(value)) is None
    except ValueError:
        return False
