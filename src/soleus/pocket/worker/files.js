/**
 * The files of one build, each held to its digest: from the host once, from the browser after that.
 *
 * @typedef {{path: string, type: string, bytes: number, sha256: string,
 *   isPacked: boolean}} PlanFile
 *   `path`: where it lies beneath the build's folder; `isPacked`: whether it lies beside that as
 *   `.gz` too
 * @typedef {{digest: string, base: string, version: string, statics: string, files: PlanFile[],
 *   shells: string[], kept: string[], languages: string[], lock: string}} Plan
 *   `base`: address of the build's folder; `statics`: where pages look for stylesheets and scripts;
 *   `shells`: pages made for nobody; `kept`: pages that are shown before Python has started
 */

export const OURS = "soleus-pocket-";

/** @param {Plan} plan */
export function cacheName(plan) {
  return `${OURS}${plan.digest}`;
}

/**
 * Have every file of a build here.
 * @param {Plan} plan
 * @param {(bytes: number, all: number) => void} [tell] is told how far it is
 */
export async function fetchAll(plan, tell) {
  const cache = await caches.open(cacheName(plan));
  const all = plan.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let have = 0;
  for (const file of plan.files) {
    const address = addressOf(plan, file.path);
    if (!(await cache.match(address))) {
      const content = await fetched(plan, file);
      await cache.put(address, asResponse(content, file.type));
    }
    have += file.bytes;
    tell?.(have, all);
  }
}

/** @param {Plan} plan @param {string} path */
export function addressOf(plan, path) {
  return `${plan.base}${path}`;
}

/** @param {Plan} plan @param {string} path @returns {Promise<Response>} */
export async function kept(plan, path) {
  const cache = await caches.open(cacheName(plan));
  const found = await cache.match(addressOf(plan, path));
  if (!found) throw new Error(`${path} is not kept here`);
  return found;
}

/** @param {BodyInit} content @param {string} type */
export function asResponse(content, type) {
  return new Response(content, { headers: { "content-type": type } });
}

/**
 * A host that packs by itself packs better; from one that does not, the packed file is taken.
 * @param {Plan} plan @param {PlanFile} file @returns {Promise<ArrayBuffer>}
 */
async function fetched(plan, file) {
  const address = addressOf(plan, file.path);
  const content =
    !file.isPacked || (await isPackedByHost(address))
      ? await (await answered(address)).arrayBuffer()
      : await unpacked(await answered(`${address}.gz`));
  await refuseOther(content, file);
  return content;
}

/** @param {string} address */
async function isPackedByHost(address) {
  const head = await fetch(address, { method: "HEAD", cache: "no-cache" });
  return head.ok && Boolean(head.headers.get("content-encoding"));
}

/** @param {string} address */
async function answered(address) {
  const got = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if (!got.ok) throw new Error(`${address} answered ${got.status}`);
  return got;
}

/** A host may say of a packed file that it is packed; the browser has unpacked it then. */
async function unpacked(/** @type {Response} */ got) {
  const content = await got.arrayBuffer();
  const [first, second] = new Uint8Array(content, 0, 2);
  if (first !== 0x1f || second !== 0x8b) return content;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** @param {ArrayBuffer} content @param {PlanFile} file */
async function refuseOther(content, file) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const said = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (said !== file.sha256) throw new Error(`${file.path} is not the file of this build`);
}

/** The files in an archive, each with its path. @param {ArrayBuffer} whole */
export function laidOut(whole) {
  const length = new DataView(whole).getUint32(0, true);
  /** @type {[string, number][]} */
  const index = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
  let at = 4 + length;
  return index.map(([path, bytes]) => {
    const content = new Uint8Array(whole, at, bytes);
    at += bytes;
    return /** @type {const} */ ([path, content]);
  });
}
