/**
 * Shapes that the drawing's modules share.
 *
 * @typedef {readonly number[]} At `[x, y]`
 * @typedef {readonly number[]} Point `[x, y, segment]` of the anatomy
 * @typedef {"standing" | "walking" | "seated" | "close" | "raised"} Stance
 * @typedef {import("../session/types.js").Pose} Pose
 * @typedef {{ s: number, side: number }} Dot along the deep vein, and −1 … 1 across it
 * @typedef {{ at: number, side: string }} Valve
 */

export {};
