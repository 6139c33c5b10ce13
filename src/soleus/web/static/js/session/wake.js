/** Keeps the screen awake while a session runs; the lock is lost with the page and taken again. */

/**
 * @param {{navigator?: Navigator, document?: Document}} [parts]
 */
export function createWake({
  navigator = globalThis.navigator,
  document = globalThis.document,
} = {}) {
  let isWanted = false;
  /** @type {WakeLockSentinel | null} */
  let lock = null;

  async function take() {
    const isHeld = lock !== null && !lock.released;
    if (!isWanted || isHeld || !navigator?.wakeLock || document?.hidden) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (!isWanted) await drop();
    } catch {
      lock = null; // low battery or not allowed: the session goes on without it
    }
  }

  async function drop() {
    const held = lock;
    lock = null;
    await held?.release().catch(() => undefined);
  }

  document?.addEventListener("visibilitychange", take);

  return {
    async hold() {
      isWanted = true;
      await take();
    },

    async release() {
      isWanted = false;
      await drop();
    },

    close() {
      document?.removeEventListener("visibilitychange", take);
      void this.release();
    },
  };
}
