"""What the simulated circulation is told of a person: what was said and measured, nothing else."""

from datetime import timedelta

from coach.samples import WELL
from soleus.circulation import Known
from soleus.coach import Coach
from soleus.journal import SELF, Score, SymptomEntry, TapeEntry
from soleus.vocabulary import Sex
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
