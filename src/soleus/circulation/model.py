"""The whole circulation as a model ready to be compiled, and what a run of it records."""

from functools import cache

from soleus.circulation.equations import write_equations
from soleus.circulation.generate import Model
from soleus.circulation.network import LEGS, load_network

VERSION = "1"
"""Raised with every change that moves a reading."""

_LEG = (
    "P_foot_vein", "P_calf_vein", "P_popliteal_vein", "P_iliac_vein", "E_iliac_vein",
    "P_femoral_artery", "P_popliteal_artery", "P_ankle_artery", "P_toe_artery",
)  # fmt: skip
_FLOWS = (
    "q_femoral_to_iliac", "q_popliteal_to_femoral", "q_saphenofemoral", "q_iliac_run",
    "q_femoral_run", "round_iliac_run", "round_femoral_run", "q_bed_calf", "q_bed_shin",
    "q_bed_foot", "demand_calf", "demand_shin", "x_foot",
)  # fmt: skip
_TRUNK = (
    "P_aorta", "P_brachial_artery", "P_right_atrium", "P_chest", "P_left_atrium",
    "P_pulmonary_artery", "q_aortic", "q_pulmonary", "rate", "inotropy", "sympathetic",
    "haematocrit", "protein", "blood",
)  # fmt: skip


def _in_leg(name: str, leg: str) -> str:
    kind, rest = name.split("_", 1)
    if kind == "q" and rest.startswith("bed_"):
        return f"q_bed_{leg}_{rest[4:]}"
    return f"{kind}_{leg}_{rest}"


@cache
def observed_names() -> tuple[str, ...]:
    """Return everything that a run records: volumes, tissue fluid, pressures, flows."""
    net = load_network()
    volumes = tuple(f"V_{e.id}" for e in net.of("artery", "vein", "elastic", "chamber"))
    tissue = tuple(f"F_{e.id}" for e in net.of("tissue"))
    capillary = tuple(f"P_capillary_{e.id}" for e in net.of("tissue"))
    legs = tuple(_in_leg(n, leg) for leg in LEGS for n in (*_LEG, *_FLOWS))
    return (*volumes, *tissue, *capillary, *legs, *_TRUNK)


@cache
def whole_model() -> Model:
    """Return the model of the whole circulation."""
    equations = write_equations()
    return Model(equations.lines, equations.slow, equations.held, observed_names())
