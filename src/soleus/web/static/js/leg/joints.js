/**
 * From a pose to where every point of the leg is: joints turn, what hangs on them follows.
 *
 * A pose is what a session's script says: `{ ankle, squeeze, heel, raise, step }`, see
 * `../session/README.md`.
 */

import { JOINTS } from "./anatomy.js";

/** @typedef {import("./types.js").At} At */
/** @typedef {import("./types.js").Pose} Pose */
/** @typedef {import("./types.js").Stance} Stance */

const RAD = Math.PI / 180;

/** How far, in degrees, each part of a pose turns its joint. */
const REACH = { away: 30, toward: 20, heel: 34, hip: 19, knee: 50, raise: 14, seat: 68 };

export const REST = { ankle: 0, squeeze: 0, heel: 0, raise: 0, step: 0 };

/**
 * Joint angles in degrees, clockwise: `{ hip, knee, ankle, toes }`.
 * @param {Pose} pose
 * @param {Stance} stance
 */
function angles(pose, stance) {
  const bend = pose.ankle < 0 ? -pose.ankle * REACH.away : -pose.ankle * REACH.toward;
  if (stance === "walking") return stride(pose.step);
  if (stance === "standing") {
    const up = pose.heel * REACH.heel;
    return { hip: 0, knee: 0, ankle: up || bend, toes: -up };
  }
  if (stance === "sitting") return { hip: 0, knee: REACH.seat, ankle: bend, toes: bend * 0.15 };
  return { hip: 0, knee: 0, ankle: bend + 4, toes: bend * 0.15 };
}

/**
 * One stride of this leg: heel strike at 0, toes leave the ground at about 0.6.
 * @param {number} step
 */
function stride(step) {
  const turn = 2 * Math.PI * step;
  const swing = step > 0.5 ? Math.sin(((step - 0.5) / 0.5) * Math.PI) : 0;
  const push = step > 0.35 && step < 0.7 ? Math.sin(((step - 0.35) / 0.35) * Math.PI) : 0;
  return {
    hip: -REACH.hip * Math.cos(turn),
    knee: 4 + REACH.knee * swing,
    ankle: push * 22 - swing * 6,
    toes: -push * 18,
  };
}

/**
 * Turn `[x, y]` about a centre by degrees, clockwise.
 * @param {At} point
 * @param {At} centre
 * @param {number} degrees
 */
export function turn([x, y], [cx, cy], degrees) {
  const c = Math.cos(degrees * RAD);
  const s = Math.sin(degrees * RAD);
  return [cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c];
}

/**
 * The function that takes a point of the anatomy to its place in the drawing.
 * @param {Pose} pose
 * @param {Stance} stance
 * @returns {(point: import("./types.js").Point) => At}
 */
export function placing(pose, stance) {
  const a = angles(pose, stance);
  /** @type {((p: At) => At)[]} */
  const within = [
    (p) => p,
    (p) => turn(p, JOINTS.knee, a.knee),
    (p) => turn(turn(p, JOINTS.ankle, a.ankle), JOINTS.knee, a.knee),
    (p) => turn(turn(turn(p, JOINTS.ball, a.toes), JOINTS.ankle, a.ankle), JOINTS.knee, a.knee),
  ];
  const world = standing(pose, stance, (p) => turn(within[2](p), JOINTS.hip, a.hip), a);
  return ([x, y, segment]) => {
    const low = Math.floor(segment);
    const near = within[low]([x, y]);
    if (low === segment) return world(near);
    const far = within[low + 1]([x, y]);
    const part = segment - low;
    return world([near[0] + (far[0] - near[0]) * part, near[1] + (far[1] - near[1]) * part]);
  };
}

/**
 * How the whole leg lies: it stands on the ball of the foot, walks, hangs from a seat, or rests
 * along the bed.
 * @param {Pose} pose
 * @param {Stance} stance
 * @param {(p: At) => At} foot
 * @param {{ hip: number }} a
 * @returns {(p: At) => At}
 */
function standing(pose, stance, foot, a) {
  if (stance === "standing") {
    const at = foot(JOINTS.ball);
    return ([x, y]) => [x + JOINTS.ball[0] - at[0], y + JOINTS.ball[1] - at[1]];
  }
  if (stance === "walking") {
    const lift = bob(pose.step);
    return (p) => {
      const [x, y] = turn(p, JOINTS.hip, a.hip);
      return [x, y + lift];
    };
  }
  if (stance === "sitting") return (p) => turn(p, JOINTS.knee, -REACH.seat);
  const up = stance === "raised" ? pose.raise * REACH.raise : 0;
  return ([x, y]) => turn([y + 18, 370 - x], BED, -up);
}

const BED = [18, 268];
const SOLE = [
  [135, 632, 2],
  [166, 636, 2],
  [284, 636, 2],
  [318, 637, 3],
];
const GROUND = 637;
const TOE_OFF = 0.62;

/**
 * How far the body rises or sinks in a stride, so that the foot that stands stays on the ground.
 * @param {number} step
 */
function bob(step) {
  if (step <= TOE_OFF) return GROUND - lowest(step);
  const part = (step - TOE_OFF) / (1 - TOE_OFF);
  const [from, to] = [GROUND - lowest(TOE_OFF), GROUND - lowest(0)];
  return Math.min(from + (to - from) * part, GROUND - lowest(step));
}

/** The lowest point of the sole. @param {number} step */
function lowest(step) {
  const a = stride(step);
  const reach = (/** @type {number[]} */ [x, y, segment]) => {
    const toe = segment === 3 ? turn([x, y], JOINTS.ball, a.toes) : [x, y];
    return turn(turn(turn(toe, JOINTS.ankle, a.ankle), JOINTS.knee, a.knee), JOINTS.hip, a.hip)[1];
  };
  return Math.max(...SOLE.map(reach));
}
