"""The simulated cycles that a device keeps for sessions with no network, and what they say."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any

from soleus.coach import SessionMotion, gain_texts, more_text
from soleus.language import translate
from soleus.session import fitted, routine, routines
from soleus.vocabulary import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.coach import Coach
    from soleus.evidence import Text
    from soleus.prediction import CycleTable
    from soleus.session import Routine

_USUAL = "ankle_pumps"
"""The routine whose usual cycle is made for a device before it was ever asked for."""


def device_cycles(coach: Coach, person_id: str) -> dict[str, object]:
    """Return the cycles of this person that are kept, each once, and which session has which.

    Of what the person has done before, a cycle that fits them no longer is made anew for next time.

    A session is named by its activity, posture and feet: ``ankle_pumps lying both``.
    """
    usual = routine(_USUAL)
    coach.cycles.look(person_id, SessionMotion.of(usual.id, usual.defaults))
    tables: dict[str, dict[str, object]] = {}
    sessions: dict[str, str] = {}
    for data, motion in _motions(coach, person_id):
        table = coach.cycles.table(person_id, motion)
        if table is None:
            coach.cycles.renew(person_id, motion)
        else:
            name = f"{table.activity} {table.posture} {table.leg}"
            sessions[f"{motion.activity} {motion.posture} {motion.feet}"] = name
            if name not in tables:
                tables[name] = {"table": table.as_dict(), "ends": _ends(data, table)}
    return {
        "person": person_id,
        "sessions": sessions,
        "cycles": tables,
        "more": _shown(more_text()),
    }


def _motions(coach: Coach, person_id: str) -> Iterator[tuple[Routine, SessionMotion]]:
    """Yield every motion of a routine that this person's limbs allow."""
    limbs = coach.limbs.of(person_id)
    for id_ in routines():
        with suppress(NotPermittedError):
            data = fitted(routine(id_), limbs)
            choices = [list(data.choices[name].offered) for name in _moving(data)]
            for chosen in product(*choices):
                options = {**data.defaults, **dict(zip(_moving(data), chosen, strict=True))}
                if (motion := SessionMotion.of(id_, options)) is not None:
                    yield data, motion


def _moving(data: Routine) -> list[str]:
    """Return the choices that change what moves."""
    return [name for name in ("posture", "feet") if name in data.choices]


def _ends(data: Routine, table: CycleTable) -> dict[str, Any]:
    """Return what is said at the end, by pace; a routine with one pace has it under ``""``."""
    pace = data.numbers.get("per_minute")
    paces = {str(each): float(each) for each in pace.offered} if pace else {"": None}
    return {
        name: [
            _shown(text)
            for text in gain_texts(table, table.paces[0].per_minute if each is None else each)
        ]
        for name, each in paces.items()
    }


def _shown(text: Text) -> dict[str, object]:
    return {"says": translate(text.says), "claims": list(text.claims)}
