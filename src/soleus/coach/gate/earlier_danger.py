"""Danger signs that a person told in the last days: the next check asks what became of them.

What came after what is told by what each check knew, as at the gate, and never by a clock; a clock
says only whether a sign is more than seven days old.
"""

from datetime import datetime, timedelta

from soleus.assessment.interview import GONE, Value, danger_in
from soleus.journal import CheckEntry, Entry, Journal, Recorded, SymptomEntry
from soleus.vocabulary import AnswerDocument

REMEMBERED = timedelta(days=7)


def earlier_danger(journal: Journal, person_id: str, now: datetime) -> dict[str, Value]:
    """Return the signs of an emergency told within seven days, as finding and value.

    A check that knew of them and says what became of them, other than "gone, and nobody looked",
    closes them. What was noted and taken back is asked about too.
    """
    told = journal.unanswered(person_id, lambda check: check.answers.get(GONE) is False)
    recorded: list[Recorded[Entry]] = [*(each.recorded for each in told.checks), *told.notes]
    signs: dict[str, Value] = {}
    for each in sorted(recorded, key=lambda each: each.seq):
        if each.at >= now - REMEMBERED:
            signs |= dict(danger_in(_answers(each.entry)))
    return signs


def _answers(entry: Entry) -> AnswerDocument:
    if isinstance(entry, CheckEntry) and entry.is_readable:
        return entry.document
    return {"answers": entry.findings if isinstance(entry, SymptomEntry) else {}}
