"""What a person's journal shows by itself: findings with their evidence, cached until it grows."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from soleus.assessment import Learnt
from soleus.evidence import Text
from soleus.journal import Entry, Journal, Recorded, SymptomEntry
from soleus.language import Measures, current, measures
from soleus.learning import (
    KINDS,
    LOOKS_BACK,
    days_evaluated,
    learn_unseen,
    notes_for_veins,
)
from soleus.vocabulary import Clock

_Key = tuple[str, str, Measures]
_Shown = tuple[Learnt, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Learning:
    """Finds what the journal shows of a person's days."""

    journal: Journal
    clock: Clock
    _known: dict[_Key, tuple[tuple[int, date], _Shown]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What was found for a person, in a language and units, with the newest entry of the journal
    and the day at that time."""

    def learnt(self, person_id: str) -> Learnt:
        """Return what the journal shows that nobody is known to have looked at."""
        return self._shown(person_id)[0]

    def texts(self, person_id: str) -> tuple[Text, ...]:
        """Return what is said with the evidence; nothing where the journal shows nothing."""
        return self._shown(person_id)[1]

    def lines(self, person_id: str) -> tuple[str, ...]:
        """Return evidence and texts as lines for a terminal, each with its claims."""
        lines = [(each.evidence, each.claims) for each in self.learnt(person_id).findings]
        lines += [(text.said().says, text.claims) for text in self.texts(person_id)]
        return tuple(dict.fromkeys(f"{says} [{' '.join(claims)}]" for says, claims in lines))

    def veins(self, person_id: str) -> tuple[tuple[Recorded[SymptomEntry], ...], tuple[date, ...]]:
        """Return what a device needs to learn of veins as here, with what waits there.

        The notes that can show it, and the days on which somebody looked at everything.
        """
        entries = self._entries(person_id, self.journal.day_of(self.clock.now()))
        return tuple(notes_for_veins(entries)), days_evaluated(entries)

    def _shown(self, person_id: str) -> _Shown:
        """Return what the journal shows; looked at again when it took something, and each day."""
        today = self.journal.day_of(self.clock.now())
        as_of = (self.journal.newest_seq(), today)
        key = (person_id, current(), measures())  # the evidence is in words
        known = self._known.get(key)
        if known is None or known[0] != as_of:
            entries = self._entries(person_id, today)
            shown = learn_unseen(entries, today)
            known = self._known[key] = (as_of, shown)
        return known[1]

    def _entries(self, person_id: str, today: date) -> tuple[Recorded[Entry], ...]:
        """Return what is looked at: from well before the last day noted up to today, on."""
        entries = self.journal.entries(person_id, KINDS, today - LOOKS_BACK)
        last = max((each.local_date for each in entries if each.local_date <= today), default=None)
        if last is None:  # nothing for long: what the days showed last is true until they show more
            return self.journal.entries(person_id, KINDS)
        before = today - LOOKS_BACK - timedelta(days=1)
        return (*self.journal.entries(person_id, KINDS, last - LOOKS_BACK, before), *entries)
