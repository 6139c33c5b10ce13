"""Entries: strict about every value, and the same after a trip through JSON."""

import json
from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.journal import (
    KINDS,
    ActivityEntry,
    BreakEntry,
    BreakEvent,
    CheckEntry,
    Clinician,
    Entry,
    ExerciseEntry,
    HabitEntry,
    Intensity,
    InvalidEntryError,
    NothingNewEntry,
    Outcome,
    PictureEntry,
    PlanEntry,
    Position,
    Score,
    SessionEntry,
    Sides,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    entry_from_dict,
)
from soleus.journal.exercises import ExerciseStep
from soleus.vocabulary import Activity

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)
WORDS = st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True)
SCORES = st.dictionaries(st.sampled_from(Score), st.integers(0, 10))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
WEBP = b"RIFF\0\0\0\0WEBP"
EXERCISE: dict[str, Any] = {
    "exercise": "11111111-1111-1111-1111-111111111111",
    "name": "Towel pull",
    "prescribed_by": "physiotherapist",
    "counts_as": "ankle_pumps",
    "position": "seated",
    "steps": [{"does": "Pull the towel."}],
    "times_a_day": 3,
    "review_date": "2026-04-01",
}
OBJECTS = st.dictionaries(TEXTS, JSON, max_size=4)
ANSWERS = st.none() | st.booleans() | st.integers() | WORDS | st.lists(WORDS, max_size=3)
ANSWERED = st.fixed_dictionaries(
    {"answers": st.dictionaries(WORDS, ANSWERS, max_size=4)},
    optional={"others": st.sampled_from(["no", "unknown"])},
)
DECIDED = st.builds(lambda more, word: {**more, "urgency": word}, OBJECTS, WORDS)
SECONDS = st.integers(0, 86_400) | st.floats(0, 86_400)


def _session(outcome: Outcome, reason: str, **values: Any) -> SessionEntry:
    stopped = reason if outcome is Outcome.STOPPED else None
    return SessionEntry(outcome=outcome, stop_reason=stopped, **values)


SAMPLES: st.SearchStrategy[Entry] = st.one_of(
    st.builds(CheckEntry, ANSWERED, DECIDED),
    st.builds(PlanEntry, OBJECTS),
    st.builds(
        _session,
        outcome=st.sampled_from(Outcome),
        reason=WORDS,
        activity=st.sampled_from(Activity),
        routine=WORDS,
        started_at=st.datetimes(
            datetime(1990, 1, 1),
            datetime(2090, 1, 1),
            timezones=ZONES,
        ),
        active_seconds=SECONDS,
        planned_seconds=SECONDS,
        cycles=st.integers(0, 100_000),
        scores_before=SCORES,
        scores_after=SCORES,
    ),
    st.builds(
        SymptomEntry,
        scores=SCORES,
        findings=st.dictionaries(WORDS, st.booleans() | WORDS | st.integers(18, 120)),
        is_new=st.booleans(),
        note=TEXTS.map(lambda note: f"x{note}"),
    ),
    st.builds(
        TapeEntry,
        calf_left_cm=st.floats(15, 100),
        calf_right_cm=st.none() | st.floats(15, 100),
        ankle_left_cm=st.none() | st.integers(10, 80),
        ankle_right_cm=st.none() | st.floats(10, 80),
    ),
    st.builds(ActivityEntry, st.floats(1, 1440), st.sampled_from(Intensity), TEXTS),
    st.builds(
        VisitEntry,
        st.sampled_from(Clinician),
        TEXTS,
        st.lists(st.sampled_from(Activity), unique=True).map(tuple),
        st.none() | st.dates(),
        st.booleans(),
        st.none() | st.booleans(),
    ),
    st.builds(NothingNewEntry, st.booleans()),
    st.builds(
        ExerciseEntry,
        exercise=st.uuids(),
        name=WORDS,
        prescribed_by=st.sampled_from(Clinician),
        counts_as=st.none() | st.sampled_from([a for a in Activity if a != "compression"]),
        position=st.sampled_from(Position),
        steps=st.lists(
            st.builds(
                ExerciseStep,
                WORDS,
                st.integers(1, 5),
                st.integers(0, 20),
                st.integers(0, 5),
                st.sampled_from(Sides),
                st.none() | st.uuids(),
            ),
            min_size=1,
            max_size=8,
        ).map(tuple),
        times_a_day=st.integers(1, 12),
        review_date=st.dates(),
        note=TEXTS,
        is_ended=st.booleans(),
    ),
    st.builds(PictureEntry, st.binary(max_size=50).map(lambda more: WEBP + more)),
    st.builds(HabitEntry, WORDS, st.dictionaries(WORDS, st.booleans() | WORDS | st.integers(0, 9))),
    st.sampled_from(
        [BreakEntry(BreakEvent.MOVED), *(BreakEntry(BreakEvent.AWAY, n) for n in (0, 7.5, 600))]
    ),
)


@given(SAMPLES)
def test_every_entry_is_the_same_after_a_trip_through_json(entry: Entry) -> None:
    text = json.dumps(entry.as_dict())
    assert entry_from_dict(entry.kind, json.loads(text)) == entry


def test_every_kind_is_known_by_its_own_id() -> None:
    assert {kind: cls.kind for kind, cls in KINDS.items()} == {kind: kind for kind in KINDS}
    assert {cls.__name__ for cls in Entry.__subclasses__()} == {c.__name__ for c in KINDS.values()}


def test_an_entry_cannot_be_changed() -> None:
    entry = ActivityEntry(10, Intensity.LIGHT)
    with pytest.raises(FrozenInstanceError):
        entry.minutes = 20  # type: ignore[misc]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("tape", {"calf_left_cm": 360}, "from 15 to 100 cm"),
    ("tape", {"calf_left_cm": 14.2}, "from 15 to 100 cm"),
    ("tape", {"ankle_right_cm": float("nan")}, "has to be a number"),
    ("tape", {"ankle_right_cm": True}, "has to be a number"),
    ("tape", {"calf_left_cm": "36"}, "has to be a number"),
    ("tape", {}, "nothing is recorded"),
    ("symptom", {}, "nothing is recorded"),
    ("symptom", {"note": "  "}, "nothing is recorded"),
    ("symptom", {"scores": {"heaviness": 11}}, "from 0 to 10"),
    ("symptom", {"scores": {"heaviness": 2.5}}, "whole number"),
    ("symptom", {"scores": {"heavyness": 2}}, "did you mean 'heaviness'?"),
    ("symptom", {"scores": [3]}, "JSON object"),
    ("symptom", {"is_new": "no"}, "true or false"),
    ("symptom", {"findings": {"Swelling!": "left"}}, "no id of a finding"),
    ("symptom", {"findings": {"swelling": ["left"]}}, "has to be a word"),
    ("symptom", {"note": "a\0b"}, "cannot be stored"),
    ("break", {"what": "snoozed"}, "minutes has to be given"),
    ("break", {"what": "moved", "minutes": 5}, "and only there"),
    ("break", {"what": "snozed"}, "did you mean 'snoozed'?"),
    ("symptom", {"note": "x" * 2001}, "at most 2000"),
    ("activity", {"minutes": 0, "intensity": "light"}, "from 1 to 1440 minutes"),
    ("activity", {"minutes": 10, "intensity": "moderat"}, "did you mean 'moderate'?"),
    ("activity", {"minutes": 10}, "'intensity' is missing"),
    ("activity", {"minuts": 10, "intensity": "light"}, "did you mean 'minutes'?"),
    ("visit", {"who_kind": "gp", "cleared": ["walking", "walking"]}, "the same thing twice"),
    ("visit", {"who_kind": "gp", "cleared": ["running"]}, "one of ankle_pumps"),
    ("visit", {"who_kind": "gp", "review_date": "soon"}, "has to be a day"),
    ("visit", {"who_kind": "gp", "saw_everything": "yes"}, "true or false"),
    ("exercise", EXERCISE | {"counts_as": "compression"}, "no exercise"),
    ("exercise", EXERCISE | {"counts_as": "running"}, "one of ankle_pumps"),
    ("exercise", EXERCISE | {"steps": []}, "from 1 to 8"),
    ("exercise", EXERCISE | {"steps": [{}]}, "steps 1: 'does' is missing"),
    ("exercise", EXERCISE | {"steps": [{"does": "x", "repetitions": 31}]}, "from 1 to 30"),
    ("exercise", EXERCISE | {"steps": [{"does": "x", "hold_seconds": 900}] * 8}, "at most fit"),
    ("picture", {"webp": "AAAA"}, "no WebP picture"),
    ("picture", {"webp": "?"}, "no base64"),
    ("check", {"document": {"a": float("inf")}, "decision": {}}, "is no JSON"),
    ("check", {"document": [], "decision": {}}, "JSON object"),
    ("nothing_new", {"anything_new": None}, "true or false"),
    ("dream", {}, "unknown kind 'dream'"),
]


@pytest.mark.parametrize(("kind", "payload", "fault"), REFUSED)
def test_a_wrong_value_is_refused_in_one_clear_line(
    kind: str, payload: dict[str, Any], fault: str
) -> None:
    with pytest.raises(InvalidEntryError) as caught:
        entry_from_dict(kind, payload)
    assert any(fault in line for line in caught.value.faults), caught.value.faults


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidEntryError) as caught:
        entry_from_dict("activity", {"minutes": -1, "intensity": "fast", "what": 7, "when": "now"})
    assert len(caught.value.faults) == 4


SESSION: dict[str, Any] = {
    "activity": "ankle_pumps",
    "routine": "ankle_pumps",
    "started_at": "2026-03-01T10:00:00+02:00",
    "active_seconds": 100,
    "planned_seconds": 180,
    "cycles": 100,
    "outcome": "finished",
}


@pytest.mark.parametrize(
    "change",
    [{"outcome": "stopped"}, {"stop_reason": "chest_pain"}, {"started_at": "2026-03-01T10:00:00"}],
)
def test_a_session_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    entry_from_dict("session", SESSION)
    with pytest.raises(InvalidEntryError):
        entry_from_dict("session", SESSION | change)


def test_words_have_to_be_words_of_their_set_and_not_mere_text() -> None:
    with pytest.raises(InvalidEntryError, match="has to be a Intensity"):
        ActivityEntry(10, "light")  # type: ignore[arg-type]
    with pytest.raises(InvalidEntryError, match="has to be a Score"):
        SymptomEntry(scores={"heaviness": 3})  # type: ignore[dict-item]
    with pytest.raises(InvalidEntryError, match="has to be a tuple"):
        VisitEntry(Clinician.GP, cleared=[Activity.WALKING])  # type: ignore[arg-type]


def test_a_day_is_no_moment() -> None:
    with pytest.raises(InvalidEntryError, match="has to be a day"):
        VisitEntry(Clinician.GP, review_date=datetime(2026, 3, 1))
    assert VisitEntry(Clinician.GP, review_date=date(2026, 3, 1)).review_date == date(2026, 3, 1)
