"""What the simulated circulation is told of a person: what was said and measured, nothing else."""

from datetime import timedelta

import pytest

from coach.samples import WELL
from soleus.circulation import Known
from soleus.coach import BodyFacts, Coach
from soleus.journal import (
    SELF,
    AnkleIndexEntry,
    BloodPressureEntry,
    CuffPosture,
    HeelRaisesEntry,
    Score,
    SymptomEntry,
    TapeEntry,
    WeightEntry,
)
from soleus.vocabulary import FaultsError, Sex
from soleus.vocabulary.clock import FixedClock


def test_of_a_new_person_nothing_is_known(coach: Coach) -> None:
    assert coach.body.known_of(SELF) == Known()


def test_rather_not_say_is_not_known(coach: Coach) -> None:
    coach.sex.keep(SELF, Sex.UNSAID)
    assert coach.body.known_of(SELF).sex is None
    coach.sex.keep(SELF, Sex.FEMALE)
    assert coach.body.known_of(SELF).sex == "female"


def test_the_check_tells_age_heart_failure_and_surface_veins(coach: Coach) -> None:
    answers = {"age": 61, "heart_failure": True, "varicose_veins": "left"}
    coach.checks.record(SELF, {"answers": answers, "others": "no"})
    known = coach.body.known_of(SELF)
    assert (known.age, known.heart_failure, known.leaking) == (61, "mild", ("left",))


def test_both_legs_are_named(coach: Coach) -> None:
    coach.checks.record(SELF, {"answers": {"varicose_veins": "both"}})
    assert coach.body.known_of(SELF).leaking == ("left", "right")


def test_the_age_of_a_check_grows(well: Coach, clock: FixedClock) -> None:
    age = well.body.known_of(SELF).age
    clock.advance(timedelta(days=2 * 365))
    assert age is not None
    assert well.body.known_of(SELF).age == age + 2


def test_the_last_girth_of_each_leg_counts(coach: Coach, clock: FixedClock) -> None:
    coach.notes.take(SELF, TapeEntry(calf_left_cm=38, calf_right_cm=37.5))
    clock.advance(timedelta(days=2))
    coach.notes.take(SELF, TapeEntry(calf_left_cm=36.5, ankle_right_cm=22))
    assert coach.body.known_of(SELF).calf_girth_cm == {"left": 36.5, "right": 37.5}


def test_a_girth_that_was_taken_back_is_not_known(coach: Coach) -> None:
    noted = coach.notes.take(SELF, TapeEntry(calf_left_cm=38))
    coach.journal.withdraw(noted.recorded.id)
    assert coach.body.known_of(SELF).calf_girth_cm == {}


def test_evenings_are_averaged_over_legs_and_days(coach: Coach, clock: FixedClock) -> None:
    coach.notes.take(SELF, SymptomEntry(scores={Score.SWELLING_LEFT: 10}))
    clock.advance(timedelta(days=40))  # that evening no longer counts
    coach.notes.take(SELF, SymptomEntry(scores={Score.SWELLING_LEFT: 4, Score.SWELLING_RIGHT: 2}))
    clock.advance(timedelta(days=1))
    coach.notes.take(SELF, SymptomEntry(scores={Score.SWELLING_RIGHT: 6}))
    assert coach.body.known_of(SELF).evening_swelling == 4.5


def test_whoever_denies_all_else_has_no_heart_failure(well: Coach) -> None:
    assert WELL["others"] == "no"
    assert well.body.known_of(SELF).heart_failure == "none"


def test_what_the_model_has_no_people_for_is_not_known(coach: Coach) -> None:
    coach.checks.record(SELF, {"answers": {"age": 115, "heart_failure": True}})
    known = coach.body.known_of(SELF)
    assert (known.age, known.heart_failure) == (None, "mild")


def test_measurements_are_known_by_their_last_value(coach: Coach, clock: FixedClock) -> None:
    for kg, left in ((84, 18), (82.5, 22)):
        coach.notes.take(SELF, WeightEntry(kg))
        coach.notes.take(SELF, HeelRaisesEntry(left, 30))
        clock.advance(timedelta(days=7))
    known = coach.body.known_of(SELF)
    assert (known.weight_kg, known.calf_raises) == (82.5, 26)


def test_pressures_of_the_last_day_are_averaged_and_those_lying_left_out(
    coach: Coach, clock: FixedClock
) -> None:
    coach.notes.take(SELF, BloodPressureEntry(160, 100))
    clock.advance(timedelta(days=1))
    coach.notes.take(SELF, BloodPressureEntry(130, 80))
    coach.notes.take(SELF, BloodPressureEntry(126, 78, posture=CuffPosture.SITTING))
    clock.advance(timedelta(days=1))
    coach.notes.take(SELF, BloodPressureEntry(110, 70, posture=CuffPosture.LYING))
    known = coach.body.known_of(SELF)
    assert (known.systolic_mmhg, known.diastolic_mmhg) == (128, 79)


def test_an_index_of_stiff_arteries_tells_the_model_nothing(coach: Coach) -> None:
    coach.notes.take(SELF, AnkleIndexEntry(0.8, 1.5))
    assert coach.body.known_of(SELF).ankle_index == {"left": 0.8}


def test_a_girth_of_the_morning_goes_before_a_later_one(coach: Coach, clock: FixedClock) -> None:
    coach.notes.take(SELF, TapeEntry(calf_left_cm=36))  # at eight
    clock.advance(timedelta(hours=11))
    coach.notes.take(SELF, TapeEntry(calf_left_cm=37.5))
    assert coach.body.known_of(SELF).calf_girth_cm == {"left": 36}
    clock.advance(timedelta(days=40))
    coach.notes.take(SELF, TapeEntry(calf_left_cm=37))
    assert coach.body.known_of(SELF).calf_girth_cm == {"left": 37}


def test_the_year_of_birth_goes_before_the_age_of_a_check(well: Coach, clock: FixedClock) -> None:
    well.body.facts.keep(SELF, BodyFacts(birth_year=1960, height_cm=171))
    known = well.body.known_of(SELF)
    assert known.age == pytest.approx(65.7, abs=0.1)
    assert known.height_cm == 171
    clock.advance(timedelta(days=365))
    assert well.body.known_of(SELF).age == pytest.approx(66.7, abs=0.1)


@pytest.mark.parametrize("year", [1905, 2020])
def test_a_year_in_which_nobody_here_was_born_is_refused(coach: Coach, year: int) -> None:
    with pytest.raises(FaultsError, match="from 1906 to 2016"):
        coach.body.facts.keep(SELF, BodyFacts(birth_year=year))
    assert coach.body.facts.of(SELF) == BodyFacts()


def test_facts_that_cannot_be_read_are_not_known(coach: Coach) -> None:
    coach.journal.save_setting(SELF, "body", {"birth_year": "long ago"})
    assert coach.body.known_of(SELF) == Known()
