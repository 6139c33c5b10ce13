"""Writes out the network's equations, one line of text each, by naming the law and its symbols.

A line reads ``name = law(symbols)``; ``d_name`` is the rate of change of the state ``name``.
Nothing is computed here: the lines go to the reference and to the kernel alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from soleus.circulation.network import LEGS, Element, Network, load_network

MUSCLES = ("foot", "calf", "shin", "knee", "thigh")
HEIGHTS = (
    "foot", "ankle", "calf", "saphenous", "knee", "thigh", "groin",
    "pelvis", "buttock", "splanchnic", "upper", "carotid",
)  # fmt: skip
SKINS = ("foot", "calf", "calf_skin", "knee", "thigh")
REFLEX_ZONES = ("foot", "calf", "thigh")


@dataclass(frozen=True, slots=True)
class Equations:
    """All lines of the model.

    Parameters
    ----------
    lines : expression by name; ``d_x`` for the rate of change of state ``x``
    slow : states that reflexes, arterioles and tissue move, over seconds to hours
    held : names that change as slowly, so that a kernel may hold them for some steps
    """

    lines: dict[str, str]
    slow: frozenset[str]
    held: frozenset[str]

    @property
    def states(self) -> tuple[str, ...]:
        """Names of all states, in the order of their lines."""
        return tuple(n[2:] for n in self.lines if n.startswith("d_"))


def _has_height(e: Element) -> bool:
    return "height" in e.data


def _abdomen(e: Element) -> str:
    """Return what the belly presses with at a height: its contents weigh like a liquid."""
    return f"P_abdomen + abdomen_column * H_{e.data['height']}"


def _pressures(net: Network) -> Iterator[tuple[str, str]]:
    for e in net.of("artery"):
        yield f"P_{e.id}", f"V_{e.id} / C_{e.base}"
    for e in net.of("elastic"):
        space = "P_chest" if e.data["space"] == "chest" else "0.0"
        space = _abdomen(e) if e.data["space"] == "abdomen" else space
        slack = f"unstressed_{e.id}" if e.data.get("reflex") else f"V0_{e.base}"
        yield f"P_{e.id}", f"(V_{e.id} - {slack}) / C_{e.base} + {space}"
    for e in net.of("vein"):
        tissue = e.data["tissue"]
        outside = _abdomen(e) if tissue == "abdomen" else f"outside_{e.local(tissue)}"
        tube = f"tube_pressure(V_{e.id}, V0_{e.id}, dV_{e.id}, Pk_{e.base}, K_collapse)"
        muscle = e.data.get("muscle")
        grip = (
            f" + squeeze(V_{e.id}, V0_{e.id}, dV_{e.id}, muscle_{e.local(muscle)})"
            if muscle
            else ""
        )
        yield f"wall_{e.id}", tube
        yield f"P_{e.id}", f"wall_{e.id} + {outside}{grip}"
    for e in net.of("artery", "elastic", "vein"):
        drop = f" - H_{e.data['height']}" if _has_height(e) else ""
        yield f"E_{e.id}", f"P_{e.id}{drop}"


def _heart(net: Network) -> Iterator[tuple[str, str]]:
    yield "ventricle_e", "pulsing * activation(beat - floor(beat), systole)"
    yield "atrium_e", "pulsing * activation(beat + 0.14 - floor(beat + 0.14), 0.14)"
    for e in net.of("chamber"):
        part = "atrium" if "atrium" in e.id else "ventricle"
        top = f"Emax_{e.id} * inotropy" if part == "ventricle" else f"Emax_{e.id}"
        law = f"chamber_pressure(V_{e.id}, V0_{e.id}, {top}, Emin_{e.id}, Vs_{e.id}, {part}_e)"
        yield f"P_{e.id}", f"{law} + P_chest"
        yield f"E_{e.id}", f"P_{e.id}"
    for e in net.of("gate"):
        up, down = e.data["from"], e.data["to"]
        beat = f"valve_flow(P_{up} - P_{down}, G_{e.id}, 0.0)"
        if down in ("aorta", "pulmonary_artery"):
            mean = (
                f"mean_output(V_{up}, V0_{up}, P_{down} - P_chest, Emax_{up} * inotropy, rate,"
                f" gain_{up})"
            )
            beat = f"pulsing * {beat} + (1.0 - pulsing) * {mean}"
        yield f"q_{e.id}", beat
    yield "d_beat", "rate"
    yield "d_breath", "breath_rate"
    yield "breath_x", "breath - floor(breath)"
    yield (
        "inhaled",
        "pulsing * smooth_step(2.5 * breath_x) * smooth_step(1.6666667 * (1.0 - breath_x))"
        " + (1.0 - pulsing) * 0.5",
    )
    yield "P_chest", "chest_rest - chest_swing * inhaled"
    yield "P_abdomen", "abdomen_rest + abdomen_swing * inhaled"


def _muscles() -> Iterator[tuple[str, str]]:
    yield "d_stride", "cadence"
    for leg in LEGS:
        yield f"stride_{leg}", f"stride + offset_{leg} - floor(stride + offset_{leg})"
        yield f"push_{leg}", f"pulse(stride_{leg}, 0.0, push_width)"
        yield f"pull_{leg}", f"pulse(stride_{leg}, 0.5, pull_width)"
        for muscle in MUSCLES:
            m = f"{leg}_{muscle}"
            yield f"muscle_{m}", f"push_{m} * push_{leg} + pull_{m} * pull_{leg}"


def _link_ends(net: Network, e: Element) -> tuple[str, str]:
    return net.find(e.data["from"], e.leg).id, net.find(e.data["to"], e.leg).id


def _links(net: Network) -> Iterator[tuple[str, str]]:
    for e in net.of("vein"):
        yield f"a_{e.id}", f"lumen(V_{e.id}, Vref_{e.id}, lumen_cap)"
    for e in net.of("inertial"):
        up, down = _link_ends(net, e)
        start, end = f"E_{up}", f"E_{down}"
        if outside := e.data.get("outside"):
            # A cuff closes the artery beneath it while it beats the pressure on either side.
            closing = f"outside_{e.local(outside)} - H_{outside}"
            start, end = f"max({start}, {closing})", f"max({end}, {closing})"
        lesion = f"Rs_{e.id}, Ks_{e.id}" if e.leg else "0.0, 0.0"
        inert = f"L_{e.id}" if e.leg else f"L_{e.base}"
        yield f"drop_{e.id}", f"{start} - {end}"
        yield f"d_q_{e.id}", f"artery_slope(q_{e.id}, drop_{e.id}, R_{e.base}, {lesion}, {inert})"
        if e.leg:
            yield f"round_{e.id}", f"open_flow(drop_{e.id}, Gcol_{e.id})"
    for e in net.of("open_artery", "open_trunk"):
        up, down = _link_ends(net, e)
        yield f"q_{e.id}", f"open_flow(E_{up} - E_{down}, G_{e.base})"
    for e in net.of("open_vein"):
        up, down = _link_ends(net, e)
        way = f"G_{e.base} * joint_lumen(a_{up}, a_{down})"
        yield f"q_{e.id}", f"open_flow(E_{up} - E_{down}, {way})"
    for e in net.of("valve"):
        up, down = _link_ends(net, e)
        way = f"G_{e.id} * joint_lumen(a_{up}, a_{down})"
        yield f"q_{e.id}", f"valve_flow(E_{up} - E_{down}, {way}, leak_{e.id})"


def _bed_reflex(e: Element) -> str:
    if not e.leg:
        return "1.0"
    zone = {"shin": "calf", "skin": "calf"}.get(e.base, e.base)
    return f"tone_{e.leg}_{zone}"


def _beds(net: Network) -> Iterator[tuple[str, str]]:
    for e in net.of("bed"):
        artery, vein = _link_ends(net, e)
        where = net.find(e.data["to"], e.leg)
        height = f" + H_{where.data['height']}" if _has_height(where) else ""
        tissue = e.data["tissue"]
        outside = "0.0" if tissue == "open" else f"outside_{e.local(tissue)}"
        work = (
            f"h_{e.leg}_{'thigh' if e.base == 'thigh' else 'calf'}"
            if e.data.get("works")
            else "0.0"
        )
        reflex = _bed_reflex(e)
        yield (
            f"G_bed_{e.id}",
            f"bed_conductance(q0_{e.base} / P_drive, a_{e.id}, {work}, {reflex}, sympathetic,"
            f" viscosity, dilation_cap)",
        )
        yield f"q_bed_{e.id}", f"bed_flow(E_{artery}{height}, P_{vein}, {outside}, G_bed_{e.id})"
        low, high = ("a_low", "a_high") if e.leg else ("0.8", "1.2")
        yield f"demand_{e.id}", f"q0_{e.base} * ({reflex} * sympathetic + {work})"
        yield (
            f"d_a_{e.id}",
            f"autoregulation(a_{e.id}, q_bed_{e.id}, demand_{e.id}, {low}, {high}, tau_auto)",
        )


def _reflexes(net: Network) -> Iterator[tuple[str, str]]:
    yield "d_clock", "1.0"
    yield "ramp", "smooth_step(clock / ramp_seconds)"
    for height in HEIGHTS:
        yield (
            f"H_{height}",
            f"blood_weight * (from_{height} + (to_{height} - from_{height}) * ramp)",
        )
    for leg in LEGS:
        for skin in SKINS:
            cuff = " + cuff" if skin in ("calf", "calf_skin") else ""
            yield f"outside_{leg}_{skin}", f"stocking_{skin}{cuff}"
    yield "strain", "bounded(P_set + reset * rate_work - (P_aorta + H_carotid), -30.0, 45.0)"
    yield "emptiness", "bounded(CVP_set - (P_right_atrium - P_chest), -8.0, 8.0)"
    yield "d_e_fast", "follow(e_fast, strain, tau_fast)"
    yield "d_e_slow", "follow(e_slow, strain + gain_filling * emptiness, tau_slow)"
    yield "rate", "bounded(rate_rest + gain_rate * e_fast + rate_work, 35.0, 190.0) / 60.0"
    yield "systole", "systole_part(rate)"
    yield "inotropy", "bounded(1.0 + gain_inotropy * e_slow, 0.6, 1.6)"
    yield "sympathetic", "1.0 / bounded(1.0 + gain_resistance * e_slow, 0.5, 3.0)"
    for e in net.of("elastic"):
        if e.data.get("reflex"):
            yield f"unstressed_{e.id}", f"V0_{e.base} - gain_veins * bounded(e_slow, -20.0, 40.0)"
    for leg in LEGS:
        for zone in REFLEX_ZONES:
            vein = net.find(f"{zone}_vein", leg).id
            law = f"venoarteriolar(wall_{vein}, var_{zone}, var_threshold, var_width)"
            yield f"d_v_{leg}_{zone}", f"follow(v_{leg}_{zone}, {law}, tau_var)"
            flow = f"q_bed_{leg}_{zone} / q0_{zone}"
            yield (
                f"d_n_{leg}_{zone}",
                f"follow(n_{leg}_{zone}, shear_tone({flow}, shear_gain), tau_shear)",
            )
            yield f"tone_{leg}_{zone}", f"v_{leg}_{zone} * n_{leg}_{zone}"
        yield f"fullness_{leg}", f"bounded(a_{leg}_calf_vein, 0.05, 2.0)"
        for part in ("calf", "thigh"):
            work = f"work_{leg}_{part} * cadence * push_{leg} / (0.6 * push_width) * fullness_{leg}"
            yield (
                f"d_h_{leg}_{part}",
                f"hyperaemia(h_{leg}_{part}, h_max_{leg}_{part}, h_gain, {work}, tau_hyper)",
            )


def _blood() -> Iterator[tuple[str, str]]:
    yield "plasma", "blood - cells"
    yield "haematocrit", "cells / blood"
    yield "protein", "protein_mass / plasma"
    yield "viscosity", "viscosity_ratio(haematocrit)"
    yield "oncotic", "oncotic_pressure(protein)"
    yield "oncotic_slope", "sigma * 1.6666667 * (oncotic_pressure(1.3 * protein) - oncotic)"


def _net_pressure(net: Network, e: Element) -> Iterator[tuple[str, str]]:
    i, vein, artery = e.id, e.local(e.data["vein"]), e.local(e.data["artery"])
    own = net.find(e.data["vein"], e.leg).data["height"]
    # A tissue may lie deeper than the middle of the vein that drains it.
    height = e.data.get("height", own)
    drained = f"P_{vein}" if height == own else f"E_{vein} + H_{height}"
    outside = f"outside_{i}" if e.leg else "0.0"
    yield f"swollen_{i}", f"100.0 * F_{i} / tissue_{e.base}"
    tissue = f"tissue_pressure(swollen_{i}, D_{i}, {outside}, K_{e.base}, K_crept)"
    yield f"P_tissue_{i}", tissue
    ends = f"E_{artery} + H_{height}, max({drained}, {outside})"
    yield f"P_capillary_{i}", f"capillary_pressure({ends}, share_{e.base}, venule_offset)"
    yield f"colloid_{i}", f"M_{i} / (fluid_{e.base} + F_{i})"
    colloid = f"sigma * (oncotic - oncotic_pressure(colloid_{i}))"
    yield f"net_{i}", f"P_capillary_{i} - P_tissue_{i} - {colloid} - bias_{i}"


def _exchange(e: Element) -> Iterator[tuple[str, str]]:
    i = e.id
    reflex = f"tone_{e.local(e.data['reflex'])}" if "reflex" in e.data else "1.0"
    flows = " + ".join(f"q_bed_{e.local(b)}" for b in e.data["beds"])
    moving = f"moving_{e.leg}" if e.leg else "moving_trunk"
    yield f"Qp_{i}", f"max({flows}, 0.002) * (1.0 - haematocrit)"
    way = f"filter_{e.base} * {reflex}"
    yield f"x_{i}", f"filtered_part({way}, net_{i}, oncotic_slope, Qp_{i})"
    yield f"J_{i}", f"x_{i} * Qp_{i}"
    pumped = f"lymph0_{e.base}, {moving}, lymph_gain"
    yield f"lymph_{i}", f"lymph_flow({pumped}, P_tissue_{i}, lymph_per_mmhg)"
    yield f"d_F_{i}", f"J_{i} - lymph_{i}"
    yield f"d_D_{i}", f"follow(D_{i}, swollen_{i}, tau_creep)"
    yield f"d_M_{i}", f"lymph0_{e.base} * colloid0 - lymph_{i} * colloid_{i}"


def _tissues(net: Network) -> Iterator[tuple[str, str]]:
    yield from _blood()
    for e in net.of("tissue"):
        yield from _net_pressure(net, e)
        yield from _exchange(e)
    yield "lymph_total", " + ".join(f"lymph_{e.id}" for e in net.of("tissue"))
    yield "d_blood", "lymph_total - " + " - ".join(f"J_{e.id}" for e in net.of("tissue"))


def _balances(net: Network) -> Iterator[tuple[str, str]]:
    """Write each flow once and add it to both of its ends."""
    gains: dict[str, list[str]] = {e.id: [] for e in net.of("artery", "vein", "elastic", "chamber")}
    for e in net.of("inertial", "open_artery", "open_vein", "open_trunk", "valve", "gate", "bed"):
        up, down = _link_ends(net, e)
        names = [f"q_bed_{e.id}" if e.kind == "bed" else f"q_{e.id}"]
        if e.kind == "inertial" and e.leg:
            names.append(f"round_{e.id}")
        gains[up] += [f"- {n}" for n in names]
        gains[down] += [f"+ {n}" for n in names]
    for e in net.of("tissue"):
        gains[e.local(e.data["vein"])].append(f"- J_{e.id}")
    gains["upper_vein"].append("+ lymph_total")
    for i, terms in gains.items():
        yield f"d_V_{i}", " ".join(terms)


def _is_held(name: str) -> bool:
    starts = ("H_", "G_bed_", "J_", "lymph_", "outside_", "unstressed_")
    return name.startswith(starts) or name in ("rate", "systole", "inotropy", "sympathetic")


@cache
def write_equations() -> Equations:
    """Return the lines of the whole model."""
    net = load_network()
    lines: dict[str, str] = {}
    for part in (
        _heart(net), _muscles(), _pressures(net), _links(net), _beds(net),
        _reflexes(net), _tissues(net), _balances(net),
    ):  # fmt: skip
        lines.update(part)
    fast = ("d_V_", "d_q_", "d_beat", "d_breath", "d_stride")
    slow = frozenset(n[2:] for n in lines if n.startswith("d_") and not n.startswith(fast))
    return Equations(lines, slow, frozenset(n for n in lines if _is_held(n)))
