"""What was done, how often and how long, and how scores went with it."""

from datetime import timedelta
from typing import Any

import pytest

from report.samples import START, recorded, scored
from soleus.journal import (
    ActivityEntry,
    Felt,
    Intensity,
    Outcome,
    Recorded,
    Score,
    SessionEntry,
    SymptomEntry,
)
from soleus.report.tried import felt_after, tried
from soleus.vocabulary import Activity


def session(day: int, **changes: Any) -> Recorded[Any]:
    fields: dict[str, Any] = {
        "activity": Activity.ANKLE_PUMPS,
        "routine": "ankle_pumps",
        "started_at": START + timedelta(days=day),
        "active_seconds": 300,
        "planned_seconds": 300,
        "cycles": 60,
        "outcome": Outcome.FINISHED,
    }
    return recorded(SessionEntry(**{**fields, **changes}), day)


def test_sessions_add_up_by_activity_and_notes_by_intensity() -> None:
    walk = ActivityEntry(30, Intensity.MODERATE)
    entries = [session(0), session(1), session(2, activity=Activity.WALKING), recorded(walk, 3)]
    assert [(each.what, each.times, each.minutes) for each in tried(entries)] == [
        ("Ankle pumps", 2, 10),
        ("Walking", 1, 5),
        ("Other movement, moderate", 1, 30),
    ]


def test_the_change_is_the_mean_over_those_of_which_it_is_known() -> None:
    def pain(before: int, after: int) -> dict[str, Any]:
        return {
            "scores_before": {Score.LEG_PAIN: before},
            "scores_after": {Score.LEG_PAIN: after},
        }

    [pumps] = tried([session(0, **pain(4, 2)), session(1, **pain(3, 4)), session(2)])
    assert pumps.change == pytest.approx(-0.5)
    assert (pumps.times, pumps.known) == (3, 2)


def test_a_note_shortly_before_and_after_tells_of_it_too() -> None:
    around = [scored(0, hours=-1, heaviness=5), scored(0, hours=1, heaviness=3)]
    [pumps] = [each for each in tried([*around, session(0)]) if each.times]
    assert (pumps.change, pumps.known) == (-2, 1)


def test_what_was_taken_back_is_not_counted() -> None:
    walk = recorded(ActivityEntry(30, Intensity.MODERATE), 0, is_current=False)
    assert tried([walk]) == ()


def test_how_the_legs_felt_is_counted() -> None:
    felt = (Felt.LIGHTER, Felt.LIGHTER, Felt.SAME)
    entries = [recorded(SymptomEntry(felt=each), n) for n, each in enumerate(felt)]
    assert felt_after(entries) == {Felt.LIGHTER: 2, Felt.SAME: 1}
