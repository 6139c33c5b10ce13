"""What can be pressed for how the legs were: none, a little, as yesterday, or leg by leg."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.coach import leg_scores
from soleus.journal import Score
from soleus.language import msgid, translate
from soleus.vocabulary import Leg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NONE, A_LITTLE = 0, 2
"""What the two quick answers note of each leg, of 10."""

_SCORE_OF = {Leg.LEFT: Score.SWELLING_LEFT, Leg.RIGHT: Score.SWELLING_RIGHT}


@dataclass(frozen=True, slots=True)
class LegAnswer:
    """One answer: what it sends, as :class:`soleus.web.entry_forms.Spelt` reads it.

    Parameters
    ----------
    is_of_day : whether it is right only on the day on which the page was made
    asks : whether the legs' own scores follow
    """

    value: str
    label: str
    hint: str = ""
    is_of_day: bool = False
    asks: bool = False


def leg_answers(legs: Sequence[Leg], evening_before: Mapping[Score, int]) -> tuple[LegAnswer, ...]:
    """Return the answers for these legs, with yesterday's where it is another one than those."""
    scores = [_SCORE_OF[leg] for leg in legs]
    none, little = (dict.fromkeys(scores, value) for value in (NONE, A_LITTLE))
    is_one = len(scores) == 1
    hint = msgid("2 of 10") if is_one else msgid("both legs, 2 of 10")
    asks = msgid("then how much") if is_one else msgid("then which leg, and how much")
    before = {score: value for score, value in evening_before.items() if score in scores}
    same = translate("As yesterday: {scores}", scores=leg_scores(before))
    answers = [
        LegAnswer(_spelt(none), msgid("None"), msgid("no swelling, 0 of 10")),
        LegAnswer(_spelt(little), msgid("A little"), hint),
        LegAnswer(_spelt(before), same, is_of_day=True),
        LegAnswer(_spelt(dict.fromkeys(scores, "")), msgid("Swollen"), asks, asks=True),
    ]
    return tuple(each for each in answers if not each.is_of_day or before not in ({}, none, little))


def _spelt(scores: Mapping[Score, int | str]) -> str:
    return "&".join(f"{score.value}={value}" for score, value in scores.items())
