"""Which legs and feet a person has: what is asked of them and trained with them follows."""

from enum import StrEnum

from soleus.vocabulary.words import Leg


class Limbs(StrEnum):
    """The legs and feet that are there.

    A leg that ends below or above the knee is still a leg: it can swell, ache or lose its blood,
    so the check asks about it. Only a side that is wholly absent is not asked about.
    """

    BOTH = "both"
    LEFT_LEG = "left_leg"
    RIGHT_LEG = "right_leg"
    LEFT_FOOT = "left_foot"
    RIGHT_FOOT = "right_foot"
    NO_FOOT = "no_foot"

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs to ask about, whole or in part."""
        return _ONE_LEG.get(self, tuple(Leg))

    @property
    def feet(self) -> tuple[Leg, ...]:
        """The sides with a foot to move."""
        return _FEET.get(self, tuple(Leg))

    @property
    def only_leg(self) -> Leg | None:
        """The one leg of somebody who has one, else None."""
        return self.legs[0] if len(self.legs) == 1 else None


_ONE_LEG = {Limbs.LEFT_LEG: (Leg.LEFT,), Limbs.RIGHT_LEG: (Leg.RIGHT,)}
_FEET = {
    **_ONE_LEG,
    Limbs.LEFT_FOOT: (Leg.LEFT,),
    Limbs.RIGHT_FOOT: (Leg.RIGHT,),
    Limbs.NO_FOOT: (),
}
