"""One leg of a journey by air: from where and when to where and when, each by its own clock."""

from dataclasses import dataclass
from datetime import timedelta

from soleus.language import translate
from soleus.records import Passage
from soleus.vocabulary import FaultsError

LONGEST_FLIGHT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Flight(Passage):
    """One leg by air."""

    error = FaultsError

    def _faults_between(self) -> tuple[str, ...]:
        if not self.starts < self.ends:
            return (
                translate("a flight has to land after it leaves; look at both times and zones"),
            )
        if self.lasts > LONGEST_FLIGHT:
            return (translate("a flight longer than 24 hours; enter each leg by itself"),)
        return ()
