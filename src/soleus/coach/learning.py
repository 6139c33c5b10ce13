"""What a person's journal shows by itself: findings with their evidence, kept until it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from soleus.coach.day_diary import KINDS, day_diary, day_of, evaluated_on
from soleus.coach.relief import eases_each_time
from soleus.coach.texts import Words, texts_of
from soleus.coach.veins import veins_worse
from soleus.evidence import Carrier
from soleus.journal import VisitEntry
from soleus.language import current, translate
from soleus.learning import DerivedFinding, Learnt, learn_from

if TYPE_CHECKING:
    from soleus.journal import Entry, Journal, Recorded

LOOKS_BACK = timedelta(days=180)
"""How far back the journal is read: baselines reach two months back, findings last."""

_BEGIN_ANEW = ("swelling_not_improving", "heaviness_worsening")
"""After a visit they are looked for in what was noted since: not better as promised."""

_RELIEVED = ("swelling_not_improving", "heaviness_worsening", "persistent_unexplained")


@dataclass(frozen=True, slots=True)
class Learning:
    """Asks the journal of one machine what its people's days show."""

    journal: Journal
    _kept: dict[tuple[str, str], tuple[int, Learnt, tuple[Words, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def learnt(self, person_id: str) -> Learnt:
        """Return what the journal shows that nobody is known to have looked at."""
        return self._of(person_id)[0]

    def before_visits(self, person_id: str, since_seq: int) -> Learnt:
        """Return what the journal shows as if no visit had been noted since an entry."""
        return learnt_from(
            each
            for each in self._entries(person_id)
            if not (isinstance(each.entry, VisitEntry) and each.seq > since_seq)
        )

    def texts(self, person_id: str) -> tuple[Words, ...]:
        """Return what is said beside the evidence; nothing where nothing was learnt."""
        return self._of(person_id)[1]

    def lines(self, person_id: str) -> tuple[str, ...]:
        """Return evidence and texts as lines for a terminal, each with its claims."""
        said = [(each.evidence, each.claims) for each in self.learnt(person_id).findings]
        said += [(translate(each.says), each.claims) for each in self.texts(person_id)]
        return tuple(dict.fromkeys(f"{text} [{' '.join(claims)}]" for text, claims in said))

    def _of(self, person_id: str) -> tuple[Learnt, tuple[Words, ...]]:
        newest = self.journal.newest_seq()
        key = (person_id, current())  # the evidence is told in words
        kept = self._kept.get(key)
        if kept is None or kept[0] != newest:
            entries = self._entries(person_id)
            learnt = learnt_from(entries)
            kept = self._kept[key] = (newest, learnt, _texts_with(learnt, entries))
        return kept[1], kept[2]

    def _entries(self, person_id: str) -> tuple[Recorded[Entry], ...]:
        entries = self.journal.entries(person_id, KINDS)
        if not entries:
            return ()
        since = max(each.local_date for each in entries) - LOOKS_BACK
        return tuple(each for each in entries if each.local_date >= since)


def learnt_from(entries: Iterable[Recorded[Entry]]) -> Learnt:
    """Return what entries show that nobody is known to have looked at since it began."""
    entries = tuple(entries)
    seen_on = evaluated_on(entries)
    learnt = learn_from(day_diary(entries))
    found = [each for each in learnt.findings if _is_unseen(each, seen_on)]
    if seen_on is not None:
        names = {each.finding for each in found}
        since = learn_from(day_diary(entries, since=seen_on + 1))
        found += [
            each
            for each in since.findings
            if each.finding in _BEGIN_ANEW and each.finding not in names
        ]
    veins = veins_worse(entries, seen_on)
    return replace(learnt, findings=(*found, *([veins] if veins else ())))


def learnt_text(name: str) -> Words:
    """Return what is said under this id: ``counts`` or ``relief``."""
    return _texts()[name]


def learnt_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("learnt", name, text.claims) for name, text in _texts().items())


def _is_unseen(found: DerivedFinding, seen_on: int | None) -> bool:
    return seen_on is None or found.first_on > day_of(seen_on)


def _texts_with(learnt: Learnt, entries: Iterable[Recorded[Entry]]) -> tuple[Words, ...]:
    if not learnt.findings:
        return ()
    texts = [learnt_text("counts")]
    if any(each.finding in _RELIEVED for each in learnt.findings) and eases_each_time(entries):
        texts.append(learnt_text("relief"))
    return tuple(texts)


@cache
def _texts() -> Mapping[str, Words]:
    return texts_of("learnt.toml", "text", "id", ("counts", "relief"))
