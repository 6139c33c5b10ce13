"""The diary takes only findings that the check could read back."""

import pytest

from soleus.assessment import InvalidAnswers
from soleus.coach import Coach
from soleus.journal import InvalidEntryError, Score, SymptomEntry


def test_a_finding_unknown_to_the_check_is_refused_and_nothing_is_kept(coach: Coach) -> None:
    with pytest.raises(InvalidAnswers, match="chest_pain"):
        coach.diary.note_symptoms("self", findings={"chestpain": True})
    assert coach.journal.latest("self", SymptomEntry) is None


def test_scores_are_kept_as_given(coach: Coach) -> None:
    noted = coach.diary.note_symptoms("self", scores={Score.SWELLING_LEFT: 4})
    assert noted.entry.scores == {Score.SWELLING_LEFT: 4}


def test_recording_nothing_is_refused(coach: Coach) -> None:
    with pytest.raises(InvalidEntryError):
        coach.diary.note_symptoms("self")
