"""What the journal shows by itself: it reaches the gate, tightens it, and ends with a visit."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessment.known import evidence
from coach.samples import WELL, note_symptoms
from soleus.assessment import DerivedFinding, Learnt, decide, standing_of
from soleus.assessment.errors import InvalidAnswers
from soleus.coach import Coach
from soleus.journal import (
    ActivityEntry,
    Clinician,
    Intensity,
    Outcome,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
)
from soleus.vocabulary import Activity, NotPermittedError, Status, Until, Urgency
from soleus.vocabulary.clock import FixedClock

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SWOLLEN = {Score.SWELLING_LEFT: 5, Score.SWELLING_RIGHT: 5}


def live(coach: Coach, clock: FixedClock, days: int, **scores: int) -> None:
    """Let days pass on which the legs are raised and the evening's scores noted."""
    for _ in range(days):
        evening = clock.now()
        coach.journal.append("self", elevation(evening), at=evening)
        note_symptoms(coach, "self", scores={Score(s): v for s, v in scores.items()})
        clock.advance(timedelta(days=1))


def elevation(at: datetime, **scores: Any) -> SessionEntry:
    return SessionEntry(
        activity=Activity.ELEVATION,
        routine="elevation",
        started_at=at,
        active_seconds=900,
        planned_seconds=900,
        cycles=0,
        outcome=Outcome.FINISHED,
        **scores,
    )


def swell(coach: Coach, clock: FixedClock, days: int = 8) -> None:
    live(coach, clock, days, swelling_left=5, swelling_right=5)


def test_nothing_is_learnt_from_an_empty_journal(coach: Coach) -> None:
    assert coach.learning.learnt("self").findings == ()
    assert coach.learning.lines("self") == ()


def test_swelling_that_stays_refers_although_the_check_is_not_opened_again(
    coach: Coach, clock: FixedClock
) -> None:
    swell(coach, clock)
    coach.checks.record("self", WELL)
    standing = coach.gate.standing("self")
    assert [each.finding for each in standing.learnt.findings] == ["swelling_not_improving"]
    assert standing.decision is not None
    assert standing.decision.urgency is Urgency.WITHIN_DAYS
    assert "swelling_not_improving" in {f for r in standing.decision.reasons for f in r.findings}
    assert coach.gate.permit("self", Activity.WALKING).needs_caution
    with pytest.raises(NotPermittedError):
        coach.gate.permit("self", Activity.ELEVATION)


def test_it_begins_on_its_day_under_a_check_that_stays(coach: Coach, clock: FixedClock) -> None:
    swell(coach, clock, 4)
    coach.checks.record("self", WELL)
    assert coach.gate.permit("self", Activity.ELEVATION)
    swell(coach, clock, 4)
    with pytest.raises(NotPermittedError):
        coach.gate.permit("self", Activity.ELEVATION)


def test_the_evidence_names_the_scores(coach: Coach, clock: FixedClock) -> None:
    swell(coach, clock)
    line = coach.learning.lines("self")[0]
    assert "5, 5, 5" in line
    assert line.endswith("[G10 G18]")


def test_a_grown_calf_is_to_be_seen_today(well: Coach, clock: FixedClock) -> None:
    well.journal.append("self", TapeEntry(calf_left_cm=40.5, calf_right_cm=37))
    standing = well.gate.standing("self")
    assert standing.decision is not None
    assert standing.decision.urgency is Urgency.TODAY
    assert standing.clearance is None


def test_what_is_learnt_shows_without_any_check(coach: Coach, clock: FixedClock) -> None:
    coach.journal.append("self", TapeEntry(calf_left_cm=40.5, calf_right_cm=37))
    standing = coach.gate.standing("self")
    assert standing.clearance is None
    assert standing.decision is not None
    assert standing.decision.urgency is Urgency.TODAY


def test_relief_after_sessions_is_told_where_the_score_stays(
    coach: Coach, clock: FixedClock
) -> None:
    for _ in range(8):
        eased = {"scores_before": SWOLLEN, "scores_after": dict.fromkeys(SWOLLEN, 3)}
        coach.journal.append("self", elevation(clock.now(), **eased))
        note_symptoms(coach, "self", scores=SWOLLEN)
        clock.advance(timedelta(days=1))
    assert any("Each session eases it" in line for line in coach.learning.lines("self"))


def test_another_person_has_learnt_nothing_of_it(coach: Coach, clock: FixedClock) -> None:
    swell(coach, clock)
    mother = coach.journal.add_person("Mother")
    assert coach.learning.learnt(mother.id).findings == ()


GRADE = [
    (Status.PERMITTED, None),
    (Status.CAUTION, None),
    (Status.HOLD, Until.ANSWERS),
    (Status.HOLD, Until.EVALUATION),
    (Status.HOLD, Until.CLEARANCE),
    (Status.WITHHELD, None),
]
SIDES = st.sampled_from(["none", "left", "right", "both"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "swelling": SIDES.filter(lambda side: side != "none"),
        "swelling_course": st.sampled_from(["recent", "long_standing", "comes_and_goes"]),
        "heaviness_or_aching": SIDES,
        "leg_fatigue": SIDES,
        "varicose_veins": SIDES,
        **dict.fromkeys(
            [
                "known_pad",
                "known_dvt",
                "diabetes",
                "heart_failure",
                "recent_leg_surgery",
                "evaluated_by_clinician",
                "worse_since_evaluation",
                "slow_healing_wound_",
            ],
            st.booleans(),
        ),
    },
).map(lambda given: {k: v for k, v in given.items() if not k.endswith("_")})
FOUND = {
    "swelling_not_improving": DerivedFinding(
        "swelling_not_improving",
        True,
        MONDAY.date(),
        "e",
        ("G10",),
        {"swelling": "both", "swelling_course": "recent"},
    ),
    "heaviness_worsening": DerivedFinding(
        "heaviness_worsening", True, MONDAY.date(), "e", ("G12",), {"heaviness_or_aching": "both"}
    ),
    "persistent_unexplained": DerivedFinding(
        "persistent_unexplained", True, MONDAY.date(), "e", ("G18",)
    ),
    "swelling": DerivedFinding("swelling", "left", MONDAY.date(), "e", ("X04",)),
    "varicose_new_or_worse": DerivedFinding(
        "varicose_new_or_worse", True, MONDAY.date(), "e", ("G11",), {"varicose_veins": "left"}
    ),
}
COURSE = DerivedFinding("swelling_course", "recent", MONDAY.date(), "e", ("X04",))


def learnt_of(names: set[str]) -> Learnt:
    found = tuple(FOUND[name] for name in FOUND if name in names)
    return Learnt((*found, COURSE) if "swelling" in names else found, MONDAY.date())


@settings(max_examples=120, deadline=None)
@given(
    ANSWERS, st.sampled_from(["no", "unknown"]), st.sets(st.sampled_from(list(FOUND)), min_size=1)
)
def test_what_is_learnt_never_loosens_and_always_refers(
    answers: dict[str, Any], others: str, names: set[str]
) -> None:
    document = {"answers": answers, "others": others}
    try:
        before = decide(document)
    except InvalidAnswers:  # answers that contradict each other are no check
        assume(False)
    after = standing_of(evidence(document, learnt=learnt_of(names))).decision
    assert after is not None
    order = list(Urgency)
    assert order.index(after.urgency) <= min(
        order.index(before.urgency), order.index(Urgency.WITHIN_DAYS)
    )
    for activity, ruling in after.activities.items():
        was = before.activities[activity]
        assert GRADE.index((ruling.status, ruling.until)) >= GRADE.index((was.status, was.until))


NOTES = st.lists(
    st.tuples(
        st.integers(0, 10), st.integers(0, 10), st.floats(35, 42), st.floats(35, 42), st.booleans()
    ),
    min_size=6,
    max_size=12,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(NOTES)
def test_with_a_journal_the_gate_is_never_freer_than_the_check_alone(
    coach: Coach, clock: FixedClock, notes: list[tuple[int, int, float, float, bool]]
) -> None:
    person = coach.journal.add_person(f"Person {len(coach.journal.people())}").id
    clock.advance(MONDAY - clock.now())
    for swelling, heaviness, left, right, moved in notes:
        scores = {Score.SWELLING_LEFT: swelling, Score.HEAVINESS: heaviness}
        coach.journal.append(person, SymptomEntry(scores=scores))
        coach.journal.append(person, TapeEntry(calf_left_cm=left, calf_right_cm=right))
        if moved:
            coach.journal.append(person, ActivityEntry(minutes=20, intensity=Intensity.MODERATE))
        clock.advance(timedelta(days=1))
    coach.checks.record(person, WELL)
    standing = coach.gate.standing(person)
    free = decide(WELL)
    assert standing.decision is not None
    for activity, ruling in standing.decision.activities.items():
        was = free.activities[activity]
        assert GRADE.index((ruling.status, ruling.until)) >= GRADE.index((was.status, was.until))
    assert bool(standing.learnt.findings) == (standing.decision.urgency is not Urgency.SELF_CARE)


# Clocks that are or were wrong


def names_of(coach: Coach) -> set[str]:
    return {each.finding for each in coach.learning.learnt("self").findings}


def swollen_for_weeks(coach: Coach, clock: FixedClock) -> set[str]:
    coach.checks.record("self", WELL)
    swell(coach, clock, days=12)
    found = names_of(coach)
    assert "swelling_not_improving" in found
    return found


@pytest.mark.parametrize("days", [1, 31, 178, 181, 900])
def test_a_note_of_a_clock_that_ran_ahead_hides_nothing_that_the_days_show(
    coach: Coach, clock: FixedClock, days: int
) -> None:
    found = swollen_for_weeks(coach, clock)
    clock.advance(timedelta(days=days))
    coach.journal.append("self", ActivityEntry(10, Intensity.LIGHT))
    clock.advance(-timedelta(days=days))
    assert found <= names_of(coach)
    coach.checks.record("self", WELL)
    clock.advance(timedelta(hours=1))
    decision = coach.gate.standing("self").decision
    assert decision is not None
    assert decision.urgency is not Urgency.SELF_CARE


def test_a_visit_dated_ahead_hides_nothing_that_the_days_show(
    coach: Coach, clock: FixedClock
) -> None:
    found = swollen_for_weeks(coach, clock)
    clock.advance(timedelta(days=60))
    coach.journal.append("self", VisitEntry(who_kind=Clinician.GP))
    clock.advance(-timedelta(days=60))
    assert found <= names_of(coach)


@pytest.mark.parametrize("days", [1, 8, 20, 200, 900])
@pytest.mark.parametrize("is_noted_far_ahead", [False, True])
def test_a_clock_set_back_hides_nothing_that_the_days_show(
    coach: Coach, clock: FixedClock, days: int, is_noted_far_ahead: bool
) -> None:
    found = swollen_for_weeks(coach, clock)
    if is_noted_far_ahead:
        clock.advance(timedelta(days=400))
        coach.journal.append("self", ActivityEntry(10, Intensity.LIGHT))
        clock.advance(-timedelta(days=400))
    clock.advance(-timedelta(days=days))
    assert found <= names_of(coach)


@pytest.mark.parametrize("days", [100, 200, 900])
def test_days_without_a_note_take_back_nothing_that_was_shown(
    coach: Coach, clock: FixedClock, days: int
) -> None:
    found = swollen_for_weeks(coach, clock)
    clock.advance(timedelta(days=days))
    assert names_of(coach) == found
