/** The page's timers: each returns a function that ends it. Tests pass their own. */

/** @param {() => void} run @param {number} seconds @returns {() => void} */
export function everySeconds(run, seconds) {
  const timer = setInterval(run, seconds * 1000);
  return () => clearInterval(timer);
}

/** @param {() => void} run @param {number} seconds @returns {() => void} */
export function afterSeconds(run, seconds) {
  const timer = setTimeout(run, seconds * 1000);
  return () => clearTimeout(timer);
}

/** @param {() => void} run @returns {() => void} */
export function eachAnimationFrame(run) {
  if (!globalThis.requestAnimationFrame) return () => undefined;
  let frame = requestAnimationFrame(function next() {
    run();
    frame = requestAnimationFrame(next);
  });
  return () => cancelAnimationFrame(frame);
}
