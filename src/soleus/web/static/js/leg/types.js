/**
 * Shapes that the drawing's modules share.
 *
 * @typedef {readonly number[]} At `[x, y]`
 * @typedef {readonly number[]} Point `[x, y, segment]` of the anatomy
 * @typedef {"standing" | "walking" | "seated" | "sitting" | "close" | "raised"} Stance
 * @typedef {import("../session/types.js").Pose} Pose
 * @typedef {{ s: number, side: number }} Dot along the deep vein, and −1 … 1 across it
 * @typedef {{ at: number, side: string, flow: "foot" | "knee" | "out" }} Valve
 * @typedef {{ foot: number, knee: number, out: number }} Along below the calf, at the knee, at the groin
 * @typedef {{ width: { foot: number, calf: number, thigh: number, skin: number }, open: Along,
 *   moved: Along & { skin: number }, isNewBeat: boolean, leaks: boolean }} Veins
 *   what a simulated leg's veins do: how wide against rest, how far the valves stand open (0 … 1),
 *   and how far blood has gone since the last frame, as a share of its vein
 */

export {};
