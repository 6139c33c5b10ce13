"""What of a person decides what they are asked, kept with their settings: limbs and sex."""

from dataclasses import dataclass

from soleus.journal import Journal
from soleus.vocabulary import Limbs, Sex

HALF_WAY = "check"
"""The draft of a check under way."""

LAST = "last_check"
"""The draft of the last check, to be edited."""

LIMBS = "limbs"
SEX = "sex"


@dataclass(frozen=True, slots=True)
class KnownLimbs:
    """Reads and keeps which limbs a person has; two legs with two feet until they say otherwise."""

    journal: Journal

    def of(self, person_id: str) -> Limbs:
        """Return the legs and feet that this person has."""
        kept = self.journal.settings(person_id).get(LIMBS)
        return Limbs(kept) if kept in list(Limbs) else Limbs.BOTH

    def keep(self, person_id: str, limbs: Limbs) -> None:
        """Keep it, and drop a check under way, since it asked about other legs."""
        if limbs is self.of(person_id):
            return
        self.journal.save_setting(person_id, LIMBS, limbs.value)
        for draft in (HALF_WAY, LAST):
            self.journal.drop_draft(person_id, draft)


@dataclass(frozen=True, slots=True)
class KnownSex:
    """Reads and keeps the sex of a person, which is asked once; "rather not say" is an answer."""

    journal: Journal

    def is_asked(self, person_id: str) -> bool:
        """Whether the person has answered, be it with "rather not say"."""
        return self.journal.settings(person_id).get(SEX) in list(Sex)

    def of(self, person_id: str) -> Sex:
        """Return what was said; of whom nothing is known, all is asked."""
        kept = self.journal.settings(person_id).get(SEX)
        return Sex(kept) if kept in list(Sex) else Sex.UNSAID

    def keep(self, person_id: str, sex: Sex) -> None:
        """Keep it; where it was another one, a check under way begins anew."""
        if sex is not self.of(person_id):
            self.journal.drop_draft(person_id, HALF_WAY)
        self.journal.save_setting(person_id, SEX, sex.value)
