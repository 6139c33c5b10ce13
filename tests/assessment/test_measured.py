"""A value that was measured can make a decision stricter, and never freer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.known import evidence, late, note, visit
from assessment.strategies import Document, documents
from soleus.assessment import Measured, measured_by, measured_rules, standing_of
from soleus.assessment.strictness import GRADES, Grade
from soleus.vocabulary import Activity, Status, Until, Urgency

DAY = date(2026, 3, 1)
NO_PAD: Document = {"answers": {"known_pad": False}, "others": "no"}


def index(left: float | None = None, right: float | None = None) -> tuple[Measured, ...]:
    payload = {"ankle_index_left": left, "ankle_index_right": right}
    found = measured_by("ankle_index", payload, DAY)
    return (found,) if found else ()


@pytest.mark.parametrize(
    ("left", "right", "counts"),
    [(0.9, 1.1, True), (1.1, 0.4, True), (0.91, None, False), (1.0, 1.5, False), (None, 0, True)],
)
def test_an_index_of_at_most_nine_tenths_counts(
    left: float | None, right: float | None, *, counts: bool
) -> None:
    assert bool(index(left, right)) == counts


def test_other_kinds_of_entries_show_nothing() -> None:
    assert measured_by("weight", {"weight_kg": 0.5}, DAY) is None
    assert list(measured_rules()) == ["ankle_index"]


def test_it_says_what_was_noted_and_on_what_it_rests() -> None:
    [text] = (each.text for each in index(0.85, 0.7))
    assert "0.85 on the left, 0.7 on the right on Sunday 1 March 2026" in text.says
    assert text.claims == ("X44",)


def test_a_low_index_stands_against_a_no_to_narrowed_arteries() -> None:
    free = standing_of(evidence(NO_PAD))
    held = standing_of(evidence(NO_PAD, measured=index(0.7)))
    assert free.clearance is not None
    assert Activity.ELEVATION in free.clearance.permits
    assert held.clearance is not None
    assert Activity.ELEVATION not in held.clearance.permits
    assert Activity.COMPRESSION not in held.clearance.permits
    assert held.clearance.permits[Activity.WALKING].needs_caution
    rules = {each.rule for each in held.decision.activities[Activity.WALKING].reasons}  # type: ignore[union-attr]
    assert "activities.known_pad" in rules


def test_to_walk_into_pain_is_opened_by_no_number() -> None:
    cleared: Document = {
        "answers": {
            "evaluated_by_clinician": True,
            "worse_since_evaluation": False,
            "cleared_activities": ["pain_guided_walking"],
        },
        "others": "no",
    }
    with_pad: Document = {**cleared, "answers": {**cleared["answers"], "known_pad": True}}
    walking = Activity.PAIN_GUIDED_WALKING
    opened = standing_of(evidence(with_pad)).clearance
    assert opened is not None
    assert walking in opened.permits
    shown = standing_of(evidence(cleared, measured=index(0.7))).clearance
    assert shown is not None
    assert walking not in shown.permits


def grade(status: Status, until: Until | None) -> int:
    return GRADES.index(Grade(status, until))


@settings(max_examples=25)
@given(documents(), st.booleans(), st.booleans(), st.booleans())
def test_whatever_else_is_known_it_only_raises(
    document: Document, has_note: bool, is_seen: bool, has_late: bool
) -> None:
    known = evidence(
        document,
        notes=(note(leg_pain="left"),) if has_note else (),
        visits=(visit(Activity.ELEVATION),) if is_seen else (),
    )
    if has_late:
        known = evidence(document, notes=known.notes, visits=known.visits, checks=(
            *known.checks, late({"answers": {"heaviness_or_aching": "both"}, "others": "no"})
        ))  # fmt: skip
    before, after = standing_of(known), standing_of(replace(known, measured=index(0.6)))
    assert before.decision is not None
    assert after.decision is not None
    urgencies = list(Urgency)
    assert urgencies.index(after.decision.urgency) <= urgencies.index(before.decision.urgency)
    for activity in Activity:
        was, now = before.decision.activities[activity], after.decision.activities[activity]
        if not has_note:
            assert grade(now.status, now.until) >= grade(was.status, was.until), activity
    opened = set(after.clearance.permits) if after.clearance else set()
    assert opened <= (set(before.clearance.permits) if before.clearance else set())
    if before.refusal and not after.refusal:
        raise AssertionError("it opened the gate")
