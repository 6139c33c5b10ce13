"""The whole circulation as a model ready to be compiled, and what a run of it records."""

from functools import cache

from soleus.circulation.equations import write_equations
from soleus.circulation.model import Model
from soleus.circulation.network import COMPARTMENTS, LEGS, elements

VERSION = "2"
"""Goes up with every change that moves a reading."""

_FAST = ("d_V_", "d_q_", "d_beat", "d_breath", "d_stride")
"""Beginnings of the rates of states that move within a beat; all other states are slow."""
_HELD = (
    "H_", "G_bed_", "J_", "lymph_", "outside_", "unstressed_", "rate", "systole", "inotropy",
    "sympathetic", "work", "command_of_work", "h_upper",
)  # fmt: skip
"""Beginnings of names that depend on slow states alone."""

_LEG = (
    "P_foot_vein", "P_calf_vein", "P_popliteal_vein", "P_iliac_vein", "E_iliac_vein",
    "P_femoral_artery", "P_popliteal_artery", "P_ankle_artery", "P_toe_artery",
)  # fmt: skip
_FLOWS = (
    "q_femoral_to_iliac", "q_popliteal_to_femoral", "q_saphenofemoral", "q_great_perforators",
    "q_iliac_run", "q_femoral_run", "round_iliac_run", "round_femoral_run", "q_bed_calf",
    "q_bed_shin", "q_bed_foot", "demand_calf", "demand_shin", "x_foot",
)  # fmt: skip
_TRUNK = (
    "P_aorta", "P_brachial_artery", "P_right_atrium", "P_chest", "P_left_atrium",
    "P_pulmonary_artery", "q_aortic", "q_pulmonary", "rate", "inotropy", "sympathetic",
    "haematocrit", "protein", "blood", "uptake",
)  # fmt: skip


def _in_leg(name: str, leg: str) -> str:
    kind, rest = name.split("_", 1)
    if kind == "q" and rest.startswith("bed_"):
        return f"q_bed_{leg}_{rest[4:]}"
    return f"{kind}_{leg}_{rest}"


@cache
def observed_names() -> tuple[str, ...]:
    """Return everything that a run records: volumes, tissue fluid, pressures, flows."""
    volumes = tuple(f"V_{e.id}" for e in elements(*COMPARTMENTS))
    tissues = elements("tissue")
    fluid = tuple(f"F_{e.id}" for e in tissues)
    capillary = tuple(f"P_capillary_{e.id}" for e in tissues)
    legs = tuple(_in_leg(n, leg) for leg in LEGS for n in (*_LEG, *_FLOWS))
    return (*volumes, *fluid, *capillary, *legs, *_TRUNK)


@cache
def inner_names() -> tuple[str, ...]:
    """Return every state and inner signal that :func:`observed_names` leaves out."""
    lines = write_equations()
    states = [n[2:] for n in lines if n.startswith("d_")]
    signals = [n for n in lines if not n.startswith("d_")]
    known = {*observed_names()}
    return tuple(n for n in dict.fromkeys((*states, *signals)) if n not in known)


@cache
def whole_model(*, states: bool = False) -> Model:
    """Return the model of the whole circulation; with ``states`` it records everything."""
    lines = write_equations()
    slow = frozenset(n[2:] for n in lines if n.startswith("d_") and not n.startswith(_FAST))
    held = frozenset(n for n in lines if n.startswith(_HELD))
    observed = (*observed_names(), *inner_names()) if states else observed_names()
    return Model(lines, slow, held, observed)
