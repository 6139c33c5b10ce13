/**
 * The trace: blood that leaves the leg, over the last seconds, as a line that moves on with the
 * session. It is drawn anew each frame, and only then: a pause leaves it as it is.
 */

/** How many cycles are seen at once, within bounds in seconds. */
const CYCLES_SEEN = 4;
const SHORTEST_SECONDS = 6;
const LONGEST_SECONDS = 20;

/** Points of the line a second; more are not seen. */
const POINTS_PER_SECOND = 40;

/** Part of the height that stays free above the largest flow. */
const HEADROOM = 0.08;

/** Where frames come later than this, the machine is slow: the leg goes first, the line every other time. */
const SLOW_FRAME_MS = 20;

/** So often the colours are read anew, in frames, since the room may have grown dark. */
const COLOURS_EVERY = 60;

/**
 * How much time a trace shows at a pace, in seconds.
 * @param {number} perMinute
 */
export const spanOf = (perMinute) =>
  Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, (CYCLES_SEEN * 60) / perMinute));

/**
 * The last values of a flow at even times: a ring that holds no more than is seen. Pure.
 * @param {number} span seconds
 */
export function createMemory(span) {
  const size = Math.ceil(span * POINTS_PER_SECOND) + 1;
  const values = new Float32Array(size);
  let count = 0;
  let since = -1;

  return {
    size,

    /** How many values there are. */
    get count() {
      return Math.min(count, size);
    },

    /**
     * Take down a flow; times in between are filled in, a jump in time begins anew. What is a moment
     * earlier than the newest, as after a pause, changes nothing.
     * @param {number} seconds @param {number} value
     */
    add(seconds, value) {
      const index = Math.round(seconds * POINTS_PER_SECOND);
      if (count && index < since && since - index < POINTS_PER_SECOND / 2) return;
      if (since < 0 || index < since || index - since > size) {
        [count, since] = [0, index - 1];
      }
      const from = count ? values[(count - 1) % size] : value;
      const steps = index - since;
      for (let i = 1; i <= steps; i += 1) {
        values[count % size] = from + ((value - from) * i) / steps;
        count += 1;
      }
      if (steps === 0 && count) values[(count - 1) % size] = value;
      since = index;
    },

    /** A value, counted back from the newest, which is 0. @param {number} back */
    at: (back) => values[(count - 1 - back + size * 2) % size],
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{rest: number, most: number, span: number}} scale flows in mL/s, seconds
 */
export function createTrace(canvas, { rest, most, span }) {
  const memory = createMemory(span);
  const context = canvas.getContext("2d");
  const top = Math.max(most, rest) * (1 + HEADROOM);
  let line = "";
  let ground = "";
  let frames = 0;
  let calledAt = 0;
  let isLeftOut = false;
  let [width, height, dots] = [0, 0, 1];

  function measure() {
    const box = canvas.getBoundingClientRect();
    dots = Math.min(globalThis.devicePixelRatio || 1, 2);
    [width, height] = [box.width, box.height];
    canvas.width = Math.round(width * dots);
    canvas.height = Math.round(height * dots);
  }

  /** The canvas has the colours of its style: `color` of the line, `outline-color` of rest. */
  function colours() {
    const style = getComputedStyle(canvas);
    [line, ground] = [style.color, style.outlineColor];
  }

  const y = (/** @type {number} */ flow) => height - (height * Math.max(flow, 0)) / top;

  function draw() {
    if (!context) return;
    if (frames % COLOURS_EVERY === 0) colours();
    frames += 1;
    context.setTransform(dots, 0, 0, dots, 0, 0);
    context.clearRect(0, 0, width, height);
    const { count, size } = memory;
    const far = width / (size - 1);
    context.beginPath();
    for (let back = 0; back < count; back += 1) {
      context.lineTo(width - back * far, y(memory.at(back)));
    }
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.strokeStyle = line;
    context.stroke();
    context.lineTo(width - (count - 1) * far, y(rest));
    context.lineTo(width, y(rest));
    context.globalAlpha = 0.16;
    context.fillStyle = line;
    context.fill();
    context.globalAlpha = 1;
    context.beginPath();
    context.setLineDash([4, 4]);
    context.moveTo(0, y(rest));
    context.lineTo(width, y(rest));
    context.lineWidth = 1.5;
    context.strokeStyle = ground;
    context.stroke();
    context.setLineDash([]);
  }

  measure();
  if (globalThis.ResizeObserver) {
    new ResizeObserver(() => {
      measure();
      draw();
    }).observe(canvas);
  }

  return {
    /** How high the line of rest lies, as a part of the height. */
    restAt: rest / top,

    /** Go on to a time with a flow, in seconds and mL/s. */
    to(/** @type {number} */ seconds, /** @type {number} */ flow) {
      memory.add(seconds, flow);
      const now = performance.now();
      isLeftOut = !isLeftOut && calledAt > 0 && now - calledAt > SLOW_FRAME_MS;
      calledAt = now;
      if (!isLeftOut) draw();
    },
  };
}
