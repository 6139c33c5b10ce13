"""Calves over the last weeks, in the units that are preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.journal import circumferences
from soleus.language import Units, length, measures, msgid
from soleus.vocabulary import Leg
from soleus.web.charts.lines import two_legs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded
    from soleus.web.charts.lines import LineChart


def calf_chart(recorded: Sequence[Recorded[Entry]], *, until: date, days: int) -> LineChart:
    """Return how thick each calf was over the last ``days`` days."""
    units = measures().length
    around = msgid("inches around") if units is Units.IMPERIAL else msgid("cm around")
    left, right = (
        [
            (each.day, length(each.calf_cm, units))
            for each in circumferences(recorded, leg)
            if each.calf_cm is not None
        ]
        for leg in (Leg.LEFT, Leg.RIGHT)
    )
    return two_legs(msgid("Calf"), around, left, right, until=until, days=days)
