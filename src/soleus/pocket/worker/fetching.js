/**
 * The files of a build from the host: each once, packed over the line, and held to its digest.
 *
 * @typedef {(packed: Uint8Array) => Uint8Array<ArrayBuffer>} Decompress
 * @typedef {import("./files.js").Plan} Plan
 * @typedef {import("./files.js").PlanFile} PlanFile
 */

import { addressOf, asResponse, cacheName } from "./files.js";

/** How a file begins that was packed by Zstandard (RFC 8878, 3.1.1). */
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** @param {PlanFile} file */
export const isFirst = (file) => !file.isLate;
/** @param {PlanFile} file */
export const isLate = (file) => file.isLate;

/**
 * Have files of a build here.
 * @param {Plan} plan @param {Decompress} decompress
 * @param {(file: PlanFile) => boolean} isWanted
 * @param {(bytes: number, all: number) => void} [tell] is told how far it is
 */
export async function fetchAll(plan, decompress, isWanted, tell) {
  const cache = await caches.open(cacheName(plan));
  const wanted = plan.files.filter(isWanted);
  const all = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let have = 0;
  for (const file of wanted) {
    const address = addressOf(plan, file.path);
    if (!(await cache.match(address))) {
      const content = await fetched(plan, file, decompress);
      await cache.put(address, asResponse(content, file.type));
    }
    have += file.bytes;
    tell?.(have, all);
  }
}

/**
 * @param {Plan} plan @param {PlanFile} file @param {Decompress} decompress
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function fetched(plan, file, decompress) {
  const address = `${addressOf(plan, file.path)}${file.isPacked ? ".zst" : ""}`;
  const got = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if (!got.ok) throw new Error(`${address} answered ${got.status}`);
  const sent = new Uint8Array(await got.arrayBuffer());
  // a host may say of a packed file that it is packed: the browser has unpacked it then
  const isPacked = file.isPacked && MAGIC.every((byte, at) => sent[at] === byte);
  const content = isPacked ? decompress(sent) : sent;
  await refuseOther(content, file);
  return content;
}

/** @param {Uint8Array<ArrayBuffer>} content @param {PlanFile} file */
async function refuseOther(content, file) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const said = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (said !== file.sha256) throw new Error(`${file.path} is not the file of this build`);
}
