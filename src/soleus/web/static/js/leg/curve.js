/** Smooth curves through points, as SVG path text and as points along the way. */

/** @typedef {import("./types.js").At} At */

const round = (/** @type {number} */ n) => Math.round(n * 10) / 10;

/** 0 … 1 with soft ends. */
export const ease = (/** @type {number} */ t) => {
  const x = Math.max(0, Math.min(1, t));
  return x * x * (3 - 2 * x);
};

/**
 * Path text of a smooth curve through `points`; closed when asked.
 * @param {At[]} points
 */
export function smooth(points, closed = false) {
  const n = points.length;
  const at = (/** @type {number} */ i) =>
    closed ? points[(i + n) % n] : points[Math.max(0, Math.min(n - 1, i))];
  let path = `M${round(points[0][0])} ${round(points[0][1])}`;
  for (let i = 0; i < (closed ? n : n - 1); i += 1) {
    const [p, q, r, s] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    path += `C${round(q[0] + (r[0] - p[0]) / 6)} ${round(q[1] + (r[1] - p[1]) / 6)} `;
    path += `${round(r[0] - (s[0] - q[0]) / 6)} ${round(r[1] - (s[1] - q[1]) / 6)} `;
    path += `${round(r[0])} ${round(r[1])}`;
  }
  return closed ? `${path}Z` : path;
}

/**
 * Path text of straight lines through points that lie close together: as good as a curve, and drawn
 * in a third of the time.
 * @param {At[]} points
 */
export function straight(points) {
  let path = "";
  for (const [x, y] of points) path += `${path ? "L" : "M"}${round(x)} ${round(y)}`;
  return path;
}

/**
 * `count` points evenly spaced by length along the smooth curve through `points`.
 * @param {At[]} points
 * @param {number} count
 */
export function along(points, count) {
  const fine = [];
  for (let i = 0; i < points.length - 1; i += 1) {
    for (let k = 0; k < 8; k += 1) fine.push(between(points, i, k / 8));
  }
  fine.push(points[points.length - 1]);
  const lengths = [0];
  for (let i = 1; i < fine.length; i += 1) {
    lengths.push(
      lengths[i - 1] + Math.hypot(fine[i][0] - fine[i - 1][0], fine[i][1] - fine[i - 1][1]),
    );
  }
  const total = lengths[lengths.length - 1];
  const even = [];
  let j = 1;
  for (let k = 0; k < count; k += 1) {
    const want = (total * k) / (count - 1);
    while (j < fine.length - 1 && lengths[j] < want) j += 1;
    const part = (want - lengths[j - 1]) / (lengths[j] - lengths[j - 1] || 1);
    even.push([
      fine[j - 1][0] + (fine[j][0] - fine[j - 1][0]) * part,
      fine[j - 1][1] + (fine[j][1] - fine[j - 1][1]) * part,
    ]);
  }
  return even;
}

/** @param {At[]} points @param {number} i @param {number} t */
function between(points, i, t) {
  const n = points.length;
  const [p, q, r, s] = [
    points[Math.max(0, i - 1)],
    points[i],
    points[i + 1],
    points[Math.min(n - 1, i + 2)],
  ];
  /** @param {number} a @param {number} b @param {number} c @param {number} d */
  const spline = (a, b, c, d) =>
    0.5 *
    (2 * b +
      (c - a) * t +
      (2 * a - 5 * b + 4 * c - d) * t * t +
      (3 * b - a - 3 * c + d) * t * t * t);
  return [spline(p[0], q[0], r[0], s[0]), spline(p[1], q[1], r[1], s[1])];
}

/**
 * The point at fraction `s` of evenly spaced points, and the unit direction there.
 * @param {At[]} even
 * @param {number} s
 */
export function pointAt(even, s) {
  const x = Math.max(0, Math.min(0.9999, s)) * (even.length - 1);
  const i = Math.floor(x);
  const [a, b] = [even[i], even[i + 1]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return {
    x: a[0] + (b[0] - a[0]) * (x - i),
    y: a[1] + (b[1] - a[1]) * (x - i),
    dx: (b[0] - a[0]) / length,
    dy: (b[1] - a[1]) / length,
  };
}

/**
 * The outline of a tube around evenly spaced points, `half(s)` wide to each side.
 * @param {At[]} even
 * @param {(s: number) => number} half
 */
export function tube(even, half) {
  /** @type {At[]} */
  const left = [];
  /** @type {At[]} */
  const right = [];
  even.forEach((_, i) => {
    const s = i / (even.length - 1);
    const { x, y, dx, dy } = pointAt(even, s);
    const w = half(s);
    left.push([x - dy * w, y + dx * w]);
    right.unshift([x + dy * w, y - dx * w]);
  });
  return { left, right };
}
