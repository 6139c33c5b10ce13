"""Files of watches and phones at the coach: asked, counted, found again, undone whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from soleus.coach import Coach, CountsAs
from soleus.devices import (
    DayOfSteps,
    FileFindings,
    FileRemark,
    Format,
    MinuteByMinute,
    Sport,
    TrackedActivity,
    WhenKnown,
)
from soleus.journal import SELF, ActivityEntry, Intensity, StepsEntry
from soleus.learning import longest_still
from soleus.reminders import ReminderSettings
from soleus.vocabulary import NotPermittedError
from soleus.vocabulary.clock import FixedClock

BEGAN = datetime(2026, 2, 20, 7, tzinfo=UTC)


def walk(began: datetime = BEGAN, minutes: float = 30, **values: Any) -> TrackedActivity:
    given = {"device": "A watch", "format": Format.FIT, **values}
    seconds = minutes * 60
    known = WhenKnown.MOMENT
    return TrackedActivity(Sport.WALKING, "Walk", began, known, seconds, seconds, **given)


def file(
    name: str, *activities: TrackedActivity, days: tuple[DayOfSteps, ...] = ()
) -> FileFindings:
    return FileFindings(name, Format.FIT, activities, days)


def test_what_counts_becomes_ordinary_activity_with_where_it_came_from(well: Coach) -> None:
    proposal = well.device_files.propose(SELF, [file("a.fit", walk(steps=3300, heart_rate=120.0))])
    assert well.journal.entries(SELF, [ActivityEntry]) == ()
    well.device_files.confirm(SELF, proposal)
    (recorded,) = well.journal.entries(SELF, [ActivityEntry])
    entry = recorded.entry
    assert (entry.minutes, entry.intensity) == (30, Intensity.MODERATE)  # 120 at the age of 40
    assert entry.came_from is not None
    assert (entry.came_from.file, entry.came_from.basis) == ("a.fit", "heart_rate")
    assert recorded.at == BEGAN + timedelta(minutes=30)
    week = well.looking_back.week(SELF, date(2026, 2, 16))
    assert week.minutes.moderate_equivalent == 30


def test_two_files_of_one_walk_count_once_unless_asked(well: Coach) -> None:
    again = walk(BEGAN + timedelta(seconds=40), 29)
    proposal = well.device_files.propose(SELF, [file("a.fit", walk()), file("b.gpx", again)])
    assert [(one.counting, one.also) for one in proposal.activities] == [
        (CountsAs.COUNTS, ""),
        (CountsAs.DOUBLE, "a.fit"),
    ]
    well.device_files.confirm(SELF, proposal, doubles=[1])
    assert len(well.journal.entries(SELF, [ActivityEntry])) == 2


def test_a_walk_by_steps_gives_way_to_the_one_that_was_recorded(well: Coach) -> None:
    steps = walk(BEGAN + timedelta(minutes=5), 10, steps=1100, device="")
    proposal = well.device_files.propose(SELF, [file("phone.zip", steps), file("a.fit", walk())])
    assert [one.counting for one in proposal.activities] == [CountsAs.DOUBLE, CountsAs.COUNTS]


@pytest.mark.parametrize("minutes", [25, 30, 39])
def test_minutes_noted_by_hand_for_that_day_are_asked_about(well: Coach, minutes: float) -> None:
    noted = ActivityEntry(minutes, Intensity.MODERATE, "round the lake")
    well.notes.take(SELF, noted, at=datetime(2026, 2, 20, 12, tzinfo=UTC))
    proposal = well.device_files.propose(SELF, [file("a.fit", walk())])
    (one,) = proposal.activities
    assert (one.counting, one.also) == (CountsAs.NOTED, "round the lake")
    well.device_files.confirm(SELF, proposal)
    assert len(well.journal.entries(SELF, [ActivityEntry])) == 1


def test_minutes_of_another_day_or_length_are_another_walk(well: Coach) -> None:
    for minutes, day in ((90, 20), (30, 21)):
        noted = ActivityEntry(minutes, Intensity.MODERATE)
        well.notes.take(SELF, noted, at=datetime(2026, 2, day, 12, tzinfo=UTC))
    proposal = well.device_files.propose(SELF, [file("a.fit", walk())])
    assert proposal.activities[0].counting is CountsAs.COUNTS


def test_an_import_is_undone_whole_and_can_come_in_again(well: Coach) -> None:
    day = DayOfSteps(date(2026, 2, 20), 5000, ("08:00-08:12",))
    files = [file("a.fit", walk(), days=(day,))]
    for _ in range(2):
        proposal = well.device_files.propose(SELF, files)
        done = well.device_files.confirm(SELF, proposal)
        assert done is not None
        assert (done.activities, done.days_of_steps, done.files) == (1, 1, ("a.fit",))
        assert well.device_files.undo(SELF, done.id) == 2
        assert well.device_files.imports(SELF) == ()
    assert well.journal.entries(SELF, [ActivityEntry, StepsEntry]) == ()


def test_another_person_cannot_undo_it(well: Coach) -> None:
    other = well.journal.add_person("Rose")
    done = well.device_files.confirm(SELF, well.device_files.propose(SELF, [file("a", walk())]))
    assert done is not None
    assert well.device_files.undo(other.id, done.id) == 0
    assert len(well.device_files.imports(SELF)) == 1


def test_confirming_twice_counts_once(well: Coach) -> None:
    proposal = well.device_files.propose(SELF, [file("a.fit", walk())])
    for _ in range(2):
        well.device_files.confirm(SELF, proposal)
    assert len(well.journal.entries(SELF, [ActivityEntry])) == 1


def test_what_is_held_is_what_was_proposed(well: Coach) -> None:
    bad = FileFindings("c.fit", fault=FileRemark("It is empty."))
    proposal = well.device_files.propose(SELF, [file("a.fit", walk(), walk(minutes=0.5)), bad])
    assert well.device_files.held(SELF) == proposal
    assert [one.counting for one in proposal.activities] == [CountsAs.COUNTS, CountsAs.SHORT]
    well.device_files.drop(SELF)
    assert well.device_files.held(SELF) is None


def test_what_lies_before_the_first_day_stays_out(well: Coach) -> None:
    old = walk(BEGAN - timedelta(days=800))
    proposal = well.device_files.propose(SELF, [file("a.fit", old, walk())])
    assert len(proposal.activities) == 1
    assert proposal.files[0].earlier == 1
    longer = well.device_files.propose(SELF, [file("a.fit", old, walk())], date(2020, 1, 1))
    assert len(longer.activities) == 2


def test_steps_tell_of_the_longest_time_without_movement(well: Coach) -> None:
    day = DayOfSteps(date(2026, 2, 20), 900, ("08:00-08:05", "08:50-08:55", "12:00-12:02"))
    well.device_files.confirm(SELF, well.device_files.propose(SELF, [file("a", days=(day,))]))
    still = longest_still(well.journal.entries(SELF))
    assert still is not None
    assert (still.day, still.minutes) == (date(2026, 2, 20), 185)
    assert (still.begins.hour, still.begins.minute) == (8, 55)


def test_an_activity_of_long_ago_has_its_own_time_and_not_that_of_noting(well: Coach) -> None:
    later = walk(BEGAN + timedelta(hours=3))
    well.device_files.confirm(SELF, well.device_files.propose(SELF, [file("a", walk(), later)]))
    still = longest_still(well.journal.entries(SELF))
    assert still is not None
    assert still.minutes == 150


def test_steps_of_today_put_off_the_next_break(well: Coach, clock: FixedClock) -> None:
    well.reminders.save(SELF, ReminderSettings(is_on=True, interval_minutes=40, zone="UTC"))
    clock.moment += timedelta(hours=2, minutes=30)
    day = DayOfSteps(well.today(), 900, ("10:05-10:20",))
    well.device_files.confirm(SELF, well.device_files.propose(SELF, [file("a", days=(day,))]))
    told = well.reminders.now(SELF).next
    assert told is not None
    assert f"{told.at:%H:%M}" == "11:00"


def test_it_opens_nothing_and_a_pulse_raises_no_alarm(coach: Coach) -> None:
    racing = walk(heart_rate=240.0)
    done = coach.device_files.confirm(SELF, coach.device_files.propose(SELF, [file("a", racing)]))
    assert done is not None
    with pytest.raises(NotPermittedError):
        coach.gate.clearance(SELF)
    assert not coach.gate.standing(SELF).is_emergency


def test_days_that_are_known_are_not_taken_again_unless_more_was_counted(well: Coach) -> None:
    def take(steps: int) -> int:
        day = DayOfSteps(date(2026, 2, 20), steps, ("08:00-08:05",))
        proposal = well.device_files.propose(SELF, [file("a", days=(day,))])
        well.device_files.confirm(SELF, proposal)
        return len(proposal.days)

    assert [take(steps) for steps in (900, 900, 800, 1000)] == [1, 0, 0, 1]


def test_two_windows_that_both_show_a_walk_as_new_count_it_once(well: Coach) -> None:
    day = DayOfSteps(date(2026, 2, 20), 900, ("08:00-08:05",))
    one = well.device_files.propose(SELF, [file("a.fit", walk(), days=(day,))])
    other = well.device_files.propose(
        SELF, [file("b.gpx", walk(BEGAN + timedelta(seconds=20)), walk(BEGAN + timedelta(hours=5)))]
    )
    assert [each.counting for each in other.activities] == [CountsAs.COUNTS] * 2
    well.device_files.confirm(SELF, one)
    assert well.device_files.held(SELF) == other  # what the other window read is still held
    done = well.device_files.confirm(SELF, other)
    assert done is not None
    assert done.activities == 1
    assert len(well.journal.entries(SELF, [ActivityEntry])) == 2
    assert len(well.journal.entries(SELF, [StepsEntry])) == 1


def test_the_same_press_in_many_windows_at_once_counts_once(well: Coach) -> None:
    proposals = [well.device_files.propose(SELF, [file(f"{n}.fit", walk())]) for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda each: well.device_files.confirm(SELF, each), proposals * 2))
    assert len(well.journal.entries(SELF, [ActivityEntry])) == 1
    assert len({each.id for each in done if each is not None}) == 1


def test_hard_and_easy_minutes_of_one_activity_are_entries_of_their_own(well: Coach) -> None:
    minutes = MinuteByMinute(pulse=(100,) * 15 + (150,) * 15)
    tracked = walk(heart_rate=125.0, steps=3300, by_minute=minutes)
    proposal = well.device_files.propose(SELF, [file("a.fit", tracked)])
    done = well.device_files.confirm(SELF, proposal)
    assert done is not None
    assert (done.activities, done.minutes) == (1, 30)
    noted = [each.entry for each in well.journal.entries(SELF, [ActivityEntry])]
    assert {(each.minutes, each.intensity) for each in noted} == {
        (14, Intensity.LIGHT),
        (14, Intensity.VIGOROUS),
        (2, Intensity.MODERATE),
    }
    # the steps of the walk are told once, with the first of its parts
    assert [each.came_from.steps for each in noted if each.came_from].count(3300) == 1
    again = well.device_files.propose(SELF, [file("b.gpx", walk())])
    assert again.activities[0].counting is CountsAs.NOTED
    assert well.device_files.undo(SELF, done.id) == 3
