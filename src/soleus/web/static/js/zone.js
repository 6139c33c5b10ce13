/**
 * The person's own time zone, which decides their day wherever the server stands: said to the
 * server with each request, and kept with each moment that waits on the device.
 */

const A_YEAR_SECONDS = 365 * 24 * 3600;

/** The IANA name of this device's zone as it is set now; empty where the browser has none. */
export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

/** Let every request from here on say the zone. */
export function sayZone() {
  const secure = location.protocol === "https:" ? ";secure" : "";
  const said = `zone=${zone()};path=/;max-age=${A_YEAR_SECONDS};samesite=strict${secure}`;
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store
  document.cookie = said;
}

/** A moment as ISO 8601 with this device's offset, so that it stays on its own day. */
export function ownMoment(/** @type {Date} */ moment) {
  const minutes = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const [hours, rest] = [Math.abs(minutes) / 60, Math.abs(minutes) % 60].map(Math.floor);
  return `${local}${minutes < 0 ? "-" : "+"}${twoDigits(hours)}:${twoDigits(rest)}`;
}

function twoDigits(/** @type {number} */ number) {
  return String(number).padStart(2, "0");
}
