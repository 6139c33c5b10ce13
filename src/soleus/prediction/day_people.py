"""Whose legs a day is planned with: people in general at once, people like one person soon after.

The short legs of a population are kept in ``day_people.toml`` (written by ``day_kept``), so that a
page has an answer without any simulation. Those of people who fit what is known of one person are
simulated in a thread, once, and kept in memory.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from threading import Condition, Thread
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

_log = logging.getLogger(__name__)

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


Between: TypeAlias = Callable[[], None]
"""Called every few milliseconds of a simulation; it raises to end it."""

Simulate: TypeAlias = "Callable[[Known, Wanted, PeopleOf | None, Between], PeopleOfADay]"
"""Returns people who are like one of whom something is known; may take long."""


@cache
def people_in_general() -> PeopleOfADay:
    """Return the kept people: healthy adults as they differ."""
    return load_file(PeopleOfADay, files("soleus.prediction") / "day_people.toml")


def simulated_like(
    known: Known, wanted: Wanted, like: PeopleOf | None = None, between: Between | None = None
) -> PeopleOfADay:
    """Return people who fit what is known of one; takes up to a minute.

    Parameters
    ----------
    like : draws them; by default those are drawn anew who fit
    between : called every few milliseconds; it may raise to end the work

    Raises
    ------
    ImportError
        where the simulation is not installed.
    """
    from soleus.circulation import people_like
    from soleus.prediction.day_fit import short_legs

    legs = short_legs((like or people_like)(known, LIKE_ONE), wanted, between)
    return replace(people_in_general(), legs=legs, is_like_one=True)


_Job: TypeAlias = "Callable[[Between], PeopleOfADay]"


class PeopleLikeThem:
    """Has people simulated who are like somebody, behind the pages, and keeps them.

    One simulation runs at a time, of whom was asked for last: each takes up to a minute and a
    gigabyte, and whoever presses many times must not have as many of them.

    Parameters
    ----------
    simulate : returns the people of one who is known; may take long
    """

    def __init__(self, simulate: Simulate = simulated_like) -> None:
        self._simulate = simulate
        self._found: dict[str, PeopleOfADay | None] = {}
        self._asked: dict[str, _Job] = {}
        self._is_working = self._is_closed = False
        self._changed = Condition()

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
        if self._is_closed or known is None or known == type(known)():
            return people_in_general()
        key = json.dumps([known.as_dict(), {p: list(a) for p, a in wanted.items()}])
        with self._changed:
            if key not in self._found:
                self._ask(key, partial(self._simulate, known, wanted, like))
            if wait:
                self._changed.wait_for(lambda: not self._is_coming(key))
            found = self._found.get(key)
        return found or replace(people_in_general(), is_coming=found is None)

    def forget(self) -> None:
        """Forget everybody: what is known of somebody is health data."""
        with self._changed:
            self._found.clear()
            self._asked.clear()
            self._changed.notify_all()

    def close(self) -> None:
        """Simulate nobody from now on, and end what is under way."""
        self._is_closed = True
        self.forget()

    def _is_coming(self, key: str) -> bool:
        return key in self._found and self._found[key] is None

    def _ask(self, key: str, simulate: _Job) -> None:
        self._found[key], self._asked[key] = None, simulate
        while len(self._found) > MOST_KEPT:
            oldest = next(iter(self._found))
            del self._found[oldest]
            self._asked.pop(oldest, None)
        if not self._is_working:
            self._is_working = True
            Thread(target=self._work, name="people of a day", daemon=True).start()

    def _work(self) -> None:
        while job := self._next():
            key, simulate = job
            found = self._simulated(key, simulate)
            with self._changed:
                if key in self._found:
                    self._found[key] = found
                self._changed.notify_all()

    def _next(self) -> tuple[str, _Job] | None:
        with self._changed:
            self._is_working = bool(self._asked)
            return self._asked.popitem() if self._asked else None

    def _simulated(self, key: str, simulate: _Job) -> PeopleOfADay:
        """Return people like somebody; people in general where they cannot be simulated."""

        def stay() -> None:
            if key not in self._found:  # it was dropped or forgotten meanwhile
                raise _LeftError

        try:
            return simulate(stay)
        except (ImportError, SoleusError, _LeftError):  # no simulation here, or none that runs
            return people_in_general()
        except Exception as error:  # its text may repeat what is known of somebody
            _log.warning("no people of a day were simulated: %s", type(error).__name__)
            return people_in_general()


class _LeftError(Exception):
    """Nobody wants these people any more."""
