"""Answers what two settings do: at once for one usual person, then behind the pages for many.

One thread simulates people, and only for those who still ask: each asker has one comparison under
way, a newer one takes its place at once, and one that nobody asks for any more is dropped. While a
first answer is worked out and drawn, the thread waits. What was simulated is kept for a while, by
setting and by what is known of the person.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from soleus.circulation import Known, RunFailedError, people_like
from soleus.prediction.alike import PeopleOf
from soleus.prediction.runs.comparison import Compared
from soleus.prediction.runs.giving_way import GivingWay
from soleus.prediction.runs.simulating import (
    Simulated,
    are_one_run,
    joined,
    simulate_people,
    simulate_usual,
)
from soleus.prediction.settings import Comparison, LegSetting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PEOPLE = 64
TOGETHER = 8
"""People who are simulated side by side, after which the answer grows."""

LEGS = 2
"""First answers worked out at a time: both legs of one."""

MOST_ASKERS = 8
"""Askers who are served in turn; others have the answer for one usual person alone."""

PATIENCE_S = 4.0
"""An asker who has not asked again for so long has left."""

LOWER_PRIORITY = 10
MOST_KEPT = 128

Key = tuple[LegSetting, str, str]
Kept = TypeVar("Kept")


class _Kept(Generic[Kept]):
    """The last so many answers by their key; safe to use from several threads."""

    def __init__(self) -> None:
        self._all: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            if key in self._all:
                self._all.move_to_end(key)
            return self._all.get(key)

    def clear(self) -> None:
        with self._lock:
            self._all.clear()

    def put(self, key: Key, value: Kept) -> None:
        with self._lock:
            self._all[key] = value
            self._all.move_to_end(key)
            while len(self._all) > MOST_KEPT:
                self._all.popitem(last=False)


@dataclass(slots=True)
class _Asked:
    """What one asker wants to see, and when they last asked [s of the machine's own time]."""

    comparison: Comparison
    known: Known
    like: PeopleOf
    at: float = field(default_factory=time.monotonic)


class Simulations:
    """Simulates comparisons for everybody who asks one server.

    Parameters
    ----------
    people : how many are simulated for a range
    """

    def __init__(self, people: int = PEOPLE) -> None:
        self.people = people
        self._usual: _Kept[Simulated] = _Kept()
        self._exact: _Kept[Simulated] = _Kept()
        self._many: _Kept[tuple[Simulated, ...]] = _Kept()
        self._first = ThreadPoolExecutor(LEGS, thread_name_prefix="first answer")
        self._way = GivingWay()
        self._askers: OrderedDict[str, _Asked] = OrderedDict()
        self._asking = threading.Lock()
        self._is_working = self._forgets_again = False

    def compared(
        self,
        comparison: Comparison,
        known: Known,
        asker: str = "",
        like: PeopleOf = people_like,
    ) -> Compared:
        """Return what is known of a comparison by now, and see that more will be.

        Parameters
        ----------
        asker : who asks; nothing goes on behind the pages for nobody
        like : draws people who fit what is known

        Raises
        ------
        RunFailedError
            The usual person cannot be simulated so.
        """
        keys = _keys(comparison, known)
        first, second = self._usual_pair(keys, known)
        done = min(len(self._many.get(key) or ()) for key in keys)
        many = [joined((self._many.get(key) or ())[:done]) for key in keys] if done else []
        if asker and not self._is_over(keys):
            self._ask(asker, _Asked(comparison, known, like))
        people = (many[0], many[1]) if many else None
        is_rough = comparison.view == "swelling" and None in map(self._exact.get, keys)
        return Compared(comparison.view, (first, second), people, self.people, is_rough)

    def forget(self) -> None:
        """Forget all that was simulated, and who asks: what is known of somebody is health data."""
        with self._asking:
            self._askers.clear()
            self._forgets_again = self._is_working
        self._clear()

    def _clear(self) -> None:
        for kept in (self._usual, self._exact, self._many):
            kept.clear()

    def is_refined(self, comparison: Comparison, known: Known) -> bool:
        """Whether nothing more will come of a comparison."""
        return self._is_over(_keys(comparison, known))

    def _usual_pair(self, keys: tuple[Key, Key], known: Known) -> tuple[Simulated, Simulated]:
        """Return both settings for the usual person; what nobody has asked for is simulated now."""
        if all(self._found(key) for key in keys):
            return self._usual_of(keys[0], known), self._usual_of(keys[1], known)
        with self._way.answering():
            first = self._first.submit(copy_context().run, self._usual_of, keys[0], known)
            if are_one_run(keys[0][0], keys[1][0], keys[0][1]):
                first.result()
            second = self._first.submit(copy_context().run, self._usual_of, keys[1], known)
            return first.result(), second.result()

    def _found(self, key: Key) -> Simulated | None:
        return self._exact.get(key) or self._usual.get(key)

    def _usual_of(self, key: Key, known: Known) -> Simulated:
        found = self._found(key)
        if found is None:
            found = simulate_usual(key[0], key[1], known)
            self._usual.put(key, found)
        return found

    def _run_through(self, key: Key, known: Known, between: Callable[[], None]) -> Simulated:
        """Return hours as the lab runs them; where that breaks down, as they were leapt over."""
        try:
            return simulate_usual(key[0], key[1], known, is_exact=True, between=between)
        except RunFailedError:
            return self._usual_of(key, known)

    def _is_over(self, keys: Sequence[Key]) -> bool:
        wanted = -(-self.people // TOGETHER)
        return all(
            len(self._many.get(key) or ()) >= wanted
            and (key[1] != "swelling" or self._exact.get(key) is not None)
            for key in keys
        )

    def _ask(self, asker: str, asked: _Asked) -> None:
        with self._asking:
            if asker not in self._askers and len(self._askers) >= MOST_ASKERS:
                return
            self._askers[asker] = asked
            if self._is_working:
                return
            self._is_working = True
        threading.Thread(target=self._work, name="simulated people", daemon=True).start()

    def _next(self) -> tuple[str, _Asked] | None:
        """Return whose turn it is; those who have left are forgotten."""
        with self._asking:
            now = time.monotonic()
            for asker in [a for a, each in self._askers.items() if now - each.at > PATIENCE_S]:
                del self._askers[asker]
            if not self._askers:
                self._is_working = False
                if self._forgets_again:  # what was under way when all was forgotten
                    self._forgets_again = False
                    self._clear()
                return None
            asker, asked = next(iter(self._askers.items()))
            self._askers.move_to_end(asker)
            return asker, asked

    def _work(self) -> None:
        """Serve the askers in turn, a few people at a time, until nobody asks."""
        with suppress(AttributeError, OSError):  # only some systems know priorities of threads
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWER_PRIORITY)
        try:
            while (turn := self._next()) is not None:
                asker, asked = turn
                with suppress(_LeftBehindError):
                    self._end(asker, asked, has_more=self._go_on(asker, asked))
        except BaseException:
            with self._asking:
                self._askers.clear()
                self._is_working = False
            raise

    def _end(self, asker: str, asked: _Asked, *, has_more: bool) -> None:
        with self._asking:
            if not has_more and self._askers.get(asker) is asked:
                del self._askers[asker]

    def _stay(self, asker: str, asked: _Asked) -> None:
        """Give way to whoever waits; end what the asker has left behind, or what is forgotten."""
        self._way.give_way()
        with self._asking:
            now = self._askers.get(asker)
        if now is None or (now.comparison, now.known) != (asked.comparison, asked.known):
            raise _LeftBehindError

    def _go_on(self, asker: str, asked: _Asked) -> bool:
        """Simulate the next few people of a comparison; False where nothing is left to do."""
        comparison, known = asked.comparison, asked.known

        def between() -> None:
            self._stay(asker, asked)

        between()
        people = asked.like(known, self.people)
        for key in sorted(_keys(comparison, known), key=lambda k: len(self._many.get(k) or ())):
            done = self._many.get(key) or ()
            if done and self._foresee(comparison, known, between):
                return True
            if group := people[len(done) * TOGETHER : (len(done) + 1) * TOGETHER]:
                more = simulate_people(key[0], key[1], group, between)
                self._many.put(key, (*done, more))
                return True
        for key in _keys(comparison, known):
            if key[1] == "swelling" and self._exact.get(key) is None:
                self._exact.put(key, self._run_through(key, known, between))
                return True
        return False

    def _foresee(self, comparison: Comparison, known: Known, between: Callable[[], None]) -> bool:
        """Simulate one setting that may be asked for next; False where all are there."""
        for each in comparison.next_to_it():
            for key in _keys(each, known):
                if self._found(key) is None:
                    with suppress(RunFailedError):  # then whoever asks for it is told so
                        self._usual.put(key, simulate_usual(*key[:2], known, between=between))
                        return True
        return False


class _LeftBehindError(Exception):
    """The asker wants to see something else by now."""


def _keys(comparison: Comparison, known: Known) -> tuple[Key, Key]:
    about, view = repr(known.as_dict()), comparison.view
    return (comparison.first.seen_in(view), view, about), (
        comparison.second.seen_in(view),
        view,
        about,
    )
