"""Simulated people who fit a person: fitted once, and kept with the person until they change.

What is kept is a draft of the journal, as numbers: it is the person's own, goes when their data is
deleted, is in no file that is given away, and can be dropped at any time, since it is fitted anew
where it is missing. The gate reads none of it.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING

from soleus.journal import JournalUnavailableError, UnknownPersonError
from soleus.vocabulary import FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from soleus.circulation import Ensemble, Known, LegDay, VirtualPerson
    from soleus.journal import Journal

MEMBERS = 64
_SEED = 1
_KIND = "fit"
"""The draft of those who fit what is known; of those who fit for another purpose too, ``fit x``."""


class Fits:
    """Fits simulated people to a person where none are kept of what is known now."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._fitting, self._keeping = Lock(), Lock()
        self._generation = 0
        self._is_open = True

    def of(
        self, person_id: str, known: Known, days: Sequence[LegDay] = (), *, purpose: str = ""
    ) -> Ensemble:
        """Return the simulated people who fit; it takes half a second where none are kept.

        Parameters
        ----------
        known : what is known of this person, and of nobody else
        days : of the person's diary, to learn from
        purpose : a word where others than those who fit all that is known are wanted; of each
            purpose one fit is kept
        """
        from soleus.circulation import fit  # takes long to load

        kind, key = f"{_KIND} {purpose}".strip(), _key(known, days)
        with self._fitting:  # who waits for the same fit finds it kept
            since = self._generation
            if (found := self._kept(person_id, kind, key)) is None:
                found = fit(known, MEMBERS, _SEED, days=days)
                self._keep(person_id, kind, {"key": key, "ensemble": found.as_dict()}, since)
        return found

    def people_of(self, person_id: str) -> Callable[[Known, int], Sequence[VirtualPerson]]:
        """Return what gives the first so many simulated people who fit what is known of one."""

        def people(known: Known, n: int) -> Sequence[VirtualPerson]:
            return self.of(person_id, known).members[:n]

        return people

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Let nothing be kept that was begun before this is over."""
        with self._keeping:
            self._generation += 1
            yield
            self._generation += 1

    def close(self) -> None:
        """Read and keep nothing from now on: the journal is about to be closed."""
        with self.forgetting():
            self._is_open = False

    def _kept(self, person_id: str, kind: str, key: str) -> Ensemble | None:
        """Return those who are kept; None where there are none, or of something else."""
        from soleus.circulation import Ensemble

        draft = None
        with self._keeping, suppress(JournalUnavailableError, UnknownPersonError):
            draft = self._journal.draft(person_id, kind) if self._is_open else None
        if draft is None or draft.document.get("key") != key:
            return None
        try:
            return Ensemble.from_dict(draft.document["ensemble"])
        except FaultsError:  # written by another edition
            return None

    def _keep(self, person_id: str, kind: str, document: dict[str, object], since: int) -> None:
        with self._keeping, suppress(JournalUnavailableError, UnknownPersonError):
            if since == self._generation and self._is_open:
                self._journal.save_draft(person_id, kind, document)


def _key(known: Known, days: Sequence[LegDay]) -> str:
    """Return what tells a fit from one to something else, or by another model."""
    from soleus.circulation import people_fingerprint

    parts = [people_fingerprint(), MEMBERS, _SEED, known.as_dict(), [d.as_dict() for d in days]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
