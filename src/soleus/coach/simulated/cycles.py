"""Simulated cycles for sessions: made behind the pages, kept with the person, unknown to the gate.

What is simulated is drawn beside the leg and said at the end, and nothing goes by it. Where the
model is not there, or fails, a session goes on as if there were none.
"""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from soleus.session import PREFIX, routine
from soleus.vocabulary import Leg, Limbs, capabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

    from soleus.circulation import Known
    from soleus.coach.person.known_person import KnownLimbs
    from soleus.coach.simulated.fits import Fits
    from soleus.coach.simulated.known_body import KnownBody
    from soleus.journal import Journal
    from soleus.prediction import CycleTable, PeopleOf

_ROOM = "soleus.prediction"
_USUAL_LEG = Leg.RIGHT
"""The leg that is drawn, where both move and nothing is said of one."""

_MOST_REMEMBERED = 32

_log = logging.getLogger(__name__)

_one_at_a_time = Lock()
"""Held while people are simulated: the pages need the processor too."""

_remembered: dict[str, Mapping[str, Any]] = {}
"""The last cycles by key: people of whom the same is known share one."""


@dataclass(frozen=True, slots=True)
class SessionMotion:
    """What a session does, as far as a simulated leg goes by it.

    Parameters
    ----------
    activity, posture : as a session calls them
    feet : ``left``, ``right`` or ``both``
    """

    activity: str
    posture: str
    feet: str = "both"

    @classmethod
    def of(cls, routine_id: str, options: Mapping[str, int | str]) -> SessionMotion | None:
        """Return what a session does; None of a prescribed exercise, whose movement is its own."""
        if routine_id.startswith(PREFIX):
            return None
        data = routine(routine_id)
        posture, feet = data.posture_with(options), str(options.get("feet", "both"))
        return cls(data.activity.value, posture.value, feet)


@dataclass(frozen=True, slots=True)
class CycleLook:
    """What there is of a simulated cycle now.

    Parameters
    ----------
    table : as JSON; None while there is none
    is_coming : whether it is being made
    """

    table: Mapping[str, Any] | None = None
    is_coming: bool = False


_NONE, _COMING = CycleLook(), CycleLook(is_coming=True)


class Cycles:
    """Has cycles simulated in a thread, and keeps each with its person until something changes."""

    def __init__(self, journal: Journal, body: KnownBody, limbs: KnownLimbs, fits: Fits) -> None:
        self._journal, self._body, self._limbs, self._fits = journal, body, limbs, fits
        self._lock, self._saving = Lock(), Lock()
        self._under_way: set[tuple[str, str]] = set()
        self._failed: set[str] = set()
        self._room: ModuleType | None = None
        self._is_there = capabilities().simulation
        self._generation = 0

    def prepare(self) -> None:
        """Have the model loaded, which takes most of a second, before it is asked for."""
        if self._is_there and self._room is None:
            self._behind((_ROOM, ""), self._load)

    def may_have(self, person_id: str, motion: SessionMotion | None) -> bool:
        """Whether a cycle can be simulated for this person and motion, as far as is known now."""
        if not self._is_there or motion is None or self._limbs.of(person_id) is not Limbs.BOTH:
            return False
        room = self._room
        return room is None or room.motion_of(motion.activity, motion.posture) is not None

    def look(self, person_id: str, motion: SessionMotion | None) -> CycleLook:
        """Return the cycle that fits what is known of the person now, and have a missing one made.

        It returns at once; nothing is simulated meanwhile.
        """
        if motion is None or not self.may_have(person_id, motion):
            return _NONE
        room = self._room
        if room is None:
            self.prepare()
            return _COMING
        wanted = self._wanted(person_id, motion)
        if (table := self._kept(room, person_id, wanted)) is not None:
            return CycleLook(table)
        key = wanted.key(room)
        if key in self._failed:
            return _NONE
        since = self._generation
        self._behind((person_id, key), lambda: self._make(room, person_id, wanted, since))
        return _COMING

    def table(self, person_id: str, motion: SessionMotion | None) -> CycleTable | None:
        """Return the cycle as a record, where one is kept; none is made for it."""
        room = self._room
        if room is None or motion is None or not self.may_have(person_id, motion):
            return None
        found = self._kept(room, person_id, self._wanted(person_id, motion))
        if found is None:
            return None
        table: CycleTable = room.CycleTable.from_dict(found)
        return table

    def renew(self, person_id: str, motion: SessionMotion) -> None:
        """Have a cycle made anew that was kept before more was known of the person."""
        if self._room is None or not self.may_have(person_id, motion):
            return
        wanted = self._wanted(person_id, motion)
        kinds = [replace(wanted, leg=leg).kind for leg in Leg]
        if any(self._journal.draft(person_id, kind) for kind in kinds):
            self.look(person_id, motion)

    def _wanted(self, person_id: str, motion: SessionMotion) -> _Wanted:
        known = self._body.known_of(person_id)
        return _Wanted(known, motion, _shown_leg(motion.feet, known))

    def _kept(self, room: ModuleType, person_id: str, wanted: _Wanted) -> Mapping[str, Any] | None:
        draft = self._journal.draft(person_id, wanted.kind)
        if draft is None or draft.document.get("key") != wanted.key(room):
            return None
        table: Mapping[str, Any] = draft.document["table"]
        return table

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Let nothing be kept that was begun before this is over, and forget what is remembered."""
        with self._saving:
            self._generation += 1
            _remembered.clear()
            yield
            self._generation += 1

    def close(self) -> None:
        """Keep nothing from now on: the journal is about to be closed."""
        with self.forgetting():
            self._is_there = False

    def _behind(self, what: tuple[str, str], work: Callable[[], None]) -> None:
        """Do some work in a thread of its own, once at a time; if it fails, all goes on."""
        with self._lock:
            if what in self._under_way:
                return
            self._under_way.add(what)

        def run() -> None:
            try:
                with _one_at_a_time:
                    work()
            except Exception as error:  # its text may repeat what is known of somebody
                _log.warning("no cycle was simulated: %s", type(error).__name__)
                self._failed.add(what[1])
            finally:
                with self._lock:
                    self._under_way.discard(what)

        Thread(target=run, name="cycle", daemon=True).start()

    def _load(self) -> None:
        """Enter the room of predictions; where it cannot be entered, there is none from now on."""
        try:
            import_module(f"{_ROOM}.cycle")
            room = import_module(_ROOM)
        except ImportError:
            self._is_there = False
        else:
            room.model_digest()
            self._room = room

    def _make(self, room: ModuleType, person_id: str, wanted: _Wanted, since: int) -> None:
        if since != self._generation:
            return
        key = wanted.key(room)
        table = _remembered.get(key)
        if table is None:
            table = _simulated(room, wanted, self._fits.people_of(person_id))
        with self._saving:
            if since != self._generation:
                return
            _remembered[key] = table
            while len(_remembered) > _MOST_REMEMBERED:
                del _remembered[next(iter(_remembered))]
            self._journal.save_draft(person_id, wanted.kind, {"key": key, "table": table})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A cycle that is wanted: whose, of what, and of which leg."""

    known: Known
    motion: SessionMotion
    leg: Leg

    @property
    def kind(self) -> str:
        """The kind of the draft that keeps it."""
        return f"cycle {self.motion.activity} {self.motion.posture} {self.leg.value}"

    def key(self, room: ModuleType) -> str:
        """Return what tells it from one for another body, or by another model."""
        parts = [room.model_digest(), self.known.as_dict(), self.kind]
        text = json.dumps(parts, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _simulated(room: ModuleType, wanted: _Wanted, people: PeopleOf) -> Mapping[str, Any]:
    motion, known = wanted.motion, wanted.known
    leg = wanted.leg.value
    table = room.simulated_cycle(known, motion.activity, motion.posture, leg, like=people)
    made: Mapping[str, Any] = table.as_dict()
    return made


def _shown_leg(feet: str, known: Known) -> Leg:
    """Return the leg that moves; where both do, one whose surface veins leak, if there is one.

    Where nothing is known of one leg alone, both are alike, and one stands for the other.
    """
    leaking = [leg for leg in (_USUAL_LEG, *Leg) if leg.value in known.leaking]
    if feet in list(Leg) and (leaking or known.ankle_index):
        return Leg(feet)
    return leaking[0] if leaking else _USUAL_LEG
