"""A routine asks only for the feet that are there."""

import pytest

from session.samples import START, permit
from soleus.session import fitted, routine, routines, script
from soleus.vocabulary import Activity, FaultsError, Limbs, NotPermittedError

MOVES_A_FOOT = [each for each in routines() if "feet" in routine(each).choices]


def test_pumps_and_raises_move_a_foot() -> None:
    assert set(MOVES_A_FOOT) == {"ankle_pumps", "calf_raises"}


@pytest.mark.parametrize("name", MOVES_A_FOOT)
@pytest.mark.parametrize("limbs", [Limbs.LEFT_LEG, Limbs.LEFT_FOOT])
def test_with_one_foot_only_that_foot_is_offered(name: str, limbs: Limbs) -> None:
    assert list(fitted(routine(name), limbs).choices["feet"].offered) == ["left"]
    assert fitted(routine(name), limbs).choices["feet"].default == "left"


@pytest.mark.parametrize("name", MOVES_A_FOOT)
def test_without_a_foot_it_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(NotPermittedError, match="there is none"):
        fitted(routine(name), Limbs.NO_FOOT)


@pytest.mark.parametrize("name", list(routines()))
def test_with_two_feet_nothing_changes(name: str) -> None:
    assert fitted(routine(name), Limbs.BOTH) == routine(name)


def test_nobody_is_stood_on_one_foot() -> None:
    posture = fitted(routine("calf_raises"), Limbs.RIGHT_FOOT).choices["posture"]
    assert "standing" not in posture.offered
    assert posture.default == "seated"


def test_a_script_for_one_foot_speaks_of_that_foot_and_refuses_the_other() -> None:
    leave = permit(Activity.ANKLE_PUMPS)
    made = script(leave, "ankle_pumps", now=START, limbs=Limbs.RIGHT_LEG)
    told = " ".join(text.says for text in made.intro)
    assert "right foot" in told
    assert "both feet" not in told
    with pytest.raises(FaultsError):
        script(leave, "ankle_pumps", {"feet": "left"}, now=START, limbs=Limbs.RIGHT_LEG)


@pytest.mark.parametrize(
    ("posture", "word"), [("standing", "hand"), ("seated", "Sit"), ("lying", "straight")]
)
def test_raises_are_told_as_they_are_done(posture: str, word: str) -> None:
    made = script(permit(Activity.CALF_RAISES), "calf_raises", {"posture": posture}, now=START)
    assert made.posture == posture
    assert word in made.segments[0].show.says
    spoken = [cue.text for segment in made.segments for cue in segment.cues if cue.text]
    assert ("Done. Stand still for a moment." in spoken) == (posture == "standing")
