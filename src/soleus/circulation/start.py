"""The state that a run starts from: a person lying down, each vessel at a plausible pressure."""

from soleus.circulation.laws import tube_volume
from soleus.circulation.network import elements
from soleus.circulation.numbers import Numbers
from soleus.circulation.person import Person, gained_blood_ml

LEG_VEIN_MMHG = 10.0
CAVA_MMHG = 6.0
RESERVOIRS = {
    "splanchnic_vein": 0.62,
    "upper_vein": 0.28,
    "pulmonary_vein": 0.07,
    "pulmonary_artery": 0.03,
}
"""Shares of the blood that stretches no wall; how it is shared out changes no pressure."""


def _start_volumes(p: Numbers, scale: float) -> Numbers:
    volumes: Numbers = {}
    for e in elements("vein"):
        P = LEG_VEIN_MMHG if e.leg else CAVA_MMHG  # noqa: N806 - the field's symbol
        volumes[f"V_{e.id}"] = tube_volume(
            P, p[f"V0_{e.id}"], p[f"dV_{e.id}"], p[f"Pk_{e.base}"], p["K_collapse"]
        )
    for e in elements("artery", "elastic"):
        volumes[f"V_{e.id}"] = p[f"C_{e.base}"] * e.data["start_mmhg"]
    for e in elements("chamber"):
        volumes[f"V_{e.id}"] = e.data["start_ml"] * scale
    return volumes


def _fill_reservoirs(p: Numbers, volumes: Numbers, person: Person) -> None:
    """Bring the volumes up to the person's blood volume, then add what was gained or lost.

    The reservoirs' unstressed volumes in ``p`` are set to match.
    """
    spare = person.blood_ml - sum(volumes.values())
    for name in ("aorta", "brachial_artery"):
        p[f"V0_{name}"] = 0.0
    for name, share in RESERVOIRS.items():
        p[f"V0_{name}"] = share * spare
        volumes[f"V_{name}"] += share * spare
    gained = gained_blood_ml(person, p)
    volumes["V_splanchnic_vein"] += 0.6 * gained
    volumes["V_upper_vein"] += 0.4 * gained


def start_state(p: Numbers, person: Person, slow: frozenset[str]) -> Numbers:
    """Return a value for every state, and set the unstressed volumes in ``p``.

    Arterioles, reflexes and tissue start at their resting values; settling brings them to balance.
    """
    state = _start_volumes(p, person.scale)
    _fill_reservoirs(p, state, person)
    for name in slow:
        state[name] = 1.0 if name.startswith(("a_", "v_", "n_")) else 0.0
    state["uptake"] = p["uptake_rest"]
    for e in elements("bed"):
        if e.leg:
            state |= {f"p_{e.id}": p["P_lying"], f"f_{e.id}": p[f"q0_{e.base}"]}
    for e in elements("tissue"):
        state[f"M_{e.id}"] = p["colloid0"] * p[f"fluid_{e.base}"]
        p[f"bias_{e.id}"] = 0.0
    for e in elements("inertial"):
        state[f"q_{e.id}"] = 0.0
    state |= {"beat": 0.0, "breath": 0.0, "stride": 0.0, "clock": 1e6, "since": 0.0}
    state["blood"] = sum(v for n, v in state.items() if n.startswith("V_"))
    return state
