/* The whole circulation in C, written by hand from the same laws and the same network.
 *
 * The yardstick of the generated kernel: what a person would write for speed who has all
 * afternoon. W people stand side by side in every row of one flat array; the loop over lanes is
 * innermost, so that the compiler turns it into vector instructions; -DW=1 makes the kernel for
 * one person. What does not change during fast steps is divided by once, in `prepare` and `hold`.
 *
 * Only names come from outside: `row_names` says which row is what, and the bench fills the rows
 * with the numbers that the model gives. Rows called "own:..." are this kernel's own.
 */
#include <math.h>
#include <string.h>

#ifndef W
#define W 8
#endif
#define LANES _Pragma("GCC ivdep") for (int i = 0; i < W; i++)
#define LEGS _Pragma("GCC unroll 2") for (int side = 0; side < 2; side++)
#define INLINE static inline __attribute__((always_inline))

/* ---- The rows: _(kind, place) for the trunk, and once for each leg ---- */

#define TRUNK_FAST(_) \
  _(, beat) _(, breath) _(, stride) _(q_, arm_run) \
  _(V_, right_atrium) _(V_, right_ventricle) _(V_, left_atrium) _(V_, left_ventricle) \
  _(V_, pulmonary_artery) _(V_, pulmonary_vein) _(V_, aorta) _(V_, brachial_artery) \
  _(V_, upper_vein) _(V_, splanchnic_vein) _(V_, vena_cava)
#define LEG_FAST(_) \
  _(q_, iliac_run) _(q_, femoral_run) _(q_, tibial_run) \
  _(V_, femoral_artery) _(V_, popliteal_artery) _(V_, ankle_artery) _(V_, toe_artery) VEINS(_, V_)
#define VEINS(_, kind) \
  _(kind, foot_vein) _(kind, calf_vein) _(kind, shin_vein) _(kind, great_saphenous) \
  _(kind, small_saphenous) _(kind, popliteal_vein) _(kind, femoral_vein) _(kind, thigh_vein) \
  _(kind, iliac_vein)
#define VALVES(_, kind) \
  _(kind, foot_to_calf) _(kind, foot_to_shin) _(kind, foot_to_great_saphenous) \
  _(kind, foot_to_small_saphenous) _(kind, great_perforators) _(kind, small_perforators) \
  _(kind, saphenofemoral) _(kind, saphenopopliteal) _(kind, calf_to_popliteal) \
  _(kind, shin_to_popliteal) _(kind, popliteal_to_femoral) _(kind, femoral_to_iliac) \
  _(kind, thigh_to_femoral)
#define RUNS(_, kind) _(kind, iliac_run) _(kind, femoral_run) _(kind, tibial_run)
#define TRUNK_BEDS(_, kind) _(kind, upper) _(kind, arm) _(kind, splanchnic) _(kind, pelvis)
#define LEG_BEDS(_, kind) _(kind, thigh) _(kind, calf) _(kind, shin) _(kind, skin) _(kind, foot)
#define ZONES(_, kind) _(kind, foot) _(kind, calf) _(kind, thigh)
#define SKINS(_, kind) _(kind, foot) _(kind, calf) _(kind, calf_skin) _(kind, knee) _(kind, thigh)
#define MUSCLES(_, kind) _(kind, foot) _(kind, calf) _(kind, shin) _(kind, knee) _(kind, thigh)
#define HEIGHTS(_, kind) \
  _(kind, foot) _(kind, ankle) _(kind, calf) _(kind, saphenous) _(kind, knee) _(kind, thigh) \
  _(kind, groin) _(kind, pelvis) _(kind, buttock) _(kind, splanchnic) _(kind, upper) \
  _(kind, carotid)
#define CHAMBERS(_, kind) \
  _(kind, right_atrium) _(kind, right_ventricle) _(kind, left_atrium) _(kind, left_ventricle)
#define ELASTIC(_, kind) \
  _(kind, pulmonary_artery) _(kind, pulmonary_vein) _(kind, aorta) _(kind, brachial_artery) \
  _(kind, upper_vein) _(kind, splanchnic_vein)
#define ARTERIES(_, kind) \
  _(kind, femoral_artery) _(kind, popliteal_artery) _(kind, ankle_artery) _(kind, toe_artery)
#define TISSUES(_, kind) _(kind, pelvis) ZONES(_, kind)

#define TRUNK_SLOW(_) \
  TRUNK_BEDS(_, a_) _(, clock) _(, e_fast) _(, e_slow) \
  _(F_, pelvis) _(D_, pelvis) _(M_, pelvis) _(, blood)
#define LEG_SLOW(_) \
  LEG_BEDS(_, a_) ZONES(_, v_) ZONES(_, n_) _(h_, calf) _(h_, thigh) \
  ZONES(_, F_) ZONES(_, D_) ZONES(_, M_)

#define TRUNK_HELD(_) \
  HEIGHTS(_, H_) TRUNK_BEDS(_, G_bed_) _(J_, pelvis) _(lymph_, pelvis) _(lymph_, total) \
  _(unstressed_, splanchnic_vein) _(, rate) _(, systole) _(, inotropy) _(, sympathetic)
#define LEG_HELD(_) SKINS(_, outside_) LEG_BEDS(_, G_bed_) ZONES(_, J_) ZONES(_, lymph_)

#define TRUNK_GIVEN(_) \
  CHAMBERS(_, V0_) CHAMBERS(_, Emax_) CHAMBERS(_, Emin_) CHAMBERS(_, Vs_) \
  ELASTIC(_, V0_) ELASTIC(_, C_) ARTERIES(_, C_) VEINS(_, Pk_) _(Pk_, vena_cava) \
  _(V0_, vena_cava) _(dV_, vena_cava) _(Vref_, vena_cava) _(, K_collapse) _(, lumen_cap) \
  _(G_, tricuspid) _(G_, pulmonary) _(G_, mitral) _(G_, aortic) _(G_, lungs) \
  _(G_, pulmonary_return) _(G_, upper_return) _(G_, splanchnic_return) _(G_, cava_return) \
  _(G_, iliac_to_cava) _(G_, plantar_run) _(R_, arm_run) _(L_, arm_run) RUNS(_, R_) \
  TRUNK_BEDS(_, q0_) LEG_BEDS(_, q0_) HEIGHTS(_, from_) HEIGHTS(_, to_) \
  TISSUES(_, tissue_) TISSUES(_, fluid_) TISSUES(_, K_) TISSUES(_, filter_) TISSUES(_, share_) \
  TISSUES(_, lymph0_) _(bias_, pelvis) _(, K_crept) _(, sigma) _(, colloid0) \
  _(, venule_offset) _(, lymph_gain) _(, lymph_per_mmhg) _(, moving_trunk) _(, tau_creep) \
  _(, cells) _(, protein_mass) SKINS(_, stocking_) _(, cuff) _(, blood_weight) \
  _(, ramp_seconds) _(, pulsing) _(, gain_left_ventricle) _(, gain_right_ventricle) \
  _(, breath_rate) _(, chest_rest) _(, chest_swing) _(, abdomen_rest) _(, abdomen_swing) \
  _(, abdomen_column) \
  _(, cadence) _(, push_width) _(, pull_width) _(, P_set) _(, reset) _(, CVP_set) _(, P_drive) \
  _(, rate_rest) _(, rate_work) _(, gain_rate) _(, gain_inotropy) _(, gain_resistance) \
  _(, gain_veins) _(, gain_filling) _(, tau_fast) _(, tau_slow) _(, tau_auto) _(, tau_var) \
  _(, tau_shear) _(, tau_hyper) _(, a_low) _(, a_high) _(, dilation_cap) _(, h_gain) \
  _(, shear_gain) ZONES(_, var_) _(, var_threshold) _(, var_width)
#define LEG_GIVEN(_) \
  VEINS(_, V0_) VEINS(_, dV_) VEINS(_, Vref_) VALVES(_, G_) VALVES(_, leak_) \
  RUNS(_, L_) RUNS(_, Rs_) RUNS(_, Ks_) RUNS(_, Gcol_) MUSCLES(_, push_) MUSCLES(_, pull_) \
  _(work_, calf) _(work_, thigh) _(h_max_, calf) _(h_max_, thigh) ZONES(_, bias_) \
  _(offset_, ) _(moving_, )

/* One over what fast steps divide by. */
#define TRUNK_OWN(_) \
  CHAMBERS(_, Vs_) ELASTIC(_, C_) ARTERIES(_, C_) _(dV_, vena_cava) _(Vref_, vena_cava) \
  _(L_, arm_run) _(, push_width) _(, pull_width) _(, systole) \
  _(Emax_, left_ventricle) _(Emax_, right_ventricle)
#define LEG_OWN(_) VEINS(_, dV_) VEINS(_, Vref_) RUNS(_, L_)

#define TRUNK_SEEN(_) \
  CHAMBERS(_, V_) ELASTIC(_, V_) _(V_, vena_cava) _(F_, pelvis) _(P_capillary_, pelvis) \
  _(P_, aorta) _(P_, brachial_artery) _(P_, right_atrium) _(P_, chest) _(P_, left_atrium) \
  _(P_, pulmonary_artery) _(q_, aortic) _(q_, pulmonary) _(, rate) _(, inotropy) \
  _(, sympathetic) _(, haematocrit) _(, protein) _(, blood)
#define LEG_SEEN(_) \
  ARTERIES(_, V_) VEINS(_, V_) ZONES(_, F_) ZONES(_, P_capillary_) ARTERIES(_, P_) \
  _(P_, foot_vein) _(P_, calf_vein) _(P_, popliteal_vein) _(P_, iliac_vein) _(E_, iliac_vein) \
  _(q_, femoral_to_iliac) _(q_, popliteal_to_femoral) _(q_, saphenofemoral) _(q_, iliac_run) \
  _(q_, femoral_run) _(round_, iliac_run) _(round_, femoral_run) _(q_bed_, calf) \
  _(q_bed_, shin) _(q_bed_, foot) _(demand_, calf) _(demand_, shin) _(x_, foot)

#define ROW(kind, place) double kind##place[W];
#define PAIR(part, PART) \
  struct part##_trunk { TRUNK_##PART(ROW) }; \
  struct part##_leg { LEG_##PART(ROW) }; \
  struct part { struct part##_trunk trunk; struct part##_leg leg[2]; };
PAIR(fast, FAST)
PAIR(slow, SLOW)
PAIR(held, HELD)
PAIR(given, GIVEN)
PAIR(own, OWN)
PAIR(seen, SEEN)

struct block {
  struct fast now, mid;
  struct slow slow;
  struct held held;
  struct given given;
  struct own own;
  struct seen seen;
};

#define NAME_TRUNK(prefix, kind, place) prefix #kind #place "\n"
#define NAME_NOW(k, p) #k #p "\n"
#define NAME_LEFT(k, p) #k "left_" #p "\n"
#define NAME_RIGHT(k, p) #k "right_" #p "\n"
#define MID_NOW(k, p) "own:mid_" NAME_NOW(k, p)
#define MID_LEFT(k, p) "own:mid_" NAME_LEFT(k, p)
#define MID_RIGHT(k, p) "own:mid_" NAME_RIGHT(k, p)
#define OWN_NOW(k, p) "own:one_over_" NAME_NOW(k, p)
#define OWN_LEFT(k, p) "own:one_over_" NAME_LEFT(k, p)
#define OWN_RIGHT(k, p) "own:one_over_" NAME_RIGHT(k, p)
#define SEEN_NOW(k, p) "obs:" NAME_NOW(k, p)
#define SEEN_LEFT(k, p) "obs:" NAME_LEFT(k, p)
#define SEEN_RIGHT(k, p) "obs:" NAME_RIGHT(k, p)
#define NAMES(PART, AS) TRUNK_##PART(AS##_NOW) LEG_##PART(AS##_LEFT) LEG_##PART(AS##_RIGHT)

const char *row_names(void) {
  return NAMES(FAST, NAME) NAMES(FAST, MID) NAMES(SLOW, NAME) NAMES(HELD, NAME)
      NAMES(GIVEN, NAME) NAMES(OWN, OWN) NAMES(SEEN, SEEN);
}

/* ---- Laws ---- */

INLINE double larger(double a, double b) { return a > b ? a : b; }
INLINE double smaller(double a, double b) { return a < b ? a : b; }
INLINE double bounded(double x, double low, double high) { return smaller(larger(x, low), high); }
INLINE double part_of_turn(double x) { return x - floor(x); }

INLINE double smooth_step(double x) {
  double y = bounded(x, 0.0, 1.0);
  return y * y * (3.0 - 2.0 * y);
}
INLINE double pulse(double x) { return smooth_step(x * 2.5) * smooth_step((1.0 - x) * 2.5); }
INLINE double sigmoid(double x) { return 0.5 * (1.0 + x / sqrt(1.0 + x * x)); }
INLINE double activation(double x) { return smooth_step(x) * smooth_step(3.0 - 2.0 * x); }

/* Both branches end in one quotient: one division does for both. */
INLINE double tube_pressure(double V, double V0, double one_over_dV, double Pk, double K) {
  double x = (V - V0) * one_over_dV, full = smaller(x, 0.97);
  int open = x >= 0.0;
  double ratio = (open ? full : V0) / (open ? 1.0 - full : larger(V, 0.02 * V0));
  double distended = Pk * (ratio + 1111.0 * larger(x - 0.97, 0.0));
  double collapsed = K * (1.0 - ratio * sqrt(ratio));
  return open ? distended : collapsed;
}
INLINE double squeeze(double V, double V0, double one_over_dV, double P_muscle) {
  return P_muscle * bounded(((V - V0) * one_over_dV - 0.05) * (1.0 / 0.15), 0.0, 1.0);
}
INLINE double lumen(double V, double one_over_Vref, double cap) {
  double r = larger(V, 0.0) * one_over_Vref;
  return smaller(r * r, cap);
}
INLINE double joint_lumen(double a, double b) { return 2.0 * a * b / (a + b + 1e-9); }

INLINE double valve_flow(double dP, double G, double leak) {
  return G * larger(dP, leak * dP);
}
INLINE double artery_slope(double q, double dP, double R, double K, double one_over_L) {
  return (dP - (R + K * fabs(q)) * q) * one_over_L;
}
INLINE double bed_flow(double P_artery, double P_vein, double P_outside, double G) {
  return G * larger(P_artery - larger(P_vein, P_outside), 0.0);
}
INLINE double chamber_pressure(
    double x, double E_max, double E_min, double one_over_Vs, double e) {
  double y = x * one_over_Vs;
  return x * (e * E_max + (1.0 - e) * E_min * (1.0 + y * y));
}

INLINE double follow(double x, double target, double tau) { return (target - x) / tau; }
INLINE double venoarteriolar(double P, double strength, double threshold, double width) {
  double now = 1.0 - strength * sigmoid((P - threshold) / width);
  return now / (1.0 - strength * sigmoid((10.0 - threshold) / width));
}
INLINE double shear_tone(double flow, double gain) {
  return 1.0 - gain * bounded(1.0 - flow, 0.0, 1.0);
}
INLINE double autoregulation(
    double a, double q, double target, double low, double high, double tau) {
  double slope = a / tau * larger(1.0 - q / target, -1.0);
  double held_up = a < high ? slope : smaller(slope, 0.0);
  return a > low ? held_up : larger(held_up, 0.0);
}
INLINE double hyperaemia(double h, double most, double gain, double work, double tau) {
  return gain * work * larger(most - h, 0.0) - h / tau;
}
INLINE double oncotic_pressure(double c) { return c * (14.7 + c * (7.84 + c * 3.087)); }

/* ---- What a moment looks like: everything computed from the states of one person ---- */

#define VALUE(kind, place) double kind##place;
struct trunk_view {
  double P_chest, P_abdomen, wall_vena_cava, a_vena_cava, P_vena_cava, E_vena_cava;
  double E_upper_vein, E_splanchnic_vein, d_q_arm_run, into_cava, out_of_aorta;
  CHAMBERS(VALUE, P_) ELASTIC(VALUE, P_) TRUNK_BEDS(VALUE, q_bed_)
  VALUE(q_, tricuspid) VALUE(q_, pulmonary) VALUE(q_, mitral) VALUE(q_, aortic)
  VALUE(q_, lungs) VALUE(q_, pulmonary_return) VALUE(q_, upper_return)
  VALUE(q_, splanchnic_return) VALUE(q_, cava_return)
};
struct leg_view {
  double push, q_plantar_run, q_iliac_to_cava;
  ARTERIES(VALUE, P_) ARTERIES(VALUE, E_) VEINS(VALUE, wall_) VEINS(VALUE, P_) VEINS(VALUE, E_)
  VEINS(VALUE, a_) VALVES(VALUE, q_) RUNS(VALUE, d_q_) RUNS(VALUE, round_)
  LEG_BEDS(VALUE, q_bed_)
};

INLINE void see_chest(const struct block *b, const struct fast *f, int i, struct trunk_view *t) {
  const struct given_trunk *g = &b->given.trunk;
  double pulsing = g->pulsing[i], x = part_of_turn(f->trunk.breath[i]);
  double inhaled = pulsing * smooth_step(2.5 * x) * smooth_step(1.6666667 * (1.0 - x)) +
                   (1.0 - pulsing) * 0.5;
  t->P_chest = g->chest_rest[i] - g->chest_swing[i] * inhaled;
  t->P_abdomen = g->abdomen_rest[i] + g->abdomen_swing[i] * inhaled;
}

INLINE void see_trunk(const struct block *b, const struct fast *all, int i, struct trunk_view *t) {
  const struct fast_trunk *f = &all->trunk;
  const struct given_trunk *g = &b->given.trunk;
  const struct held_trunk *h = &b->held.trunk;
  const struct own_trunk *o = &b->own.trunk;
  see_chest(b, all, i, t);
  double pulsing = g->pulsing[i], inotropy = h->inotropy[i];
  double ventricle = pulsing * activation(part_of_turn(f->beat[i]) * o->systole[i]);
  double atrium = pulsing * activation(part_of_turn(f->beat[i] + 0.14) * (1.0 / 0.14));

#define CHAMBER(name, top, e) \
  t->P_##name = chamber_pressure( \
      f->V_##name[i] - g->V0_##name[i], top, g->Emin_##name[i], o->Vs_##name[i], e) + t->P_chest;
  CHAMBER(right_atrium, g->Emax_right_atrium[i], atrium)
  CHAMBER(right_ventricle, g->Emax_right_ventricle[i] * inotropy, ventricle)
  CHAMBER(left_atrium, g->Emax_left_atrium[i], atrium)
  CHAMBER(left_ventricle, g->Emax_left_ventricle[i] * inotropy, ventricle)
#define BAG(name, slack, outside) \
  t->P_##name = (f->V_##name[i] - slack) * o->C_##name[i] + outside;
  BAG(pulmonary_artery, g->V0_pulmonary_artery[i], t->P_chest)
  BAG(pulmonary_vein, g->V0_pulmonary_vein[i], t->P_chest)
  BAG(aorta, g->V0_aorta[i], 0.0)
  BAG(brachial_artery, g->V0_brachial_artery[i], 0.0)
  BAG(upper_vein, g->V0_upper_vein[i], 0.0)
#define BELLY(height) (t->P_abdomen + g->abdomen_column[i] * h->H_##height[i])
  BAG(splanchnic_vein, h->unstressed_splanchnic_vein[i], BELLY(splanchnic))
  t->E_upper_vein = t->P_upper_vein - h->H_upper[i];
  t->E_splanchnic_vein = t->P_splanchnic_vein - h->H_splanchnic[i];
  double V = f->V_vena_cava[i];
  t->wall_vena_cava = tube_pressure(V, g->V0_vena_cava[i], o->dV_vena_cava[i],
                                    g->Pk_vena_cava[i], g->K_collapse[i]);
  t->P_vena_cava = t->wall_vena_cava + BELLY(pelvis);
  t->E_vena_cava = t->P_vena_cava - h->H_pelvis[i];
  t->a_vena_cava = lumen(V, o->Vref_vena_cava[i], g->lumen_cap[i]);

#define GATE(name, up, down) double name = valve_flow(t->P_##up - t->P_##down, g->G_##name[i], 0.0);
  GATE(tricuspid, right_atrium, right_ventricle)
  GATE(pulmonary, right_ventricle, pulmonary_artery)
  GATE(mitral, left_atrium, left_ventricle)
  GATE(aortic, left_ventricle, aorta)
#define MEAN_OUTPUT(side, artery) \
  (g->gain_##side[i] * h->rate[i] * \
   larger(f->V_##side[i] - g->V0_##side[i] - (t->P_##artery - t->P_chest) * o->Emax_##side[i], 0.0))
  t->q_tricuspid = tricuspid;
  t->q_mitral = mitral;
  t->q_pulmonary =
      pulsing * pulmonary + (1.0 - pulsing) * MEAN_OUTPUT(right_ventricle, pulmonary_artery);
  t->q_aortic = pulsing * aortic + (1.0 - pulsing) * MEAN_OUTPUT(left_ventricle, aorta);
  t->q_lungs = g->G_lungs[i] * (t->P_pulmonary_artery - t->P_pulmonary_vein);
  t->q_pulmonary_return = g->G_pulmonary_return[i] * (t->P_pulmonary_vein - t->P_left_atrium);
  t->q_upper_return = g->G_upper_return[i] * (t->E_upper_vein - t->P_right_atrium);
  t->q_splanchnic_return = g->G_splanchnic_return[i] * (t->E_splanchnic_vein - t->P_right_atrium);
  t->q_cava_return = g->G_cava_return[i] * (t->E_vena_cava - t->P_right_atrium);
  t->d_q_arm_run = artery_slope(f->q_arm_run[i], t->P_aorta - t->P_brachial_artery,
                                g->R_arm_run[i], 0.0, o->L_arm_run[i]);
#define TRUNK_BED(name, artery, vein, height) \
  t->q_bed_##name = bed_flow(t->P_##artery + h->H_##height[i], t->P_##vein, 0.0, \
                             h->G_bed_##name[i]);
  TRUNK_BED(upper, aorta, upper_vein, upper)
  TRUNK_BED(arm, brachial_artery, upper_vein, upper)
  TRUNK_BED(splanchnic, aorta, splanchnic_vein, splanchnic)
  TRUNK_BED(pelvis, aorta, vena_cava, pelvis)
  t->into_cava = t->out_of_aorta = 0.0;
}

INLINE void see_leg(const struct block *b, const struct fast *all, int side, int i,
                    struct trunk_view *t, struct leg_view *v) {
  const struct fast_leg *f = &all->leg[side];
  const struct given_trunk *g = &b->given.trunk;
  const struct given_leg *p = &b->given.leg[side];
  const struct held_trunk *h = &b->held.trunk;
  const struct held_leg *x = &b->held.leg[side];
  const struct own_trunk *ot = &b->own.trunk;
  const struct own_leg *o = &b->own.leg[side];
  double phase = part_of_turn(all->trunk.stride[i] + p->offset_[i]);
  double push = pulse(phase * ot->push_width[i]), pull = pulse((phase - 0.5) * ot->pull_width[i]);
  v->push = push;

#define MUSCLE(name) double name = p->push_##name[i] * push + p->pull_##name[i] * pull;
  MUSCLE(foot) MUSCLE(calf) MUSCLE(shin) MUSCLE(knee) MUSCLE(thigh)
#define WALL(name) \
  v->wall_##name = tube_pressure(f->V_##name[i], p->V0_##name[i], o->dV_##name[i], \
                                 g->Pk_##name[i], g->K_collapse[i]); \
  v->a_##name = lumen(f->V_##name[i], o->Vref_##name[i], g->lumen_cap[i]);
#define SOFT(name, outside, height) \
  WALL(name) \
  v->P_##name = v->wall_##name + outside; \
  v->E_##name = v->P_##name - h->H_##height[i];
#define GRIPPED(name, outside, muscle, height) \
  WALL(name) \
  v->P_##name = v->wall_##name + outside + \
                squeeze(f->V_##name[i], p->V0_##name[i], o->dV_##name[i], muscle); \
  v->E_##name = v->P_##name - h->H_##height[i];
  GRIPPED(foot_vein, x->outside_foot[i], foot, foot)
  GRIPPED(calf_vein, x->outside_calf[i], calf, calf)
  GRIPPED(shin_vein, x->outside_calf[i], shin, calf)
  SOFT(great_saphenous, x->outside_calf_skin[i], saphenous)
  SOFT(small_saphenous, x->outside_calf_skin[i], calf)
  GRIPPED(popliteal_vein, x->outside_knee[i], knee, knee)
  GRIPPED(femoral_vein, x->outside_thigh[i], knee, thigh)
  GRIPPED(thigh_vein, x->outside_thigh[i], thigh, thigh)
  SOFT(iliac_vein, BELLY(groin), groin)
#define ARTERY(name, height) \
  v->P_##name = f->V_##name[i] * ot->C_##name[i]; \
  v->E_##name = v->P_##name - h->H_##height[i];
  ARTERY(femoral_artery, groin)
  ARTERY(popliteal_artery, knee)
  ARTERY(ankle_artery, ankle)
  ARTERY(toe_artery, foot)

#define RUN(name, drop) \
  { \
    double d = drop; \
    v->d_q_##name = artery_slope(f->q_##name[i], d, g->R_##name[i] + p->Rs_##name[i], \
                                 p->Ks_##name[i], o->L_##name[i]); \
    v->round_##name = p->Gcol_##name[i] * d; \
  }
  double closing = x->outside_calf[i] - h->H_calf[i];
  RUN(iliac_run, t->P_aorta - v->E_femoral_artery)
  RUN(femoral_run, v->E_femoral_artery - v->E_popliteal_artery)
  RUN(tibial_run, larger(v->E_popliteal_artery, closing) - larger(v->E_ankle_artery, closing))
  v->q_plantar_run = g->G_plantar_run[i] * (v->E_ankle_artery - v->E_toe_artery);
#define BED(name, artery, vein, outside, height) \
  v->q_bed_##name = bed_flow(v->E_##artery + h->H_##height[i], v->P_##vein, x->outside_##outside[i], \
                             x->G_bed_##name[i]);
  BED(thigh, femoral_artery, thigh_vein, thigh, thigh)
  BED(calf, popliteal_artery, calf_vein, calf, calf)
  BED(shin, popliteal_artery, shin_vein, calf, calf)
  BED(skin, popliteal_artery, great_saphenous, calf_skin, saphenous)
  BED(foot, toe_artery, foot_vein, foot, foot)
#define VALVE(name, up, down) \
  v->q_##name = valve_flow(v->E_##up - v->E_##down, \
                           p->G_##name[i] * joint_lumen(v->a_##up, v->a_##down), p->leak_##name[i]);
  VALVE(foot_to_calf, foot_vein, calf_vein)
  VALVE(foot_to_shin, foot_vein, shin_vein)
  VALVE(foot_to_great_saphenous, foot_vein, great_saphenous)
  VALVE(foot_to_small_saphenous, foot_vein, small_saphenous)
  VALVE(great_perforators, great_saphenous, calf_vein)
  VALVE(small_perforators, small_saphenous, calf_vein)
  VALVE(saphenofemoral, great_saphenous, femoral_vein)
  VALVE(saphenopopliteal, small_saphenous, popliteal_vein)
  VALVE(calf_to_popliteal, calf_vein, popliteal_vein)
  VALVE(shin_to_popliteal, shin_vein, popliteal_vein)
  VALVE(popliteal_to_femoral, popliteal_vein, femoral_vein)
  VALVE(femoral_to_iliac, femoral_vein, iliac_vein)
  VALVE(thigh_to_femoral, thigh_vein, femoral_vein)
  v->q_iliac_to_cava = g->G_iliac_to_cava[i] * joint_lumen(v->a_iliac_vein, t->a_vena_cava) *
                       (v->E_iliac_vein - t->E_vena_cava);
  t->into_cava += v->q_iliac_to_cava;
  t->out_of_aorta += f->q_iliac_run[i] + v->round_iliac_run;
}

/* ---- Fast states: volumes, arterial flows, phases ---- */

INLINE void move_trunk(const struct block *b, const struct fast *at, struct fast *into, double dt,
                       int i, const struct trunk_view *t) {
  const struct held_trunk *h = &b->held.trunk;
  const struct given_trunk *g = &b->given.trunk;
  const struct fast_trunk *from = &b->now.trunk, *f = &at->trunk;
  struct fast_trunk *to = &into->trunk;
#define MOVE(name, slope) to->name[i] = from->name[i] + dt * (slope);
  MOVE(beat, h->rate[i])
  MOVE(breath, g->breath_rate[i])
  MOVE(stride, g->cadence[i])
  double arm = f->q_arm_run[i];
  MOVE(q_arm_run, t->d_q_arm_run)
  MOVE(V_right_atrium, t->q_upper_return + t->q_splanchnic_return + t->q_cava_return - t->q_tricuspid)
  MOVE(V_right_ventricle, t->q_tricuspid - t->q_pulmonary)
  MOVE(V_left_atrium, t->q_pulmonary_return - t->q_mitral)
  MOVE(V_left_ventricle, t->q_mitral - t->q_aortic)
  MOVE(V_pulmonary_artery, t->q_pulmonary - t->q_lungs)
  MOVE(V_pulmonary_vein, t->q_lungs - t->q_pulmonary_return)
  MOVE(V_aorta, t->q_aortic - arm - t->q_bed_upper - t->q_bed_splanchnic - t->q_bed_pelvis -
                    t->out_of_aorta)
  MOVE(V_brachial_artery, arm - t->q_bed_arm)
  MOVE(V_upper_vein, t->q_bed_upper + t->q_bed_arm - t->q_upper_return + h->lymph_total[i])
  MOVE(V_splanchnic_vein, t->q_bed_splanchnic - t->q_splanchnic_return)
  MOVE(V_vena_cava, t->q_bed_pelvis + t->into_cava - t->q_cava_return - h->J_pelvis[i])
}

INLINE void move_leg(const struct block *b, const struct fast *at, struct fast *into, double dt,
                     int side, int i, const struct leg_view *v) {
  const struct held_leg *h = &b->held.leg[side];
  const struct fast_leg *from = &b->now.leg[side], *f = &at->leg[side];
  struct fast_leg *to = &into->leg[side];
  double iliac = f->q_iliac_run[i] + v->round_iliac_run;
  double femoral = f->q_femoral_run[i] + v->round_femoral_run;
  double tibial = f->q_tibial_run[i] + v->round_tibial_run;
  MOVE(q_iliac_run, v->d_q_iliac_run)
  MOVE(q_femoral_run, v->d_q_femoral_run)
  MOVE(q_tibial_run, v->d_q_tibial_run)
  MOVE(V_femoral_artery, iliac - femoral - v->q_bed_thigh)
  MOVE(V_popliteal_artery, femoral - tibial - v->q_bed_calf - v->q_bed_shin - v->q_bed_skin)
  MOVE(V_ankle_artery, tibial - v->q_plantar_run)
  MOVE(V_toe_artery, v->q_plantar_run - v->q_bed_foot)
  MOVE(V_foot_vein, v->q_bed_foot - v->q_foot_to_calf - v->q_foot_to_shin -
                        v->q_foot_to_great_saphenous - v->q_foot_to_small_saphenous - h->J_foot[i])
  MOVE(V_calf_vein, v->q_bed_calf + v->q_foot_to_calf + v->q_great_perforators +
                        v->q_small_perforators - v->q_calf_to_popliteal - h->J_calf[i])
  MOVE(V_shin_vein, v->q_bed_shin + v->q_foot_to_shin - v->q_shin_to_popliteal)
  MOVE(V_great_saphenous, v->q_bed_skin + v->q_foot_to_great_saphenous - v->q_great_perforators -
                              v->q_saphenofemoral)
  MOVE(V_small_saphenous, v->q_foot_to_small_saphenous - v->q_small_perforators -
                              v->q_saphenopopliteal)
  MOVE(V_popliteal_vein, v->q_saphenopopliteal + v->q_calf_to_popliteal + v->q_shin_to_popliteal -
                             v->q_popliteal_to_femoral)
  MOVE(V_femoral_vein, v->q_saphenofemoral + v->q_popliteal_to_femoral + v->q_thigh_to_femoral -
                           v->q_femoral_to_iliac)
  MOVE(V_thigh_vein, v->q_bed_thigh - v->q_thigh_to_femoral - h->J_thigh[i])
  MOVE(V_iliac_vein, v->q_femoral_to_iliac - v->q_iliac_to_cava)
}

INLINE void stage(struct block *b, const struct fast *at, struct fast *into, double dt) {
  LANES {
    struct trunk_view t;
    struct leg_view v[2];
    see_trunk(b, at, i, &t);
    see_leg(b, at, 0, i, &t, &v[0]);
    see_leg(b, at, 1, i, &t, &v[1]);
    move_trunk(b, at, into, dt, i, &t);
    move_leg(b, at, into, dt, 0, i, &v[0]);
    move_leg(b, at, into, dt, 1, i, &v[1]);
  }
}

/* ---- Tissue ---- */

struct blood { double haematocrit, protein, viscosity, oncotic, oncotic_slope; };
struct tissue { double P_capillary, swollen, colloid, x, J, lymph; };

INLINE struct blood see_blood(const struct block *b, int i) {
  const struct given_trunk *g = &b->given.trunk;
  double all = b->slow.trunk.blood[i], cells = g->cells[i];
  struct blood s;
  s.haematocrit = cells / all;
  s.protein = g->protein_mass[i] / (all - cells);
  double x = 2.5 * s.haematocrit;
  s.viscosity = (1.0 + x * (1.0 + x)) * (1.0 / 3.1525);
  s.oncotic = oncotic_pressure(s.protein);
  s.oncotic_slope = g->sigma[i] * 1.6666667 * (oncotic_pressure(1.3 * s.protein) - s.oncotic);
  return s;
}

INLINE struct tissue see_tissue(const struct given_trunk *g, const struct blood *s, int i, double F,
                                double D, double M, double volume, double fluid, double K,
                                double filter, double share, double lymph0, double moving,
                                double bias, double P_artery, double P_vein, double outside,
                                double flow) {
  struct tissue y;
  y.swollen = 100.0 * F / volume;
  double P = outside - 1.0 + K * (y.swollen - D) +
             g->K_crept[i] * y.swollen * (1.0 + 0.25 * larger(y.swollen, 0.0));
  double vein = larger(P_vein, outside);
  y.P_capillary = vein + share * (P_artery - vein) + g->venule_offset[i];
  y.colloid = M / (fluid + F);
  double net = y.P_capillary - P - g->sigma[i] * (s->oncotic - oncotic_pressure(y.colloid)) - bias;
  double Q = larger(flow, 0.002) * (1.0 - s->haematocrit);
  double lead = Q + filter * (net + s->oncotic_slope), c = filter * net;
  y.x = 2.0 * c / (lead + sqrt(larger(lead * lead - 4.0 * Q * c, 0.0)));
  y.J = y.x * Q;
  double filling = bounded(1.0 + g->lymph_per_mmhg[i] * (P + 1.0), 0.05, 6.0);
  y.lymph = lymph0 * (1.0 + g->lymph_gain[i] * moving) * filling;
  return y;
}

#define LEG_TISSUE(zone, vein, artery, height, flow) \
  see_tissue(g, s, i, w->F_##zone[i], w->D_##zone[i], w->M_##zone[i], g->tissue_##zone[i], \
             g->fluid_##zone[i], g->K_##zone[i], \
             g->filter_##zone[i] * (w->v_##zone[i] * w->n_##zone[i]), g->share_##zone[i], \
             g->lymph0_##zone[i], p->moving_[i], p->bias_##zone[i], \
             v->E_##artery + b->held.trunk.H_##height[i], v->P_##vein, x->outside_##zone[i], flow)

INLINE void see_leg_tissues(const struct block *b, const struct blood *s, int side, int i,
                            const struct leg_view *v, struct tissue y[3]) {
  const struct given_trunk *g = &b->given.trunk;
  const struct given_leg *p = &b->given.leg[side];
  const struct held_leg *x = &b->held.leg[side];
  const struct slow_leg *w = &b->slow.leg[side];
  y[0] = LEG_TISSUE(foot, foot_vein, toe_artery, foot, v->q_bed_foot);
  y[1] = LEG_TISSUE(calf, calf_vein, popliteal_artery, calf,
                    v->q_bed_calf + v->q_bed_shin + v->q_bed_skin);
  y[2] = LEG_TISSUE(thigh, thigh_vein, femoral_artery, thigh, v->q_bed_thigh);
}

INLINE struct tissue see_pelvis(const struct block *b, const struct blood *s, int i,
                                const struct trunk_view *t) {
  const struct given_trunk *g = &b->given.trunk;
  const struct slow_trunk *w = &b->slow.trunk;
  return see_tissue(g, s, i, w->F_pelvis[i], w->D_pelvis[i], w->M_pelvis[i], g->tissue_pelvis[i],
                    g->fluid_pelvis[i], g->K_pelvis[i], g->filter_pelvis[i], g->share_pelvis[i],
                    g->lymph0_pelvis[i], g->moving_trunk[i], g->bias_pelvis[i],
                    t->P_aorta + b->held.trunk.H_buttock[i],
                    t->E_vena_cava + b->held.trunk.H_buttock[i], 0.0, t->q_bed_pelvis);
}

/* ---- Slow states, then what is held between them ---- */

INLINE void move_slow_leg(struct block *b, double dt, int side, int i, const struct leg_view *v,
                          const struct tissue y[3]) {
  const struct given_trunk *g = &b->given.trunk;
  const struct given_leg *p = &b->given.leg[side];
  const struct held_leg *x = &b->held.leg[side];
  struct slow_leg *w = &b->slow.leg[side];
  double sympathetic = b->held.trunk.sympathetic[i];
#define ADJUST(bed, zone, work) \
  w->a_##bed[i] += dt * autoregulation(w->a_##bed[i], v->q_bed_##bed, \
      g->q0_##bed[i] * ((w->v_##zone[i] * w->n_##zone[i]) * sympathetic + (work)), \
      g->a_low[i], g->a_high[i], g->tau_auto[i]);
  ADJUST(thigh, thigh, w->h_thigh[i])
  ADJUST(calf, calf, w->h_calf[i])
  ADJUST(shin, calf, w->h_calf[i])
  ADJUST(skin, calf, 0.0)
  ADJUST(foot, foot, 0.0)
#define REFLEX(zone) \
  w->v_##zone[i] += dt * follow(w->v_##zone[i], \
      venoarteriolar(v->wall_##zone##_vein, g->var_##zone[i], g->var_threshold[i], \
                     g->var_width[i]), g->tau_var[i]); \
  w->n_##zone[i] += dt * follow(w->n_##zone[i], \
      shear_tone(v->q_bed_##zone / g->q0_##zone[i], g->shear_gain[i]), g->tau_shear[i]);
  REFLEX(foot) REFLEX(calf) REFLEX(thigh)
  double fullness = bounded(v->a_calf_vein, 0.05, 2.0);
  double work = g->cadence[i] * v->push / (0.6 * g->push_width[i]) * fullness;
#define WORK(part) \
  w->h_##part[i] += dt * hyperaemia(w->h_##part[i], p->h_max_##part[i], g->h_gain[i], \
                                    p->work_##part[i] * work, g->tau_hyper[i]);
  WORK(calf) WORK(thigh)
#define SWELL(zone, k) \
  w->D_##zone[i] += dt * follow(w->D_##zone[i], y[k].swollen, g->tau_creep[i]); \
  w->M_##zone[i] += dt * (g->lymph0_##zone[i] * g->colloid0[i] - x->lymph_##zone[i] * y[k].colloid); \
  w->F_##zone[i] += dt * (x->J_##zone[i] - x->lymph_##zone[i]);
  SWELL(foot, 0) SWELL(calf, 1) SWELL(thigh, 2)
}

INLINE void move_slow_trunk(struct block *b, double dt, int i, const struct trunk_view *t,
                            const struct tissue *pelvis) {
  const struct given_trunk *g = &b->given.trunk;
  const struct held_trunk *h = &b->held.trunk;
  const struct held_leg *x = b->held.leg;
  struct slow_trunk *w = &b->slow.trunk;
#define ADJUST_TRUNK(bed) \
  w->a_##bed[i] += dt * autoregulation(w->a_##bed[i], t->q_bed_##bed, \
      g->q0_##bed[i] * h->sympathetic[i], 0.8, 1.2, g->tau_auto[i]);
  ADJUST_TRUNK(upper) ADJUST_TRUNK(arm) ADJUST_TRUNK(splanchnic) ADJUST_TRUNK(pelvis)
  double strain = bounded(g->P_set[i] + g->reset[i] * g->rate_work[i] - (t->P_aorta + h->H_carotid[i]), -30.0, 45.0);
  double emptiness = bounded(g->CVP_set[i] - (t->P_right_atrium - t->P_chest), -8.0, 8.0);
  w->clock[i] += dt;
  w->e_fast[i] += dt * follow(w->e_fast[i], strain, g->tau_fast[i]);
  w->e_slow[i] += dt * follow(w->e_slow[i], strain + g->gain_filling[i] * emptiness, g->tau_slow[i]);
  w->D_pelvis[i] += dt * follow(w->D_pelvis[i], pelvis->swollen, g->tau_creep[i]);
  w->M_pelvis[i] += dt * (g->lymph0_pelvis[i] * g->colloid0[i] - h->lymph_pelvis[i] * pelvis->colloid);
  w->F_pelvis[i] += dt * (h->J_pelvis[i] - h->lymph_pelvis[i]);
  w->blood[i] += dt * (h->lymph_total[i] - h->J_pelvis[i] - x[0].J_foot[i] - x[0].J_calf[i] -
                       x[0].J_thigh[i] - x[1].J_foot[i] - x[1].J_calf[i] - x[1].J_thigh[i]);
}

INLINE void hold_controls(struct block *b) {
  const struct given_trunk *g = &b->given.trunk;
  struct held_trunk *h = &b->held.trunk;
  LANES {
    const struct slow_trunk *w = &b->slow.trunk;
    struct own_trunk *o = &b->own.trunk;
    double ramp = smooth_step(w->clock[i] / g->ramp_seconds[i]);
#define HEIGHT(kind, place) \
    h->H_##place[i] = g->blood_weight[i] * (g->from_##place[i] + (g->to_##place[i] - g->from_##place[i]) * ramp);
    HEIGHTS(HEIGHT, )
    double e = w->e_slow[i], rate;
    rate = bounded(g->rate_rest[i] + g->gain_rate[i] * w->e_fast[i] + g->rate_work[i], 35.0, 190.0) *
           (1.0 / 60.0);
    h->rate[i] = rate;
    h->systole[i] = smaller(0.16 + 0.17 * rate, 0.6);
    h->inotropy[i] = bounded(1.0 + g->gain_inotropy[i] * e, 0.6, 1.6);
    h->sympathetic[i] = 1.0 / bounded(1.0 + g->gain_resistance[i] * e, 0.5, 3.0);
    h->unstressed_splanchnic_vein[i] = g->V0_splanchnic_vein[i] - g->gain_veins[i] * bounded(e, -20.0, 40.0);
    o->systole[i] = 1.0 / h->systole[i];
    o->Emax_left_ventricle[i] = 1.0 / (g->Emax_left_ventricle[i] * h->inotropy[i]);
    o->Emax_right_ventricle[i] = 1.0 / (g->Emax_right_ventricle[i] * h->inotropy[i]);
    double whole = 1.0 / (see_blood(b, i).viscosity * g->P_drive[i]);
    double sympathetic = h->sympathetic[i];
#define OPEN(kind, bed) \
    h->G_bed_##bed[i] = g->q0_##bed[i] * smaller(w->a_##bed[i], g->dilation_cap[i]) * \
                        sympathetic * whole;
    TRUNK_BEDS(OPEN, )
#define OPEN_LEG(bed, zone, work) \
    x->G_bed_##bed[i] = g->q0_##bed[i] * smaller(l->a_##bed[i] * (1.0 + work), g->dilation_cap[i]) * \
                        ((l->v_##zone[i] * l->n_##zone[i]) * sympathetic + (work)) / \
                        (1.0 + (work)) * whole;
    LEGS {
      struct held_leg *x = &b->held.leg[side];
      const struct slow_leg *l = &b->slow.leg[side];
      x->outside_foot[i] = g->stocking_foot[i];
      x->outside_calf[i] = g->stocking_calf[i] + g->cuff[i];
      x->outside_calf_skin[i] = g->stocking_calf_skin[i] + g->cuff[i];
      x->outside_knee[i] = g->stocking_knee[i];
      x->outside_thigh[i] = g->stocking_thigh[i];
      OPEN_LEG(thigh, thigh, l->h_thigh[i])
      OPEN_LEG(calf, calf, l->h_calf[i])
      OPEN_LEG(shin, calf, l->h_calf[i])
      OPEN_LEG(skin, calf, 0.0)
      OPEN_LEG(foot, foot, 0.0)
    }
  }
}

INLINE void hold_exchange(struct block *b) {
  LANES {
    struct trunk_view t;
    struct blood s = see_blood(b, i);
    struct held_trunk *h = &b->held.trunk;
    see_trunk(b, &b->now, i, &t);
    struct tissue pelvis = see_pelvis(b, &s, i, &t);
    h->J_pelvis[i] = pelvis.J;
    h->lymph_pelvis[i] = pelvis.lymph;
    double total = pelvis.lymph;
    LEGS {
      struct leg_view v;
      struct tissue y[3];
      struct held_leg *x = &b->held.leg[side];
      see_leg(b, &b->now, side, i, &t, &v);
      see_leg_tissues(b, &s, side, i, &v, y);
      x->J_foot[i] = y[0].J;
      x->J_calf[i] = y[1].J;
      x->J_thigh[i] = y[2].J;
      x->lymph_foot[i] = y[0].lymph;
      x->lymph_calf[i] = y[1].lymph;
      x->lymph_thigh[i] = y[2].lymph;
      total += y[0].lymph + y[1].lymph + y[2].lymph;
    }
    h->lymph_total[i] = total;
  }
}

INLINE void slow_step(struct block *b, double dt) {
  LANES {
    struct trunk_view t;
    struct blood s = see_blood(b, i);
    see_trunk(b, &b->now, i, &t);
    LEGS {
      struct leg_view v;
      struct tissue y[3];
      see_leg(b, &b->now, side, i, &t, &v);
      see_leg_tissues(b, &s, side, i, &v, y);
      move_slow_leg(b, dt, side, i, &v, y);
    }
    struct tissue pelvis = see_pelvis(b, &s, i, &t);
    move_slow_trunk(b, dt, i, &t, &pelvis);
  }
  hold_controls(b);
  hold_exchange(b);
}

/* ---- What is recorded ---- */

INLINE void see_all(struct block *b) {
  LANES {
    struct trunk_view t;
    struct blood s = see_blood(b, i);
    struct seen_trunk *o = &b->seen.trunk;
    const struct held_trunk *h = &b->held.trunk;
    see_trunk(b, &b->now, i, &t);
#define STATE(kind, place) o->kind##place[i] = n->kind##place[i];
#define COPY(kind, place) o->kind##place[i] = v->kind##place;
    {
      const struct fast_trunk *n = &b->now.trunk;
      const struct trunk_view *v = &t;
      CHAMBERS(STATE, V_) ELASTIC(STATE, V_) STATE(V_, vena_cava)
      COPY(P_, aorta) COPY(P_, brachial_artery) COPY(P_, right_atrium) COPY(P_, chest)
      COPY(P_, left_atrium) COPY(P_, pulmonary_artery) COPY(q_, aortic) COPY(q_, pulmonary)
    }
    o->F_pelvis[i] = b->slow.trunk.F_pelvis[i];
    o->P_capillary_pelvis[i] = see_pelvis(b, &s, i, &t).P_capillary;
    o->rate[i] = h->rate[i];
    o->inotropy[i] = h->inotropy[i];
    o->sympathetic[i] = h->sympathetic[i];
    o->haematocrit[i] = s.haematocrit;
    o->protein[i] = s.protein;
    o->blood[i] = b->slow.trunk.blood[i];
    LEGS {
      const struct fast_leg *n = &b->now.leg[side];
      const struct slow_leg *w = &b->slow.leg[side];
      const struct given_trunk *g = &b->given.trunk;
      struct seen_leg *o = &b->seen.leg[side];
      struct leg_view view, *v = &view;
      struct tissue y[3];
      see_leg(b, &b->now, side, i, &t, v);
      see_leg_tissues(b, &s, side, i, v, y);
      ARTERIES(STATE, V_) VEINS(STATE, V_) STATE(q_, iliac_run) STATE(q_, femoral_run)
      ARTERIES(COPY, P_) COPY(P_, foot_vein) COPY(P_, calf_vein) COPY(P_, popliteal_vein)
      COPY(P_, iliac_vein) COPY(E_, iliac_vein) COPY(q_, femoral_to_iliac)
      COPY(q_, popliteal_to_femoral) COPY(q_, saphenofemoral) COPY(round_, iliac_run)
      COPY(round_, femoral_run) COPY(q_bed_, calf) COPY(q_bed_, shin) COPY(q_bed_, foot)
      double call = (w->v_calf[i] * w->n_calf[i]) * h->sympathetic[i] + w->h_calf[i];
      o->demand_calf[i] = g->q0_calf[i] * call;
      o->demand_shin[i] = g->q0_shin[i] * call;
      o->x_foot[i] = y[0].x;
#define SEE_TISSUE(zone, k) \
      o->F_##zone[i] = w->F_##zone[i]; \
      o->P_capillary_##zone[i] = y[k].P_capillary;
      SEE_TISSUE(foot, 0) SEE_TISSUE(calf, 1) SEE_TISSUE(thigh, 2)
    }
  }
}

/* ---- The two ways in ---- */

void prepare(double *X) {
  struct block *b = (struct block *)X;
  LANES {
    const struct given_trunk *from = &b->given.trunk;
    struct own_trunk *to = &b->own.trunk;
#define ONE_OVER(kind, place) to->kind##place[i] = 1.0 / from->kind##place[i];
    CHAMBERS(ONE_OVER, Vs_) ELASTIC(ONE_OVER, C_) ARTERIES(ONE_OVER, C_)
    ONE_OVER(dV_, vena_cava) ONE_OVER(Vref_, vena_cava) ONE_OVER(L_, arm_run)
    ONE_OVER(, push_width) ONE_OVER(, pull_width)
    LEGS {
      const struct given_leg *from = &b->given.leg[side];
      struct own_leg *to = &b->own.leg[side];
      VEINS(ONE_OVER, dV_) VEINS(ONE_OVER, Vref_) RUNS(ONE_OVER, L_)
    }
  }
  hold_controls(b);
  hold_exchange(b);
}

/* Take n_fast steps of dt between slow steps, n_slow of those between rows of the log. */
void advance(double *X, double *log, long n_log, long n_slow, long n_fast, double dt) {
  struct block *b = (struct block *)X;
  for (long k = 0; k < n_log; k++) {
    for (long s = 0; s < n_slow; s++) {
      for (long f = 0; f < n_fast; f++) {
        stage(b, &b->now, &b->mid, 0.5 * dt);
        stage(b, &b->mid, &b->now, dt);
      }
      slow_step(b, dt * n_fast);
    }
    see_all(b);
    memcpy(log + k * (sizeof b->seen / sizeof(double)), &b->seen, sizeof b->seen);
  }
}
