"""What is unlikely is asked about once, kept as it is when it is right, and never changed."""

import pytest

from soleus.coach import Coach, UnlikelyError
from soleus.journal import (
    SELF,
    AnkleIndexEntry,
    BloodPressureEntry,
    Entry,
    HeelRaisesEntry,
    TapeEntry,
    WeightEntry,
)
from soleus.language import Measures, Units, measuring

LIKELY: list[Entry] = [
    BloodPressureEntry(128, 76, 64),
    AnkleIndexEntry(0.7, 1.42),
    WeightEntry(82.5),
    HeelRaisesEntry(0, 30),
    TapeEntry(38, 36.5, 22, 23),
]
UNLIKELY: list[tuple[Entry, str]] = [
    (BloodPressureEntry(60, 40), "Upper number: is 60 mmHg right? Lower number: is 40 mmHg right?"),
    (BloodPressureEntry(240, 100), "Upper number: is 240 mmHg right?"),
    (AnkleIndexEntry(0.2), "ABI left: is 0.2 right?"),
    (AnkleIndexEntry(None, 1.6), "ABI right: is 1.6 right?"),
    (WeightEntry(30), "Weight: is 30 kg right?"),
    (TapeEntry(calf_left_cm=82), "Calf left: is 82 cm right?"),
    (HeelRaisesEntry(None, 90), "Heel raises right: is 90 right?"),
]


def noted(coach: Coach) -> list[Entry]:
    return [each.entry for each in coach.journal.entries(SELF, [type(e) for e in LIKELY])]


@pytest.mark.parametrize("entry", LIKELY, ids=lambda each: str(each.kind))
def test_what_is_likely_is_noted_at_once(coach: Coach, entry: Entry) -> None:
    coach.notes.take_asking(SELF, entry)
    assert noted(coach) == [entry]


@pytest.mark.parametrize(("entry", "question"), UNLIKELY)
def test_what_is_unlikely_is_asked_and_kept_as_it_is(
    coach: Coach, entry: Entry, question: str
) -> None:
    with pytest.raises(UnlikelyError) as error:
        coach.notes.take_asking(SELF, entry)
    assert str(error.value) == question
    assert noted(coach) == []
    coach.notes.take_asking(SELF, entry, [each.key for each in error.value.asked])
    assert noted(coach) == [entry]


def test_to_be_sure_of_one_value_is_not_to_be_sure_of_another(coach: Coach) -> None:
    with pytest.raises(UnlikelyError) as error:
        coach.notes.take_asking(SELF, WeightEntry(301), ["weight_kg=30"])
    assert [each.key for each in error.value.asked] == ["weight_kg=301"]


def test_a_weight_is_held_against_the_last_one(coach: Coach) -> None:
    coach.notes.take_asking(SELF, WeightEntry(84))
    coach.notes.take_asking(SELF, WeightEntry(64.5))
    with pytest.raises(UnlikelyError, match=r"is 84.5 kg right\? Last time it was 64.5 kg"):
        coach.notes.take_asking(SELF, WeightEntry(84.5))


def test_a_leg_is_held_against_the_other_of_the_same_note_or_the_one_before(coach: Coach) -> None:
    with pytest.raises(UnlikelyError, match=r"is 47 cm right\? The other leg is 36 cm"):
        coach.notes.take_asking(SELF, TapeEntry(47, 36))
    coach.notes.take_asking(SELF, TapeEntry(calf_right_cm=36))
    with pytest.raises(UnlikelyError, match="The other leg is 36 cm"):
        coach.notes.take_asking(SELF, TapeEntry(calf_left_cm=46))
    coach.notes.take_asking(SELF, TapeEntry(46, 44))


def test_it_is_asked_in_the_units_of_the_person(coach: Coach) -> None:
    with (
        measuring(Measures(Units.IMPERIAL)),
        pytest.raises(UnlikelyError, match=r"Weight: is 66.1 lb right\?"),
    ):
        coach.notes.take_asking(SELF, WeightEntry(30))


def test_what_is_there_already_is_not_asked_about_again(coach: Coach) -> None:
    first = coach.notes.take_asking(SELF, WeightEntry(30), None)
    again = coach.notes.take_asking(SELF, WeightEntry(30), id=first.recorded.id)
    assert again.recorded == first.recorded
