/**
 * The shapes that the session's modules share. README.md says what each key means.
 *
 * @typedef {{text: string, claims: string[]}} Text
 * @typedef {{at: number, do: string, text?: string, claims?: string[], tone?: string,
 *            pattern?: number[]}} Cue
 * @typedef {{do: string, phase: number, per_minute: number, count: number | null, tone: string,
 *            label: string, say: string | null, claims: string[]}} Beat
 * @typedef {{per_minute: number, count: number | null, from: number, step: number,
 *            say_every: number, unit: string}} Counter
 * @typedef {{at: number, ankle?: number, squeeze?: number, heel?: number, raise?: number,
 *            step?: number}} Frame
 * @typedef {{per_minute: number | null, frames: Frame[]}} PoseTrack
 * @typedef {{id: string, text: string, claims: string[],
 *            answers: {value: number | string, label: string}[]}} Ask
 * @typedef {{id: string, kind: string, seconds: number | null, is_active: boolean,
 *            away: "pause" | "elapse", ends_with_repeat: boolean, title: string, show: Text,
 *            until: string | null, ask: Ask | null, cues: Cue[], beats: Beat[],
 *            counter: Counter | null, pose: PoseTrack | null, picture?: string}} Segment
 * @typedef {{id: string, label: string, asks_leg: boolean, page: string, says: string,
 *            claims: string[]}} StopRule
 * @typedef {{first: number, last: number, for_seconds: number}} Repeat
 * @typedef {{version: number, routine: string, activity: string, title: string, posture: string,
 *            options: Object<string, number | string>, planned_seconds: number | null,
 *            summary: Text, intro: Text[], limits: Text[], stop_rules: StopRule[],
 *            repeat: Repeat | null, segments: Segment[]}} Script
 * @typedef {{segment: number, seconds: number, answer: number | string | null,
 *            is_skipped: boolean}} Stay
 * @typedef {{phase: string, cause: string | null, visits: Stay[], outcome: string | null,
 *            page: string | null}} State
 * @typedef {{ankle: number, squeeze: number, heel: number, raise: number, step: number}} Pose
 */

export {};
