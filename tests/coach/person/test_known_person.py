"""What of a person decides what they are asked is kept with them."""

from soleus.coach import Coach
from soleus.journal import SELF
from soleus.vocabulary import Sex


def test_sex_is_kept_and_another_one_begins_a_half_way_check_anew(coach: Coach) -> None:
    assert not coach.sex.is_asked(SELF)
    coach.sex.keep(SELF, Sex.UNSAID)
    assert coach.sex.is_asked(SELF)
    coach.checks.answer(SELF, "breath", {}, none_of_these=True)
    coach.sex.keep(SELF, Sex.UNSAID)
    assert coach.checks.is_under_way(SELF)
    coach.sex.keep(SELF, Sex.MALE)
    assert not coach.checks.is_under_way(SELF)
    assert coach.checks.current(SELF).answers.sex is Sex.MALE
