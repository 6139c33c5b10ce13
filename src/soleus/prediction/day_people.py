"""Whose legs a day is planned with: people in general at once, people like one person soon after.

The short legs of a population are kept in ``day_people.toml`` (written by ``day_kept``), so that a
page has an answer without any simulation. Those of people who fit what is known of one person are
simulated in a thread, once, and kept in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from threading import Lock, Thread
from typing import TYPE_CHECKING, Annotated, TypeAlias

from soleus.prediction.alike import PeopleOf
from soleus.prediction.day_legs import ShortLegs
from soleus.records import Record, limits, load_file, record_of
from soleus.vocabulary import SoleusError

if TYPE_CHECKING:
    from soleus.circulation import Known

LIKE_ONE = 24
"""Simulated people who fit what is known of one person."""

MOST_KEPT = 100
"""Of so many people the legs are kept; the oldest are dropped."""

Wanted = Mapping[str, Sequence[str]]
"""Activities of breaks, by the posture of the day."""


@dataclass(frozen=True, slots=True)
class PeopleOfADay(Record):
    """Simulated people's legs in short.

    Parameters
    ----------
    legs : one for each person
    errors : by posture and activity, how far nine of ten of them are at most from the whole
        simulation before any break of a day [% of the foot's volume]
    fingerprint : of the model that they were simulated with
    is_like_one : whether they fit what is known of one person, and not people in general
    is_coming : whether people who do are being simulated
    """

    legs: Annotated[tuple[ShortLegs, ...], limits.list_of(record_of(ShortLegs), least=1)]
    errors: Mapping[str, float]
    fingerprint: str
    is_like_one: bool = False
    is_coming: bool = False


Simulate: TypeAlias = "Callable[[Known, Wanted, PeopleOf | None], PeopleOfADay]"
"""Returns people who are like one of whom something is known; may take long."""


@cache
def people_in_general() -> PeopleOfADay:
    """Return the kept people: healthy adults as they differ."""
    return load_file(PeopleOfADay, files("soleus.prediction") / "day_people.toml")


def simulated_like(known: Known, wanted: Wanted, like: PeopleOf | None = None) -> PeopleOfADay:
    """Return people who fit what is known of one; takes up to a minute.

    Parameters
    ----------
    like : draws them; by default those are drawn anew who fit

    Raises
    ------
    ImportError
        where the simulation is not installed.
    """
    from soleus.circulation import people_like
    from soleus.prediction.day_fit import short_legs

    legs = short_legs((like or people_like)(known, LIKE_ONE), wanted)
    return replace(people_in_general(), legs=legs, is_like_one=True)


class PeopleLikeThem:
    """Has people simulated who are like somebody, behind the pages, and keeps them.

    Parameters
    ----------
    simulate : returns the people of one who is known; may take long
    """

    def __init__(self, simulate: Simulate = simulated_like) -> None:
        self._simulate = simulate
        self._found: dict[str, PeopleOfADay | None] = {}
        self._lock = Lock()

    def of(
        self,
        known: Known | None,
        wanted: Wanted,
        *,
        like: PeopleOf | None = None,
        wait: bool = False,
    ) -> PeopleOfADay:
        """Return people like somebody, or people in general as long as there are none.

        Parameters
        ----------
        known : what is known; None where nothing is
        like : draws people who fit what is known
        wait : whether to wait for the simulation
        """
        if known is None or known == type(known)():
            return people_in_general()
        key = json.dumps([known.as_dict(), {p: list(a) for p, a in wanted.items()}])
        with self._lock:
            is_new = key not in self._found
            if is_new:
                self._found[key] = None
                while len(self._found) > MOST_KEPT:
                    del self._found[next(iter(self._found))]
        if is_new:
            thread = Thread(target=self._find, args=(key, known, wanted, like), daemon=True)
            thread.start()
            if wait:
                thread.join()
        found = self._found.get(key)
        return found or replace(people_in_general(), is_coming=found is None)

    def _find(self, key: str, known: Known, wanted: Wanted, like: PeopleOf | None) -> None:
        """Keep people like somebody; people in general where they cannot be simulated."""
        try:
            found = self._simulate(known, wanted, like)
        except (ImportError, SoleusError):  # no simulation here, or none that runs for them
            found = people_in_general()
        with self._lock:
            self._found[key] = found

    def forget(self) -> None:
        """Forget everybody: what is known of somebody is health data."""
        with self._lock:
            self._found.clear()
