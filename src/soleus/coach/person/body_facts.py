"""Year of birth and height: asked once, kept with a person's settings, never needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from soleus.journal import Journal
from soleus.language import msgid, translate
from soleus.records import Record, limits
from soleus.vocabulary import FaultsError

BODY = "body"
"""The setting that has them."""

_AGES = (10, 120)


@dataclass(frozen=True, slots=True)
class BodyFacts(Record):
    """What of a body stays as it is; None where it was not said."""

    error = FaultsError
    birth_year: Annotated[int, limits.whole(1900, 2100)] | None = None
    height_cm: Annotated[float, limits.number(100, 250, "cm")] | None = None

    def age_on(self, day: date) -> float | None:
        """Return the age on a day, to half a year: the birthday itself is not asked for."""
        if self.birth_year is None:
            return None
        return day.year + day.timetuple().tm_yday / 366 - self.birth_year - 0.5


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Reads and keeps them."""

    journal: Journal
    today: Callable[[], date]

    def of(self, person_id: str) -> BodyFacts:
        """Return what was said; nothing of it where it cannot be read."""
        try:
            return BodyFacts.from_dict(self.journal.settings(person_id).get(BODY, {}))
        except FaultsError:
            return BodyFacts()

    def keep(self, person_id: str, facts: BodyFacts) -> None:
        """Keep what was said in place of what was there.

        Raises
        ------
        FaultsError
            where nobody alive was born in that year, or only a small child.
        """
        year = facts.birth_year
        if year is not None and not _AGES[0] <= self.today().year - year <= _AGES[1]:
            least, most = (self.today().year - age for age in reversed(_AGES))
            text = msgid("year of birth: a year is needed, from {least} to {most}")
            raise FaultsError([translate(text, least=least, most=most)])
        self.journal.save_setting(person_id, BODY, facts.as_dict())
