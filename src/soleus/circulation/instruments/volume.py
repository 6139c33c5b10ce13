"""Water volumetry: the volume that a foot, calf or leg has gained since the run began."""

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.run import Run, View

PLACES = tuple(f"{leg}_{part}" for leg in LEGS for part in ("foot", "calf", "leg"))
BREATH_S = 4.5

_FOOT = ("V_{}_foot_vein", "V_{}_toe_artery")
_CALF = (
    "V_{}_calf_vein",
    "V_{}_shin_vein",
    "V_{}_great_saphenous",
    "V_{}_small_saphenous",
    "V_{}_ankle_artery",
)
_THIGH = (
    "V_{}_thigh_vein",
    "V_{}_popliteal_vein",
    "V_{}_femoral_vein",
    "V_{}_popliteal_artery",
    "V_{}_femoral_artery",
)
_BLOOD = {"foot": _FOOT, "calf": _CALF, "leg": _FOOT + _CALF + _THIGH}
_TISSUE = {"foot": ("foot",), "calf": ("calf",), "leg": ("foot", "calf", "thigh")}


def names_of(place: str, kind: str) -> list[str]:
    """Return what holds the ``blood`` or the ``interstitial`` fluid of a place, as recorded."""
    leg, part = place.split("_")
    if kind == "blood":
        return [n.format(leg) for n in _BLOOD[part]]
    return [f"F_{leg}_{t}" for t in _TISSUE[part]]


def volume(view: View, place: str) -> dict[str, float]:
    """Change of volume since the start of the run, in mL and percent; blood and tissue fluid [mL].

    Blood of veins and large arteries, and the free fluid that the tissue gained. The calf reaches
    from ankle to knee.

    Source
        Water displacement is exact by definition; network/leg.toml has the resting volumes of
        the parts, with their tissues.

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    part = place.split("_")[1]
    window = min(BREATH_S, view.step.seconds / 4.0)
    blood_names, fluid_names = names_of(place, "blood"), names_of(place, "interstitial")
    blood = sum(float(view.last(n, window).mean()) for n in blood_names)
    fluid = sum(float(view.last(n, window).mean()) for n in fluid_names)
    start = sum(view.run.at_start(n, view.person) for n in blood_names + fluid_names)
    whole = sum(view.numbers[f"tissue_{t}"] for t in _TISSUE[part])
    change = blood + fluid - start
    return {
        "change_ml": change,
        "change_percent": 100.0 * change / whole,
        "blood_ml": blood,
        "interstitial_ml": fluid,
    }


def volume_over_run(run: Run, place: str, person: int = 0) -> tuple[Array, Array]:
    """Return times [s] and the change of a place's volume since the start of the run [%].

    The same blood and fluid as :func:`volume` reads, at every record.
    """
    part = place.split("_")[1]
    names = names_of(place, "blood") + names_of(place, "interstitial")
    columns = [run.observed.index(name) for name in names]
    start = sum(run.at_start(name, person) for name in names)
    whole = sum(run.numbers[person][f"tissue_{t}"] for t in _TISSUE[part])
    held = np.concatenate([r.of(person)[:, columns].sum(axis=1) for r in run.recordings])
    times = np.concatenate([r.times for r in run.recordings])
    return times, 100.0 * (held - start) / whole
