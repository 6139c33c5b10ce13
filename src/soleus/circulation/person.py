"""A person, and what the person's body makes of the model's numbers."""

from dataclasses import dataclass, field
from typing import Any

from soleus.circulation.laws import tube_volume
from soleus.circulation.lesion import lesion_coefficients
from soleus.circulation.network import LEGS, load_network, read_data
from soleus.circulation.numbers import Numbers

SLOWEST_LESION = 0.01
"""A lesion's flow answers no faster than this many seconds, so that steps may stay long."""


@dataclass(frozen=True, slots=True)
class Stenosis:
    """A narrowing of a leg artery: how much of its width is gone, and over which length."""

    leg: str
    vessel: str
    diameter_reduction: float
    length_cm: float = 4.0


@dataclass(frozen=True, slots=True)
class Reflux:
    """Valves of a leg vein that no longer close: 0 competent to 1 no valve."""

    leg: str
    vessel: str
    severity: float


@dataclass(frozen=True, slots=True)
class Person:
    """One person, as an experiment describes them; what is left out is a healthy adult's.

    Examples
    --------
    >>> from soleus.circulation import Person
    >>> round(Person(height_cm=160, weight_kg=60).scale, 2)
    0.9
    >>> round(Person().blood_ml, -2)
    4700.0
    """

    age: float = 40
    sex: str = "male"
    height_cm: float = 170.0
    weight_kg: float = 70.0
    heart_failure: str = "none"
    calf_strength: float = 1.0
    dehydration: float = 0.0
    stockings: str = "none"
    stenosis: tuple[Stenosis, ...] = field(default=())
    reflux: tuple[Reflux, ...] = field(default=())

    @property
    def scale(self) -> float:
        """Body surface against that of 1.70 m and 70 kg (Du Bois & Du Bois 1916)."""
        return float((self.weight_kg / 70.0) ** 0.425 * (self.height_cm / 170.0) ** 0.725)

    @property
    def blood_ml(self) -> float:
        """Blood volume when well watered (Nadler 1962, Surgery 51:224-232)."""
        h, w = self.height_cm / 100.0, self.weight_kg
        if self.sex == "male":
            return 1000.0 * (0.3669 * h**3 + 0.03219 * w + 0.6041)
        return 1000.0 * (0.3561 * h**3 + 0.03308 * w + 0.1833)


def _grows(name: str) -> bool:
    return name.startswith(("V0_", "dV_", "C_", "G_", "q0_", "tissue_", "Vs_", "gain_veins"))


def _shrinks(name: str) -> bool:
    return name.startswith(("Emax_", "Emin_", "R_", "L_"))


def _sized(numbers: Numbers, person: Person) -> Numbers:
    """Volumes and conductances grow with the body, resistances shrink; pressures stay."""
    k = person.scale
    return {n: v * k if _grows(n) else v / k if _shrinks(n) else v for n, v in numbers.items()}


def _aged(numbers: Numbers, person: Person) -> Numbers:
    """Arteries stiffen and the reflex weakens by 0.8 % a year (Avolio 1983; Monahan 2007)."""
    left = min(max(1.0 - 0.008 * (person.age - 40.0), 0.4), 1.2)
    aged = ("C_aorta", "C_brachial_artery", "C_femoral_artery", "gain_rate")
    return {n: v * left if n in aged else v for n, v in numbers.items()}


def _per_leg(n: Numbers) -> Numbers:
    """Give each leg its own copy of what may differ between legs."""
    out: Numbers = {}
    net = load_network()
    for e in net.of("vein"):
        out |= {f"{s}_{e.id}": n[f"{s}_{e.base}"] for s in ("V0", "dV")}
        out[f"Vref_{e.id}"] = tube_volume(
            10.0, n[f"V0_{e.base}"], n[f"dV_{e.base}"], n[f"Pk_{e.base}"], 2.0
        )
    for e in net.of("valve"):
        out |= {f"G_{e.id}": n[f"G_{e.base}"], f"leak_{e.id}": 0.0}
    for e in net.of("inertial"):
        if e.leg:
            out |= {
                f"L_{e.id}": n[f"L_{e.base}"],
                f"Rs_{e.id}": 0.0,
                f"Ks_{e.id}": 0.0,
                f"Gcol_{e.id}": 0.0,
            }
    return out


def _tissue_numbers(n: Numbers) -> Numbers:
    out: Numbers = {}
    for e in load_network().of("tissue"):
        volume = n[f"tissue_{e.base}"]
        out[f"filter_{e.base}"] = n[f"cfc_{e.base}"] * volume / 6000.0
        out[f"fluid_{e.base}"] = n["water_part"] * volume
        out[f"lymph0_{e.base}"] = n["lymph_rest"] * volume
    return out


def _add_lesions(p: Numbers, person: Person) -> None:
    places = read_data("persons")["lesion"]
    for s in person.stenosis:
        place = places[s.vessel]
        run = f"{s.leg}_{place['run']}"
        viscous, turbulent = lesion_coefficients(
            place["diameter_cm"], s.diameter_reduction, s.length_cm
        )
        p[f"Rs_{run}"] += viscous / person.scale
        p[f"Ks_{run}"] += turbulent / person.scale**2
        fed = sum(p[f"q0_{bed}"] for bed in place["beds"])
        p[f"Gcol_{run}"] = fed / (p["collateral_drop"] * p["P_drive"])
        largest = p[f"Rs_{run}"] + 2.0 * (100.0 * p[f"Ks_{run}"]) ** 0.5
        p[f"L_{run}"] = max(p[f"L_{run}"], largest * SLOWEST_LESION)


def leak_of(severity: float) -> float:
    """Return the share of a valve's conductance that leaks backward at this severity.

    Refilling depends on the logarithm of the leak, so severity does: 0.3 % where it starts to
    show, all of it at 1.
    """
    return 0.0 if severity <= 0.0 else float(0.003 * (1.0 / 0.003) ** severity)


def _add_reflux(p: Numbers, person: Person) -> None:
    for r in person.reflux:
        place = read_data("persons")["reflux"][r.vessel]
        for valve, share in place["valves"].items():
            name = f"leak_{r.leg}_{valve}"
            p[name] = max(p[name], share * leak_of(r.severity))
        if vein := place["widened"]:
            _widen(p, r, vein)


def _widen(p: Numbers, r: Reflux, vein: str) -> None:
    """Widen an incompetent saphenous vein: up to 2 times its volume, 6 of its flow."""
    i = f"{r.leg}_{vein}"
    for n in ("V0", "dV", "Vref"):
        p[f"{n}_{i}"] *= 1.0 + 1.0 * r.severity
    for e in load_network().of("valve"):
        if (
            e.leg == r.leg
            and vein in (e.data["from"], e.data["to"])
            and "perforators" not in e.base
        ):
            p[f"G_{e.id}"] *= 1.0 + 5.0 * r.severity


def _add_failure(p: Numbers, person: Person) -> None:
    grade = read_data("persons")["heart_failure"][person.heart_failure]
    p["Emax_left_ventricle"] *= grade["left"]
    p["Emax_right_ventricle"] *= grade["right"]


def _add_blood(p: Numbers, person: Person) -> None:
    """Cells stay, plasma is lost to dehydration, gained in heart failure."""
    data = read_data("persons")
    hct = data["haematocrit"][person.sex]
    p["cells"] = person.blood_ml * hct
    p["protein_mass"] = person.blood_ml * (1.0 - hct)


def gained_blood_ml(person: Person) -> float:
    """Return plasma gained (heart failure) less lost (dehydration) against a well adult [mL].

    Plasma falls by 2.7 % for each percent of body mass lost as water (Sawka 2005, IOM review).
    """
    data = read_data("persons")
    plasma = person.blood_ml * (1.0 - data["haematocrit"][person.sex])
    grade = data["heart_failure"][person.heart_failure]
    return float(grade["gained_ml"] * person.scale - 2.7 * person.dehydration * plasma)


def person_numbers(person: Person, numbers: Numbers) -> dict[str, Any]:
    """Return the model's numbers for this person, under the names of the equations."""
    p = _aged(_sized(numbers, person), person)
    p |= _per_leg(p) | _tissue_numbers(p)
    _add_lesions(p, person)
    _add_reflux(p, person)
    _add_failure(p, person)
    _add_blood(p, person)
    ankle = read_data("persons")["stockings"][person.stockings]
    p |= {
        f"stocking_{k}": ankle * p[f"stocking_part.{k}"]
        for k in read_data("persons")["stocking_parts"]
    }
    p |= {f"offset_{leg}": 0.0 for leg in LEGS}
    return p
