/** What a press on a notice does; called by the service worker (see README.md beside this). */

/** Where a session may be running: such a tab is left as it is. */
export const SESSION_UNDER_WAY =
  /^\/(session\/(?!over\/)|offline\/session|exercises\/[^/]+\/begin$)/;

/**
 * @param {any} event a NotificationEvent
 */
export function onNotificationClick(event) {
  const data = event.notification.data ?? {};
  if (data.kind !== "break") return;
  event.notification.close();
  event.waitUntil(event.action === "moved" ? moved() : open(ownPath(data.url)));
}

/**
 * The path to open, never another origin.
 *
 * @param {unknown} url
 */
export function ownPath(url) {
  const path = String(url ?? "/");
  return /^\/(?![/\\])/.test(path) ? path : "/";
}

function moved() {
  return fetch("/api/reminders/moved", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
}

/** @param {string} path */
async function open(path) {
  const clients = /** @type {any} */ (globalThis).clients;
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const free = tabs.find(
    (/** @type {any} */ tab) => !SESSION_UNDER_WAY.test(new URL(tab.url).pathname),
  );
  if (free?.navigate) {
    await free.focus();
    return free.navigate(path);
  }
  return clients.openWindow(path);
}
