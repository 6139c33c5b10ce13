"""What the journal shows by itself: it reaches the gate, tightens it, and ends with a visit."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coach.samples import WELL
from code_health.readability import grade
from soleus.assessment import InvalidAnswers, decide
from soleus.coach import Coach
from soleus.coach.learning import learnt_text
from soleus.coach.tightening import tightened
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
from soleus.learning import DerivedFinding, Learnt
from soleus.vocabulary import Activity, FixedClock, NotPermittedError, Status, Until, Urgency

PLAIN = 7.0
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SWOLLEN = {Score.SWELLING_LEFT: 5, Score.SWELLING_RIGHT: 5}


def live(coach: Coach, clock: FixedClock, days: int, **scores: int) -> None:
    """Let days pass on which the legs are raised and the evening's scores noted."""
    for _ in range(days):
        evening = clock.now()
        coach.journal.append("self", elevation(evening), at=evening)
        coach.diary.note_symptoms("self", scores={Score(s): v for s, v in scores.items()})
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


def visit(**values: Any) -> VisitEntry:
    return VisitEntry(who_kind=Clinician.GP, **values)


def test_nothing_is_learnt_from_an_empty_journal(coach: Coach) -> None:
    assert coach.learning.learnt("self").findings == ()
    assert coach.learning.lines("self") == ()


def test_swelling_that_stays_refers_although_the_check_is_not_opened_again(
    coach: Coach, clock: FixedClock
) -> None:
    swell(coach, clock)
    coach.checks.record("self", WELL)
    standing = coach.gate.standing("self")
    assert standing.learnt.answers == {"swelling_not_improving": True}
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


def test_a_visit_that_saw_everything_ends_it(coach: Coach, clock: FixedClock) -> None:
    swell(coach, clock)
    coach.journal.append("self", visit(saw_everything=True, worse_since=False))
    assert coach.learning.learnt("self").findings == ()


@pytest.mark.parametrize("said", [{"saw_everything": True}, {"worse_since": False}])
def test_a_visit_of_which_less_is_known_does_not(
    coach: Coach, clock: FixedClock, said: dict[str, bool]
) -> None:
    swell(coach, clock)
    coach.journal.append("self", visit(**said))
    assert coach.learning.learnt("self").findings


def test_a_check_that_tells_of_a_visit_ends_it_too(coach: Coach, clock: FixedClock) -> None:
    swell(coach, clock)
    coach.checks.record("self", {"answers": {"evaluated_by_clinician": True}, "others": "no"})
    assert coach.learning.learnt("self").findings == ()


def test_swelling_no_better_days_after_the_visit_comes_up_again(
    coach: Coach, clock: FixedClock
) -> None:
    swell(coach, clock)
    coach.journal.append("self", visit(saw_everything=True, worse_since=False))
    clock.advance(timedelta(days=1))
    swell(coach, clock, 9)
    found = coach.learning.learnt("self")
    assert "swelling_not_improving" in found.answers


def test_a_corrected_score_counts_as_corrected(coach: Coach, clock: FixedClock) -> None:
    taken = coach.journal.append("self", TapeEntry(calf_left_cm=41, calf_right_cm=37))
    assert coach.learning.learnt("self").findings
    right = TapeEntry(calf_left_cm=37.5, calf_right_cm=37)
    coach.journal.append("self", right, supersedes=taken.id)
    assert coach.learning.learnt("self").findings == ()


def test_new_veins_with_a_change_of_the_skin_are_derived(coach: Coach, clock: FixedClock) -> None:
    coach.diary.note_symptoms("self", findings={"varicose_veins": "left"})
    assert coach.learning.learnt("self").findings == ()
    clock.advance(timedelta(days=3))
    coach.diary.note_symptoms("self", findings={"ankle_skin_discolouration": "left"})
    assert coach.learning.learnt("self").answers == {"varicose_new_or_worse": True}


def test_veins_and_skin_months_apart_are_not_put_together(coach: Coach, clock: FixedClock) -> None:
    coach.diary.note_symptoms("self", findings={"varicose_veins": "left"})
    clock.advance(timedelta(days=60))
    coach.diary.note_symptoms("self", findings={"ankle_skin_discolouration": "left"})
    assert coach.learning.learnt("self").findings == ()


def test_relief_after_sessions_is_told_where_the_score_stays(
    coach: Coach, clock: FixedClock
) -> None:
    for _ in range(8):
        eased = {"scores_before": SWOLLEN, "scores_after": dict.fromkeys(SWOLLEN, 3)}
        coach.journal.append("self", elevation(clock.now(), **eased))
        coach.diary.note_symptoms("self", scores=SWOLLEN)
        clock.advance(timedelta(days=1))
    assert any("Each session eases it" in line for line in coach.learning.lines("self"))


def test_relief_alone_says_nothing(coach: Coach, clock: FixedClock) -> None:
    for _ in range(8):
        eased = {"scores_before": SWOLLEN, "scores_after": dict.fromkeys(SWOLLEN, 3)}
        coach.journal.append("self", elevation(clock.now(), **eased))
        clock.advance(timedelta(days=1))
    assert coach.learning.lines("self") == ()


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
    after = tightened(before, document, learnt_of(names))
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


def test_what_is_said_with_it_is_plain() -> None:
    for text in ("counts", "relief"):
        assert grade(learnt_text(text).says) <= PLAIN
