"""What a journal shows of days that nobody is known to have looked at, and what is said with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise

from soleus.assessment import DerivedFinding, Learnt
from soleus.evidence import Text, load_texts
from soleus.journal import Entry, Recorded
from soleus.learning.from_journal import diary_of_entries, evaluated_on
from soleus.learning.learning import learn_from
from soleus.learning.relief import eases_each_time
from soleus.learning.veins import veins_worse

LOOKS_BACK = timedelta(days=180)
"""How far back entries count: baselines reach two months back, and findings last long."""

APART = timedelta(days=30)
"""Days ahead of now that lie further apart are looked at one by one: none may hide another."""

_BEGIN_ANEW = ("swelling_not_improving", "heaviness_worsening")
"""Looked for again in what was noted after a visit: it did not get better as promised."""

_RELIEVED = ("swelling_not_improving", "heaviness_worsening", "persistent_unexplained")


def learn_unseen(
    entries: Iterable[Recorded[Entry]], today: date
) -> tuple[Learnt, tuple[Text, ...]]:
    """Return what entries show without what was looked at since it began, and the texts with it.

    Parameters
    ----------
    entries : in the order in which they happened
    today : the day it is; what lies ahead of it is looked at apart
    """
    entries = tuple(entries)
    learnt = _together([_unseen(part) for part in _parts(entries, today)])
    return learnt, _texts_with(learnt, entries)


def _parts(
    entries: tuple[Recorded[Entry], ...], today: date
) -> Iterator[tuple[Recorded[Entry], ...]]:
    """Give what was noted up to today, and what lies ahead where a clock was or is wrong.

    Each part is looked at by itself, so that nothing dated ahead hides what was before, and a
    clock set back hides nothing either.
    """
    days = sorted({each.local_date for each in entries})
    past, ahead = [day for day in days if day <= today], [day for day in days if day > today]
    ends = [day for day, after in pairwise([*ahead, date.max]) if after - day > APART]
    for end in [*past[-1:], *ends]:
        yield tuple(each for each in entries if end - LOOKS_BACK <= each.local_date <= end)


def _together(parts: Iterable[Learnt]) -> Learnt:
    """Return all that any of several parts shows; the first to show a finding names it."""
    parts = tuple(parts)
    found: dict[str, DerivedFinding] = {}
    for each in parts:
        of_part = {one.finding: one for one in each.findings}  # of two legs, the newer is last
        found = {**of_part, **found}
    return Learnt(tuple(found.values()), parts[0].as_of if parts else None)


def _unseen(entries: tuple[Recorded[Entry], ...]) -> Learnt:
    seen_on = evaluated_on(entries)
    learnt = learn_from(diary_of_entries(entries))
    found = list(learnt.findings)
    if seen_on is not None:
        found = [each for each in found if each.first_on.toordinal() > seen_on]
        names = {each.finding for each in found}
        after_visit = learn_from(diary_of_entries(entries, since=seen_on + 1))
        found += [
            each
            for each in after_visit.findings
            if each.finding in _BEGIN_ANEW and each.finding not in names
        ]
    veins = veins_worse(entries, seen_on)
    return replace(learnt, findings=(*found, *([veins] if veins else ())))


def _texts_with(learnt: Learnt, entries: Iterable[Recorded[Entry]]) -> tuple[Text, ...]:
    if not learnt.findings:
        return ()
    is_relieved = any(each.finding in _RELIEVED for each in learnt.findings)
    names = ["counts"] + ["relief"] * (is_relieved and eases_each_time(entries))
    return tuple(texts()[name] for name in names)


@cache
def texts() -> Mapping[str, Text]:
    """Return what is said with findings, in English: what they count as, and of relief."""
    return load_texts(files("soleus.learning") / "learnt.toml", ("counts", "relief"))
