"""What a day and a week add up to."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.journal import (
    SELF,
    ActivityEntry,
    Entry,
    Intensity,
    Outcome,
    Recorded,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    circumferences,
    daily_scores,
    week_minutes,
)
from soleus.vocabulary import Activity, Leg

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def recorded(
    entry: Entry,
    at: datetime = NOON,
    *,
    offset: timedelta = timedelta(),
    told: datetime | None = None,
    is_current: bool = True,
) -> Recorded[Entry]:
    return Recorded(uuid4(), SELF, entry, at, offset, told or at, None, False, is_current, 1)


def session(
    activity: Activity, seconds: float, outcome: Outcome = Outcome.FINISHED
) -> SessionEntry:
    reason = "chest_pain" if outcome is Outcome.STOPPED else None
    return SessionEntry(activity, activity.value, NOON, seconds, seconds, 1, outcome, reason)


def test_vigorous_minutes_count_twice_and_light_ones_and_strength_not() -> None:
    week = week_minutes(
        [
            recorded(ActivityEntry(30, Intensity.MODERATE)),
            recorded(ActivityEntry(20, Intensity.VIGOROUS)),
            recorded(ActivityEntry(60, Intensity.LIGHT)),
            recorded(ActivityEntry(15, Intensity.STRENGTH)),
        ],
        MONDAY,
    )
    assert week.moderate_equivalent == 30 + 2 * 20
    assert week.strength_days == 1


def test_sessions_count_as_what_they_train() -> None:
    week = week_minutes(
        [
            recorded(session(Activity.WALKING, 600)),
            recorded(session(Activity.ANKLE_PUMPS, 180)),
            recorded(session(Activity.CALF_RAISES, 60)),
            recorded(session(Activity.CALF_RAISES, 60), NOON + timedelta(hours=1)),
            recorded(session(Activity.CALF_RAISES, 60), NOON + timedelta(days=1)),
            recorded(session(Activity.ELEVATION, 900)),
            recorded(ActivityEntry(5, Intensity.MODERATE)),
        ],
        MONDAY,
    )
    assert week.by_source == {"session": 10, "activity": 5}
    assert week.strength_days == 2
    assert sum(bout.minutes for bout in week.bouts) == 10 + 3 + 3 + 5


def raises(seconds: float, outcome: Outcome = Outcome.DROPPED) -> Recorded[Entry]:
    """Raises of a round of fifteen, which takes ninety seconds."""
    entry = SessionEntry(Activity.CALF_RAISES, "calf_raises", NOON, seconds, 90, 2, outcome)
    return recorded(entry)


def test_raises_broken_off_at_once_are_no_strength_day_and_half_a_round_is_one() -> None:
    assert week_minutes([raises(15)], MONDAY).strength_days == 0
    assert week_minutes([raises(45)], MONDAY).strength_days == 1
    assert week_minutes([raises(15, Outcome.FINISHED)], MONDAY).strength_days == 0


@given(st.lists(st.integers(0, 90), max_size=8))
def test_the_parts_of_a_day_add_up_to_a_strength_day(parts: list[int]) -> None:
    days = week_minutes([raises(seconds) for seconds in parts], MONDAY).strength_days
    assert days == (sum(parts) >= 45)


def test_a_week_has_seven_of_the_persons_own_days() -> None:
    walk = ActivityEntry(10, Intensity.MODERATE)
    late = datetime(2026, 3, 8, 23, tzinfo=UTC)
    entries = [
        recorded(walk, NOON - timedelta(days=1)),
        recorded(walk),
        recorded(walk, late),
        recorded(walk, late, offset=timedelta(hours=2)),
        recorded(walk, is_current=False),
    ]
    week = week_minutes(entries, MONDAY)
    assert week.moderate_equivalent == 20
    assert [bout.day for bout in week.bouts] == [MONDAY, MONDAY + timedelta(days=6)]


@given(
    st.lists(
        st.tuples(st.integers(-3, 10), st.floats(1, 1440), st.sampled_from(Intensity)), max_size=12
    )
)
def test_the_sources_add_up_to_the_week(
    bouts: list[tuple[int, float, Intensity]],
) -> None:
    entries = [
        recorded(ActivityEntry(minutes, intensity), NOON + timedelta(days=day))
        for day, minutes, intensity in bouts
    ]
    week = week_minutes(entries, MONDAY)
    assert sum(week.by_source.values()) == pytest.approx(week.moderate_equivalent)


def test_of_a_day_the_latest_score_of_each_counts_and_what_is_missing_stays_missing() -> None:
    entries = [
        recorded(SymptomEntry(scores={Score.HEAVINESS: 2}), NOON + timedelta(hours=5)),
        recorded(SymptomEntry(scores={Score.HEAVINESS: 6, Score.LEG_PAIN: 1})),
        recorded(SymptomEntry(note="no scores"), NOON + timedelta(days=1)),
        recorded(SymptomEntry(scores={Score.HEAVINESS: 9}), is_current=False),
    ]
    (only,) = daily_scores(entries)
    assert only.day == MONDAY
    assert only.scores == {Score.HEAVINESS: 2, Score.LEG_PAIN: 1}


def test_each_leg_has_its_own_tape() -> None:
    entries = [
        recorded(TapeEntry(calf_left_cm=36, calf_right_cm=37.5)),
        recorded(TapeEntry(calf_left_cm=36.5, ankle_left_cm=22), NOON + timedelta(hours=1)),
        recorded(TapeEntry(calf_right_cm=38), NOON + timedelta(days=1)),
    ]
    (left,) = circumferences(entries, Leg.LEFT)
    assert (left.calf_cm, left.ankle_cm) == (36.5, 22)
    assert [
        (item.day, item.calf_cm, item.ankle_cm) for item in circumferences(entries, Leg.RIGHT)
    ] == [
        (MONDAY, 37.5, None),
        (MONDAY + timedelta(days=1), 38, None),
    ]
