"""What follows from which legs and feet a person has."""

from soleus.vocabulary import Leg, Limbs


def test_two_legs_unless_one_is_wholly_absent() -> None:
    one_leg = {limbs for limbs in Limbs if len(limbs.legs) == 1}
    assert one_leg == {Limbs.LEFT_LEG, Limbs.RIGHT_LEG}


def test_a_leg_without_its_foot_is_still_asked_about() -> None:
    assert Limbs.LEFT_FOOT.legs == (Leg.LEFT, Leg.RIGHT)
    assert Limbs.LEFT_FOOT.feet == (Leg.LEFT,)
    assert Limbs.NO_FOOT.legs == (Leg.LEFT, Leg.RIGHT)
    assert Limbs.NO_FOOT.feet == ()


def test_the_only_leg_is_known_only_where_there_is_one() -> None:
    assert {limbs: limbs.only_leg for limbs in Limbs if limbs.only_leg} == {
        Limbs.LEFT_LEG: Leg.LEFT,
        Limbs.RIGHT_LEG: Leg.RIGHT,
    }
