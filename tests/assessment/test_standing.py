"""Where a person stands: how decisions combine, exactly, and what each kind of evidence may do."""

import re
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.known import BEGUN, MINUTE, check, evidence, late, note, visit
from assessment.strategies import Document, documents
from soleus.assessment import (
    Circumstance,
    Decision,
    DerivedFinding,
    Learnt,
    Reason,
    RefusalCause,
    decide,
    standing,
    standing_of,
)
from soleus.assessment.decision import Ruling, most_urgent, strictest
from soleus.assessment.strictness import GRADES, Grade
from soleus.vocabulary import Activity, Status, Until, Urgency

WELL: Document = {"answers": {}, "others": "no"}
CHEST_PAIN: Document = {"answers": {"chest_pain": True}, "others": "no"}
ONE, WALKING = Activity.CALF_RAISES, Activity.WALKING
Sides = tuple[str, str]


def table() -> dict[Sides, tuple[str, ...]]:
    """Return the table of how two decisions combine, as the module's docstring has it."""
    lines = (re.split(r"\s{2,}", line.strip()) for line in str(standing.__doc__).splitlines())
    sides = ("A", "B", "same")
    return {(c[0], c[1]): tuple(c[2:]) for c in lines if len(c) == 4 and c[0] in sides}


def decision(name: str, urgency: Urgency, grade: Grade) -> Decision:
    """Return a decision with the same ruling on every activity, and its name as its reason."""
    ruling = Ruling(grade.status, grade.until, (Reason("It is so.", ("G18",), name, ()),))
    return Decision(urgency, name, ruling.reasons, dict.fromkeys(Activity, ruling), ())


def side(a: int, b: int) -> str:
    return "same" if a == b else "A" if a > b else "B"


def taken_from(combined: Decision) -> str:
    """Return the names of the decisions from which urgency and ruling come."""
    return f"{combined.reasons[0].rule} {combined.activities[ONE].reasons[0].rule}"


def test_the_table_has_every_case_once() -> None:
    assert set(table()) == set(product(("A", "B", "same"), repeat=2))


@pytest.mark.parametrize(("one", "other"), list(product(Urgency, repeat=2)))
def test_two_decisions_combine_by_the_table(one: Urgency, other: Urgency) -> None:
    urgencies = list(Urgency)
    more_urgent = side(-urgencies.index(one), -urgencies.index(other))
    for grade, grade_after in product(GRADES, repeat=2):
        a, b = decision("A", one, grade), decision("B", other, grade_after)
        row = table()[more_urgent, side(GRADES.index(grade), GRADES.index(grade_after))]
        assert taken_from(most_urgent([a, b])) == row[0]
        assert taken_from(strictest([a, b])) == row[1]


def decided(document: Document | None, **known: Any) -> Decision:
    found = standing_of(evidence(document, **known)).decision
    assert found is not None
    return found


def test_a_check_alone_is_decided_as_it_stands() -> None:
    found = standing_of(evidence(WELL))
    assert found.decision == decide(WELL)
    assert found.clearance is not None
    assert found.checked_at == BEGUN


def test_with_nothing_known_there_is_neither_decision_nor_leave() -> None:
    found = standing_of(evidence(None))
    assert found.decision is None
    assert found.refusal is not None
    assert found.refusal.cause is RefusalCause.NO_CHECK
    assert found.answers == {}


@pytest.mark.parametrize("knows", [False, True])
@pytest.mark.parametrize("seq", [1, 99])
def test_what_is_noted_counts_as_long_as_no_check_knew_of_it(seq: int, knows: bool) -> None:
    taken = check(WELL, knows=frozenset({seq} if knows else ()))
    found = standing_of(evidence(None, checks=(taken,), notes=(note(seq=seq, chest_pain=True),)))
    assert found.is_emergency != knows


@pytest.mark.parametrize("minutes", [-999, 0, 999])
def test_a_check_takes_the_place_of_one_that_it_knew_whatever_the_clocks_say(minutes: int) -> None:
    before = check(CHEST_PAIN, seq=3, begun_at=BEGUN + minutes * MINUTE)
    after = check(WELL, knows=frozenset({3}))
    for checks in ((before, after), (after, before)):
        assert standing_of(evidence(None, checks=checks)).clearance is not None


@pytest.mark.parametrize("minutes", [-999, 0, 999])
def test_a_check_never_lowers_one_that_it_did_not_know(minutes: int) -> None:
    other = check(CHEST_PAIN, seq=3, begun_at=BEGUN + minutes * MINUTE)
    found = standing_of(evidence(None, checks=(check(WELL), other)))
    assert found.is_emergency
    assert found.clearance is None


def test_a_check_that_was_seen_to_be_over_stays_over() -> None:
    refusal = standing_of(evidence(None, checks=(check(WELL, has_run_out=True),))).refusal
    assert refusal is not None
    assert refusal.cause is RefusalCause.EXPIRED


TOLD = st.lists(
    st.tuples(
        st.sampled_from([WELL, CHEST_PAIN, None]),
        st.integers(-500, 500),
        st.sets(st.integers(0, 7)),
    ),
    max_size=7,
)


@settings(max_examples=200, deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_a_danger_counts_until_a_check_that_knew_it(told: Any, random: Any) -> None:
    """Whatever the clocks say: each of the told is a check or a note, and checks know some."""
    checks, notes = [], []
    for seq, (document, minutes, known) in enumerate(told):
        knows = frozenset(each for each in known if each < seq)
        if document is None:
            notes.append(note(seq=seq, chest_pain=True))
        else:
            begun = BEGUN + minutes * MINUTE
            checks.append(check(document, seq=seq, begun_at=begun, knows=knows))
    answered = frozenset().union(*(each.knows for each in checks))
    dangers = {each.seq for each in notes}
    dangers |= {each.seq for each in checks if each.document is CHEST_PAIN}
    random.shuffle(checks)
    found = standing_of(evidence(None, checks=tuple(checks), notes=tuple(notes)))
    assert found.is_emergency == bool(dangers - answered)
    assert found.clearance is None or not dangers - answered


def test_a_note_decided_alone_holds_nothing_back_for_answers_that_the_check_has() -> None:
    checked: Document = {"answers": {"pain_walking_eases_with_rest": "left"}, "others": "no"}
    alone = decide({"answers": {"leg_fatigue": "both"}})
    found = standing_of(evidence(checked, notes=(note(leg_fatigue="both"),)))
    assert alone.activities[WALKING].until is Until.ANSWERS
    assert found.decision is not None
    assert found.decision.activities[WALKING].status is Status.CAUTION
    assert found.clearance is None


BETTER: dict[str, Any] = {
    "swelling": "left",
    "swelling_course": "recent",
    "evaluated_by_clinician": True,
    "worse_since_evaluation": False,
    "clot_ruled_out": True,
    "better_since_evaluation": True,
}
UNSEEN = {"worse_since_evaluation": True, "better_since_evaluation": False}


def test_what_is_new_counts_with_the_check_of_somebody_who_was_better() -> None:
    new: dict[str, Any] = {"heaviness_or_aching": "left"}
    together = decide({"answers": BETTER | new | UNSEEN, "others": "no"})
    found = decided({"answers": BETTER, "others": "no"}, notes=(note(**new),))
    assert found.urgency is together.urgency is Urgency.TODAY
    assert decide({"answers": new}).urgency is Urgency.INCOMPLETE


def test_what_the_diary_shows_counts_for_somebody_who_was_better() -> None:
    shown = DerivedFinding("swelling_not_improving", True, BEGUN.date(), "shown", ("G10",), {})
    together = decide(
        {"answers": BETTER | UNSEEN | {"swelling_not_improving": True}, "others": "no"}
    )
    found = decided({"answers": BETTER, "others": "no"}, learnt=Learnt((shown,), None))
    assert found.urgency is together.urgency is Urgency.TODAY


def test_a_late_check_holds_even_where_a_note_is_more_urgent() -> None:
    injured: Document = {"answers": {"injury_or_cannot_bear_weight": True}, "others": "no"}
    noted = (note(leg_pain="left"),)
    without = decided(WELL, notes=noted)
    found = decided(WELL, notes=noted, checks=(check(WELL), late(injured)))
    for activity, ruling in found.activities.items():
        least = max(each.activities[activity].strictness for each in (without, decide(injured)))
        assert ruling.strictness == least


def test_answers_that_can_no_longer_be_read_count_as_no_check_and_hide_none() -> None:
    unreadable = {"answers": {"a_finding_of_old": True}, "others": "no"}
    for checks in (
        (check(unreadable), late(CHEST_PAIN)),
        (check(CHEST_PAIN), late(unreadable)),
        (check(unreadable, knows=frozenset({11})), late(CHEST_PAIN)),
    ):
        found = standing_of(evidence(None, checks=checks))
        assert found.refusal is not None
        assert found.refusal.cause is RefusalCause.NO_CHECK
        assert found.is_emergency


def test_a_check_that_knew_one_that_nobody_can_read_takes_its_place() -> None:
    unreadable = {"answers": {"a_finding_of_old": True}, "others": "no"}
    checks = (late(unreadable), check(WELL, knows=frozenset({11})))
    assert standing_of(evidence(None, checks=checks)).clearance is not None


@given(documents(), documents(most_answers=2), st.lists(st.sampled_from(Activity), unique=True))
def test_whatever_else_is_known_no_emergency_is_lowered(
    document: Document, other: Document, named: list[Activity]
) -> None:
    """A visit at which nobody looked for a clot lowers none of them."""
    dangers = [decide(each).urgency is Urgency.EMERGENCY for each in (document, other)]
    assume(not document["answers"].get("clot_ruled_out") or not dangers[0])
    assume(not document["answers"].get("known_dvt"))
    assume(not document["answers"].get("recent_leg_surgery"))
    checks = (check(document), late(other))
    found = standing_of(evidence(None, checks=checks, visits=(visit(*named),)))
    assert found.is_emergency or not any(dangers)


@given(documents(), st.lists(st.sampled_from(Activity), unique=True, min_size=1))
def test_leave_ends_when_the_visit_that_opened_it_does(
    document: Document, named: list[Activity]
) -> None:
    review = BEGUN.date() + timedelta(days=2)
    seen = visit(*named, review_date=review)
    found = standing_of(evidence(document, visits=(seen,)))
    open_now = set(found.clearance.permits) if found.clearance else set()
    later = standing_of(evidence(document, visits=(seen,), now=seen.ends_at))
    open_later = set(later.clearance.permits) if later.clearance else set()
    ends = dict(found.clearance.ends) if found.clearance else {}
    assert ends == dict.fromkeys(open_now - open_later, seen.ends_at)
    just_before = standing_of(evidence(document, visits=(seen,), now=seen.ends_at - MINUTE))
    assert just_before.decision == found.decision


# What the week says

BED = ("bed_rest", "recent_leg_surgery")


def in_week(*any_of: str, seq: int | None = 20, since: datetime | None = None) -> Circumstance:
    return Circumstance(seq, any_of, since)


@given(documents(), st.sampled_from([BED, BED[:1], ("recent_long_journey",)]), st.booleans())
def test_what_the_week_says_lowers_and_frees_nothing_that_is_established(
    document: Document, any_of: tuple[str, ...], is_known: bool
) -> None:
    taken = check(document, knows=frozenset({20} if is_known else ()))
    found = decided(None, checks=(taken,), circumstances=(in_week(*any_of),))
    before = decide(document)
    if before.urgency is not Urgency.INCOMPLETE:
        urgencies = list(Urgency)
        assert urgencies.index(found.urgency) <= urgencies.index(before.urgency)
    for activity, ruling in found.activities.items():
        assert not ruling.is_open or before.activities[activity].is_open or before.questions


def test_a_yes_of_the_week_counts_until_a_check_that_knew_it_says_no() -> None:
    bed = in_week("bed_rest")
    for knows, is_open in ((frozenset[int](), False), (frozenset({20}), True)):
        taken = check(WELL, knows=knows)
        found = decided(None, checks=(taken,), circumstances=(bed,))
        assert found.activities[WALKING].is_open == is_open
    assert decided(WELL, circumstances=(in_week("bed_rest", seq=None),)) == decide(WELL)


def test_what_began_after_the_check_counts_though_the_check_knew_of_the_week() -> None:
    heavy: Document = {"answers": {"heaviness_or_aching": "left"}, "others": "no"}
    for minutes, urgency in ((-10, "self_care"), (10, "today")):
        journey = in_week("recent_long_journey", since=BEGUN + minutes * MINUTE)
        taken = check(heavy, knows=frozenset({20}))
        assert decided(None, checks=(taken,), circumstances=(journey,)).urgency == urgency


def test_of_several_things_that_the_week_can_mean_each_is_reckoned_with() -> None:
    either = in_week(*BED)
    found = decided(WELL, circumstances=(either,))
    assert not found.activities[WALKING].is_open
    surgery: Document = {"answers": {"recent_leg_surgery": True}, "others": "no"}
    assert decided(surgery, circumstances=(either,)) == decide(surgery)


def test_what_is_noted_meets_what_the_week_says() -> None:
    noted = (note(heaviness_or_aching="left"),)
    assert decided(WELL, notes=noted).urgency is Urgency.WITHIN_DAYS
    found = decided(WELL, notes=noted, circumstances=(in_week("bed_rest"),))
    assert found.urgency is Urgency.TODAY
