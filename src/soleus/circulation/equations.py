"""Writes the equations of the whole network as lines of text that name laws and symbols.

A line reads ``name = law(symbols)``; ``d_name`` is the rate of change of the state ``name``.
Nothing is computed here: the kernel and the reference that checks it both run these lines.
"""

from collections.abc import Iterator
from functools import cache

from soleus.circulation.network import (
    COMPARTMENTS,
    CUFFS,
    HEIGHTS,
    LEGS,
    LINKS,
    MUSCLES,
    SKINS,
    Element,
    elements,
    find,
)

REFLEX_ZONES = ("foot", "calf", "thigh")
"""Parts of a leg with arteriolar reflexes of their own."""

Lines = Iterator[tuple[str, str]]
"""Pairs of a name and the expression that computes it."""


def _abdomen(e: Element) -> str:
    """Return the pressure inside the belly at an element's height: it weighs like a liquid.

    Suction below the waist reaches the pelvis too, not the belly above the iliac crest.
    """
    sucked = " + outside_pelvis" if e.data["height"] in ("groin", "pelvis") else ""
    return f"P_abdomen + abdomen_column * H_{e.data['height']}{sucked}"


def _around(e: Element) -> str:
    """Return the pressure from outside on a tissue."""
    return f"outside_{e.id}" if e.leg else "outside_pelvis"


def _pressures() -> Lines:
    for e in elements("artery"):
        yield f"P_{e.id}", f"V_{e.id} / C_{e.base}"
    for e in elements("elastic"):
        space = "P_chest" if e.data["space"] == "chest" else "0.0"
        space = _abdomen(e) if e.data["space"] == "abdomen" else space
        slack = f"unstressed_{e.id}" if e.data.get("reflex") else f"V0_{e.base}"
        yield f"P_{e.id}", f"(V_{e.id} - {slack}) / C_{e.base} + {space}"
    for e in elements("vein"):
        tissue = e.data["tissue"]
        outside = _abdomen(e) if tissue == "abdomen" else f"outside_{e.local(tissue)}"
        tube = f"tube_pressure(V_{e.id}, V0_{e.id}, dV_{e.id}, Pk_{e.base}, K_collapse)"
        yield f"wall_{e.id}", tube
        if muscle := e.data.get("muscle"):
            outside += f" + squeeze(V_{e.id}, V0_{e.id}, dV_{e.id}, muscle_{e.local(muscle)})"
        yield f"P_{e.id}", f"wall_{e.id} + {outside}"
    for e in elements("artery", "elastic", "vein"):
        drop = f" - H_{e.data['height']}" if "height" in e.data else ""
        yield f"E_{e.id}", f"P_{e.id}{drop}"


def _heart() -> Lines:
    yield "ventricle_e", "pulsing * activation(beat - floor(beat), systole)"
    yield "atrium_e", "pulsing * activation(beat + 0.14 - floor(beat + 0.14), 0.14)"
    for e in elements("chamber"):
        part = "atrium" if "atrium" in e.id else "ventricle"
        top = f"Emax_{e.id} * inotropy" if part == "ventricle" else f"Emax_{e.id}"
        law = f"chamber_pressure(V_{e.id}, V0_{e.id}, {top}, Emin_{e.id}, Vs_{e.id}, {part}_e)"
        yield f"P_{e.id}", f"{law} + P_chest"
        yield f"E_{e.id}", f"P_{e.id}"
    for e in elements("heart_valve"):
        up, down = e.ends
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
    # Straining against closed lips presses on chest and belly alike.
    moved = "(to_effort - from_effort) * smooth_step(since / effort_seconds)"
    yield "effort", f"from_effort + {moved}"
    yield "P_chest", "chest_rest - chest_swing * (1.0 + work_breath * work) * inhaled + effort"
    yield "P_abdomen", "abdomen_rest + abdomen_swing * inhaled + effort"


def _muscles() -> Lines:
    yield "d_stride", "cadence"
    for leg in LEGS:
        yield f"stride_{leg}", f"stride + offset_{leg} - floor(stride + offset_{leg})"
        yield f"push_{leg}", f"pulse(stride_{leg}, 0.0, push_width)"
        yield f"pull_{leg}", f"pulse(stride_{leg}, 0.5, pull_width)"
        for muscle in MUSCLES:
            m = f"{leg}_{muscle}"
            yield f"muscle_{m}", f"push_{m} * push_{leg} + pull_{m} * pull_{leg}"


def _links() -> Lines:
    for e in elements("vein"):
        yield f"a_{e.id}", f"lumen(V_{e.id}, Vref_{e.id}, lumen_cap)"
    for e in elements("inertial"):
        up, down = e.ends
        start, end = f"E_{up}", f"E_{down}"
        if outside := e.data.get("outside"):
            # A cuff closes the artery beneath it while its pressure exceeds that on either side.
            closing = f"outside_{e.local(outside)} - H_{outside}"
            start, end = f"max({start}, {closing})", f"max({end}, {closing})"
        lesion = f"Rs_{e.id}, Ks_{e.id}" if e.leg else "0.0, 0.0"
        inert = f"L_{e.id}" if e.leg else f"L_{e.base}"
        yield f"drop_{e.id}", f"{start} - {end}"
        yield f"d_q_{e.id}", f"artery_slope(q_{e.id}, drop_{e.id}, R_{e.base}, {lesion}, {inert})"
        if e.leg:
            yield f"round_{e.id}", f"open_flow(drop_{e.id}, Gcol_{e.id})"
    for e in elements("open_artery", "open_trunk"):
        up, down = e.ends
        yield f"q_{e.id}", f"open_flow(E_{up} - E_{down}, G_{e.base})"
    for e in elements("open_vein"):
        up, down = e.ends
        way = f"G_{e.base} * joint_lumen(a_{up}, a_{down})"
        yield f"q_{e.id}", f"open_flow(E_{up} - E_{down}, {way})"
    for e in elements("valve"):
        up, down = e.ends
        way = f"G_{e.id} * joint_lumen(a_{up}, a_{down})"
        yield f"q_{e.id}", f"valve_flow(E_{up} - E_{down}, {way}, leak_{e.id})"


def _bed_tone(e: Element) -> str:
    """Return the nerves' narrowing of a bed: all of it in the trunk, what is obeyed in a leg."""
    if not e.leg:
        return "sympathetic"
    zone = {"shin": "calf", "skin": "calf"}.get(e.base, e.base)
    widened = f"worn_{e.id}, used_{e.id}, p_{e.id}, lies_{e.id}, stretch"
    return f"escaped_tone(reflex_{e.leg}_{zone} * sympathetic, {widened})"


def _bed_opened(e: Element) -> Lines:
    """Yield what work needs, and what work, squeezing and want of blood have opened."""
    work = f"h_{e.leg}_{'thigh' if e.base == 'thigh' else 'calf'}"
    yield f"needs_{e.id}", work if e.data.get("works") else e.data.get("work", "0.0")
    if not e.leg:
        yield f"opened_{e.id}", f"needs_{e.id}"
        yield f"i_{e.id}", "0.0"
        return
    squeezed = f" + m_{e.leg}_calf" if e.data["tissue"] in ("calf", "calf_skin") else ""
    yield f"opened_{e.id}", f"needs_{e.id}{squeezed}"
    needed = f"q0_{e.base} * (tone_{e.id} + needs_{e.id})"
    debt = f"i_{e.id}, q_bed_{e.id}, {needed}, debt_begins, debt_max, tau_debt, tau_paid"
    yield f"d_i_{e.id}", f"ischaemic_dilation({debt})"


def _bed_widening(e: Element, ends: str, outside: str) -> Lines:
    """Yield how far a bed's arterioles have widened, and what they have left.

    Parameters
    ----------
    e : the bed
    ends : pressures in its artery and its vein, at its own height
    outside : pressure on it from outside
    """
    low, widest, sensed = "0.8", "1.2", f"q_bed_{e.id}"
    reserved, used = "1.0", "0.0"
    if e.leg:
        low, widest, sensed = "a_low", "a_high", f"f_{e.id}"
        reserved = f"reserve(p_{e.id}, P_relaxed)"
        used = f"reserve_used(a_{e.id}, a_high, reserve_{e.id})"
        wall = f"arteriole_wall({ends}, {outside})"
        yield f"d_p_{e.id}", f"follow(p_{e.id}, {wall}, tau_relaxed)"
        # A steady pressure from outside is no want of blood until it leaves a debt.
        free = f"bed_flow({ends} - {outside}, P_closing, G_bed_{e.id})"
        yield f"d_f_{e.id}", f"follow(f_{e.id}, {free}, tau_sensed)"
    yield f"reserve_{e.id}", reserved
    yield f"used_{e.id}", used
    control = f"a_{e.id}, opened_{e.id}, i_{e.id}, tone_{e.id}, viscosity"
    limits = f"{widest}, dilation_cap, reserve_{e.id}"
    yield f"G_bed_{e.id}", f"bed_conductance(q0_{e.base} / P_drive, {control}, {limits})"
    yield f"demand_{e.id}", f"q0_{e.base} * (tone_{e.id} + opened_{e.id} + i_{e.id})"
    lost = f"shoulder * used_{e.id} * used_{e.id}"
    control = f"a_{e.id}, {sensed}, demand_{e.id}, {low}, {widest}, {lost}"
    yield f"d_a_{e.id}", f"autoregulation({control}, tau_auto, tau_surge)"


def _beds() -> Lines:
    for e in elements("bed"):
        artery, vein = e.ends
        drained = find(e.data["to"], e.leg).data
        height = f" + H_{drained['height']}" if "height" in drained else ""
        tissue = e.data["tissue"]
        outside = "0.0" if tissue == "open" else f"outside_{e.local(tissue)}"
        ends = f"E_{artery}{height}, P_{vein}"
        closing = f"max({outside}, P_closing)" if e.leg else "0.0"
        yield f"q_bed_{e.id}", f"bed_flow({ends}, {closing}, G_bed_{e.id})"
        yield f"tone_{e.id}", _bed_tone(e)
        yield from _bed_opened(e)
        yield from _bed_widening(e, ends, outside)


def _pressed_on() -> Lines:
    """Cuffs and suction: what presses on a leg from outside, besides a stocking."""
    yield "d_since", "1.0"
    yield "pressed", "smooth_step(since / cuff_seconds)"
    for cuff in CUFFS:
        target = f"from_cuff_{cuff} + (to_cuff_{cuff} - from_cuff_{cuff}) * pressed"
        # Soft tissue has to move before a cuff's pressure reaches the vessels inside it.
        yield f"d_cuff_{cuff}", f"follow(cuff_{cuff}, {target}, tau_cuff_{cuff})"
    sucked = "(to_suction - from_suction) * smooth_step(since / suction_seconds)"
    yield "suction", f"from_suction + {sucked}"
    yield "outside_pelvis", "pelvis_sucked * suction"
    for leg in LEGS:
        for skin in SKINS:
            cuff = {"calf_skin": "calf"}.get(skin, skin)
            cuff = f" + cuff_{cuff}" if cuff in CUFFS else ""
            yield f"outside_{leg}_{skin}", f"stocking_{skin}{cuff} + suction"


def _posture() -> Lines:
    yield "d_clock", "1.0"
    yield "ramp", "smooth_step(clock / ramp_seconds)"
    for height in HEIGHTS:
        depth = f"from_{height} + (to_{height} - from_{height}) * ramp"
        yield f"H_{height}", f"blood_weight * ({depth})"


def _pressure_reflexes() -> Lines:
    yield "d_uptake", "follow(uptake, uptake_need, tau_uptake)"
    yield "work", "relative_work(uptake, uptake_rest, uptake_most)"
    yield "command_of_work", "command(work)"
    yield "strain", "pressure_error(P_set, P_aorta + H_carotid, reset, command_of_work)"
    yield "emptiness", "bounded(CVP_set - (P_right_atrium - P_chest), -8.0, 8.0)"
    # A little less filling narrows vessels, but leaves the heart's rate as it is.
    unfilled = "max(emptiness - filling_begins, 0.0)"
    yield "d_e_fast", f"follow(e_fast, strain + gain_rate_filling * {unfilled}, tau_fast)"
    yield "d_e_slow", "follow(e_slow, strain + gain_filling * emptiness, tau_slow)"
    yield "rate", "heart_rate(rate_rest, rate_most, work, gain_rate, e_fast)"
    yield "systole", "systole_part(rate)"
    yield "inotropy", "contractility(gain_inotropy, e_slow, work_inotropy, command_of_work)"
    yield "sympathetic", "nerve_conductance(gain_resistance, e_slow)"
    for e in elements("elastic"):
        if e.data.get("reflex"):
            law = f"slack_volume(V0_{e.base}, gain_veins, e_slow, work_veins, command_of_work)"
            yield f"unstressed_{e.id}", f"{law} + x_{e.id}"
            # Its wall yields to a lasting stretch: Gaffney 1982 saw the gain of raised legs go.
            wall = f"(V_{e.id} - unstressed_{e.id}) / C_{e.base} - {e.data['start_mmhg']}.0"
            law = f"follow(x_{e.id}, yielding * C_{e.base} * ({wall}), tau_yield)"
            yield f"d_x_{e.id}", law
    yield (
        "h_upper",
        "upper_share * max(uptake - uptake_rest, 0.0) / (upper_extraction * 60.0 * q0_upper)",
    )


def _leg_reflexes() -> Lines:
    for leg in LEGS:
        for zone in REFLEX_ZONES:
            vein = find(f"{zone}_vein", leg).id
            law = f"venoarteriolar(wall_{vein}, var_{zone}, var_threshold, var_width)"
            yield f"d_v_{leg}_{zone}", f"follow(v_{leg}_{zone}, {law}, tau_var)"
            flow = f"q_bed_{leg}_{zone} / q0_{zone}"
            shear = f"shear_tone({flow}, shear_gain), {flow}, tau_shear, tau_shear_gone"
            yield f"d_n_{leg}_{zone}", f"shear_follow(n_{leg}_{zone}, {shear})"
            yield f"reflex_{leg}_{zone}", f"v_{leg}_{zone} * n_{leg}_{zone}"
        yield from _opened_by_movement(leg)


def _opened_by_movement(leg: str) -> Lines:
    """Yield hyperaemia by contractions, and what squeezing from outside opens."""
    full = f"bounded(V_{leg}_calf_vein / Vref_{leg}_calf_vein, 0.0, 1.5)"
    yield f"fullness_{leg}", f"1.0 - fullness_part + fullness_part * {full}"
    for part in ("calf", "thigh"):
        work = f"work_{leg}_{part} * cadence * push_{leg} / (0.6 * push_width) * fullness_{leg}"
        control = f"h_{leg}_{part}, h_max_{leg}_{part}, h_gain, {work}, tau_hyper"
        yield f"d_h_{leg}_{part}", f"hyperaemia({control})"
    # The pressure from outside, followed closely: what it is ahead by is its rise just now.
    yield f"d_s_{leg}_calf", f"follow(s_{leg}_calf, outside_{leg}_calf, tau_squeeze)"
    rise = f"max(outside_{leg}_calf - s_{leg}_calf, 0.0) / (100.0 * tau_squeeze)"
    yield f"squeezes_{leg}", rise
    control = f"m_{leg}_calf, squeeze_max, squeeze_gain, squeezes_{leg}, tau_squeezed"
    yield f"d_m_{leg}_calf", f"squeezed_open({control})"


def _blood() -> Lines:
    yield "plasma", "blood - cells"
    yield "haematocrit", "cells / blood"
    yield "protein", "protein_mass / plasma"
    yield "viscosity", "viscosity_ratio(haematocrit)"
    yield "oncotic", "oncotic_pressure(protein)"
    yield "oncotic_slope", "sigma * 1.6666667 * (oncotic_pressure(1.3 * protein) - oncotic)"


def _net_pressure(e: Element) -> Lines:
    i, vein, artery = e.id, e.local(e.data["vein"]), e.local(e.data["artery"])
    own = find(e.data["vein"], e.leg).data["height"]
    # A tissue may lie deeper than the middle of the vein that drains it.
    height = e.data.get("height", own)
    drained = f"P_{vein}" if height == own else f"E_{vein} + H_{height}"
    outside = _around(e)
    yield f"swollen_{i}", f"100.0 * F_{i} / tissue_{e.base}"
    yield f"water_{i}", f"water_left(F_{i}, fluid_{e.base}, bound_part)"
    state = f"swollen_{i}, D_{i}, water_{i}, {outside}"
    yield f"P_tissue_{i}", f"tissue_pressure({state}, K_{e.base}, K_crept, K_dry)"
    ends = f"E_{artery} + H_{height}, max({drained}, {outside})"
    yield f"P_capillary_{i}", f"capillary_pressure({ends}, share_{e.base}, venule_offset)"
    fluid = f"fluid_{e.base} * (bound_part + (1.0 - bound_part) * water_{i})"
    yield f"colloid_{i}", f"M_{i} / ({fluid})"
    colloid = f"sigma * (oncotic - oncotic_pressure(colloid_{i}))"
    yield f"net_{i}", f"P_capillary_{i} - P_tissue_{i} - {colloid} - bias_{i}"


def _exchange(e: Element) -> Lines:
    i = e.id
    reflex = f"reflex_{e.local(e.data['reflex'])}" if "reflex" in e.data else "1.0"
    # Arterioles that narrow leave fewer capillaries open, yet not as few as they leave flow.
    reflex = f"(1.0 - derecruited + derecruited * {reflex})" if "reflex" in e.data else reflex
    flows = " + ".join(f"q_bed_{e.local(b)}" for b in e.data["beds"])
    moving = f"moving_{e.leg}" if e.leg else "moving_trunk"
    yield f"Qp_{i}", f"({flows}) * (1.0 - haematocrit)"
    way = f"filter_{e.base} * {reflex}"
    yield f"x_{i}", f"filtered_part({way}, net_{i}, oncotic_slope, Qp_{i})"
    yield f"J_{i}", f"x_{i} * Qp_{i}"
    pumped = f"lymph0_{e.base}, {moving}, lymph_gain"
    outside = _around(e)
    filled = f"P_tissue_{i}, lymph_per_mmhg, {outside}, lymph_closes, water_{i}"
    yield f"lymph_{i}", f"lymph_flow({pumped}, {filled})"
    yield f"d_F_{i}", f"J_{i} - lymph_{i}"
    yield f"d_D_{i}", f"follow(D_{i}, swollen_{i}, tau_creep)"
    yield f"d_M_{i}", f"lymph0_{e.base} * colloid0 - lymph_{i} * colloid_{i}"


def _tissues() -> Lines:
    yield from _blood()
    for e in elements("tissue"):
        yield from _net_pressure(e)
        yield from _exchange(e)
    yield "lymph_total", " + ".join(f"lymph_{e.id}" for e in elements("tissue"))
    yield "d_blood", "lymph_total - " + " - ".join(f"J_{e.id}" for e in elements("tissue"))


def _balances() -> Lines:
    """Take each flow out of the compartment upstream of it and add it to the one downstream."""
    gains: dict[str, list[str]] = {e.id: [] for e in elements(*COMPARTMENTS)}
    for e in elements(*LINKS, "bed"):
        up, down = e.ends
        names = [f"q_bed_{e.id}" if e.kind == "bed" else f"q_{e.id}"]
        if e.kind == "inertial" and e.leg:
            names.append(f"round_{e.id}")
        gains[up] += [f"- {n}" for n in names]
        gains[down] += [f"+ {n}" for n in names]
    for e in elements("tissue"):
        gains[e.local(e.data["vein"])].append(f"- J_{e.id}")
    gains["upper_vein"].append("+ lymph_total")
    for i, terms in gains.items():
        yield f"d_V_{i}", " ".join(terms)


@cache
def write_equations() -> dict[str, str]:
    """Return the expression of every name of the model."""
    parts = (
        _heart(), _muscles(), _pressures(), _links(), _beds(), _posture(), _pressed_on(),
        _pressure_reflexes(), _leg_reflexes(), _tissues(), _balances(),
    )  # fmt: skip
    return {name: expression for part in parts for name, expression in part}
