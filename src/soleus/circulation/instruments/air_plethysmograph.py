"""Air plethysmography: an air-filled sleeve around the calf, and its standard manoeuvre."""

from functools import lru_cache

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.run import Run, View

PLACES = LEGS

MANOEUVRE = Protocol(
    (
        Step("raised", "legs_raised", 120, foot_above_heart_cm=45),
        Step("stand", "standing", 180),
        Step("tiptoe", "standing", 1, "calf_raises", per_minute=60),
        Step("pause", "standing", 90),
        Step("ten", "standing", 10, "calf_raises", per_minute=60),
    )
)
"""Legs up until empty, stand without weight until full, one tiptoe, wait, ten tiptoes."""

SLEEVE = (
    "V_{}_calf_vein",
    "V_{}_shin_vein",
    "V_{}_great_saphenous",
    "V_{}_small_saphenous",
    "F_{}_calf",
)
"""What the sleeve is wrapped around, as recorded."""


@lru_cache(maxsize=64)
def _manoeuvre(person: Person, changes: tuple[tuple[str, float], ...]) -> Run:
    from soleus.circulation.simulate import simulate

    return simulate(person, MANOEUVRE, dict(changes))


def _sleeve(run: Run, step: int, leg: str) -> tuple[Array, Array]:
    parts = [run.signal(n.format(leg), step) for n in SLEEVE]
    return parts[0][0], np.asarray(sum(x for _, x in parts))


STRENGTH_FOR_A_TIPTOE = 0.1
"""A calf weaker than this does not lift its body."""

CANNOT_PUSH = "the calf is too weak for a tiptoe"


def air_plethysmograph(view: View, place: str) -> dict[str, float | str | None]:
    r"""Volumes and indices of one calf in the standard manoeuvre, not in the experiment's steps.

    .. math:: \mathrm{VFI} = 0.9\,\mathrm{VV} / \mathrm{VFT}_{90},\quad
              \mathrm{EF} = \mathrm{EV} / \mathrm{VV},\quad \mathrm{RVF} = \mathrm{RV} / \mathrm{VV}

    VV is the volume gained from empty to standing, EV the volume that one tiptoe ejects, RV what
    is left after ten.

    Holds when
        the calf does not bear weight while it fills.

    Source
        Christopoulos 1987, J Vasc Surg 5:148-159.

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    run = _manoeuvre(view.who, tuple(sorted(view.given.items())))
    _, raised = _sleeve(run, 0, place)
    empty = float(raised[-50:].mean())
    times, filling = _sleeve(run, 1, place)
    # The curve is read where its fast rise ends; the slow filtration after it is left out.
    plateau = float(filling[times <= times[0] + 120.0][-225:].mean())
    vv = plateau - empty
    t90 = float(times[np.flatnonzero(filling >= empty + 0.9 * vv)[0]] - times[0])
    before = float(filling[-50:].mean())
    _, tiptoe = _sleeve(run, 2, place)
    ev = before - float(tiptoe.min())
    _, ten = _sleeve(run, 4, place)
    rv = float(ten[-50:].min()) - empty - (before - plateau)
    filled: dict[str, float | str | None] = {
        "vv_ml": vv,
        "vft90_s": t90,
        "vfi_ml_s": 0.9 * vv / t90,
    }
    if view.who.calf_strength < STRENGTH_FOR_A_TIPTOE:
        none = dict.fromkeys(("ev_ml", "ef_percent", "rv_ml", "rvf_percent"))
        return filled | none | {"why": CANNOT_PUSH}
    return filled | {
        "ev_ml": ev,
        "ef_percent": 100.0 * ev / vv,
        "rv_ml": rv,
        "rvf_percent": 100.0 * rv / vv,
    }
