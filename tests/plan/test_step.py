from hypothesis import given
from hypothesis import strategies as st

from plan.samples import clearance, clearances, profile, profiles, referred
from soleus.assessment import Clearance
from soleus.plan import Profile, targets
from soleus.plan.statements import Basis
from soleus.plan.step import next_minutes, start_minutes, step_for
from soleus.vocabulary import Status, Urgency

TARGET = 150


def test_the_numbers_of_the_week_are_the_articles() -> None:
    numbers = targets()
    assert numbers.moderate_minutes_per_week.value == TARGET
    assert numbers.vigorous_minutes_per_week.value == 75
    assert numbers.vigorous_counts.value == 2
    assert numbers.strength_days_per_week.value == 2
    assert numbers.start_minutes_per_day.value == 10
    assert (numbers.bout_least_minutes.value, numbers.bout_most_minutes.value) == (5, 10)
    assert not numbers.moderate_minutes_per_week.is_choice
    assert numbers.step_percent.is_choice


def test_the_target_is_the_same_in_moderate_and_in_vigorous_minutes() -> None:
    numbers = targets()
    doubled = numbers.vigorous_minutes_per_week.value * numbers.vigorous_counts.value
    assert doubled == numbers.moderate_minutes_per_week.value


def test_somebody_who_sits_all_day_starts_at_ten_minutes_a_day() -> None:
    step = step_for(clearance(), profile(), None)
    assert (step.basis, step.minutes, step.to_place) == (Basis.START, 70, 70)
    assert "70 minutes, about 10 a day" in step.statement.says


def test_somebody_who_moves_already_starts_from_there() -> None:
    step = step_for(clearance(), profile(current_minutes_per_day=15), None)
    assert (step.basis, step.minutes) == (Basis.KEEP, 105)


def test_a_week_that_was_done_leads_to_a_tenth_more() -> None:
    done = profile(weeks_on_plan=1, last_week_minutes=100)
    step = step_for(clearance(), done, 100)
    assert (step.basis, step.before, step.minutes) == (Basis.STEP, 100, 110)


def test_a_planned_week_is_not_taken_for_a_done_one() -> None:
    step = step_for(clearance(), profile(weeks_on_plan=1), 100)
    assert (step.basis, step.minutes) == (Basis.KEEP, 100)


def test_a_poor_week_leads_back_to_what_was_done_but_not_below_the_start() -> None:
    low = profile(weeks_on_plan=3, last_week_minutes=80)
    assert step_for(clearance(), low, 120).minutes == 88
    none = profile(weeks_on_plan=3, last_week_minutes=0)
    assert step_for(clearance(), none, 120).minutes == 70


def test_at_the_target_there_is_no_need_for_more() -> None:
    step = step_for(clearance(), profile(current_minutes_per_day=40), None)
    assert (step.basis, step.minutes, step.ladder) == (Basis.REACHED, TARGET, ())


def test_vigorous_minutes_count_double_and_leave_fewer_to_place() -> None:
    mixed = profile(current_minutes_per_day=10, vigorous_minutes_per_week=20)
    step = step_for(clearance(), mixed, None)
    assert (step.minutes, step.to_place) == (110, 70)
    keen = profile(vigorous_minutes_per_week=75)
    assert step_for(clearance(), keen, None).to_place == 0


def test_the_ladder_climbs_to_the_target_by_steps_that_the_plan_states() -> None:
    ladder = step_for(clearance(), profile(), None).ladder
    assert ladder[0] == 77
    assert ladder[-1] == TARGET
    assert list(ladder) == sorted(set(ladder))


def test_under_within_days_nothing_is_built_up() -> None:
    assert step_for(referred(), profile(), None).minutes == 0
    assert step_for(referred(), profile(), 140).minutes == 0
    usual = profile(current_minutes_per_day=12)
    step = step_for(referred(), usual, None)
    assert (step.basis, step.minutes, step.ladder) == (Basis.WITHIN_DAYS, 84, ())


def test_under_caution_the_plan_starts_but_does_not_step_up() -> None:
    careful = clearance(walking=Status.CAUTION)
    assert step_for(careful, profile(), None).minutes == 70
    later = profile(weeks_on_plan=4, last_week_minutes=90)
    step = step_for(careful, later, 90)
    assert (step.basis, step.minutes, step.grows) == (Basis.CAUTION, 90, False)


def test_where_walking_is_closed_or_the_person_lies_in_bed_no_minutes_are_planned() -> None:
    assert step_for(clearance(walking=Status.HOLD), profile(), None).basis is Basis.CLOSED
    assert step_for(clearance(), profile("bed"), None).basis is Basis.BED
    assert step_for(clearance(), profile("bed"), 100).to_place == 0


@given(clearances(), profiles(), st.none() | st.integers(0, 200))
def test_no_week_holds_more_than_the_step_from_the_week_before(
    given_clearance: Clearance, person: Profile, previous: int | None
) -> None:
    step = step_for(given_clearance, person, previous)
    tenth_or_five = max(5, step.before // 10)
    assert step.minutes <= max(start_minutes(), step.before + tenth_or_five)
    assert 0 <= step.to_place <= step.minutes <= TARGET
    if given_clearance.decision.urgency is Urgency.WITHIN_DAYS:
        assert step.minutes <= step.before
        assert not step.grows


@given(st.integers(0, 150))
def test_steps_rise_and_stop_at_the_target(minutes: int) -> None:
    following = next_minutes(minutes)
    assert following > minutes or following == minutes == TARGET
    assert following <= TARGET
