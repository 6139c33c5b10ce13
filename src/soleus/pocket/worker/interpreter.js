/**
 * Python for this browser: begun from the files of the build, or gone on with from a snapshot of
 * its memory.
 *
 * A snapshot holds the memory alone. Files, and the code of compiled packages, lie outside it, so
 * they are put into place before Python begins, and in the same way every time.
 */

import { addressOf, isKept, kept, laidOut, layOut } from "./files.js";

const PACKAGES = "/soleus";
const FIRST = "packages.archive";
const LATE = "later.archive";
const LATE_ROOT = "/late";
/** Files that Python would load as compiled code when a package is imported. */
const IS_LIBRARY = /\.so$/;
const GUARD = `
import sys
from importlib.util import module_from_spec, spec_from_file_location

sys.path.insert(0, "${PACKAGES}")
_spec = spec_from_file_location("soleus_later", "${PACKAGES}/soleus/pocket/later.pyc")
_later = module_from_spec(_spec)
_spec.loader.exec_module(_later)
with open("${PACKAGES}/later.txt", encoding="utf-8") as _listed:
    _late = _later.guard(_listed.read().split("\\n"), "${LATE_ROOT}")
`;

/**
 * @typedef {{loadPyodide: any, createPyodideModule: any}} Engine
 * @typedef {{python: any, late: Late}} Begun
 * @typedef {ReturnType<typeof lateOf>} Late
 */

/** Something was asked of Python that needs a module which has not come yet. */
export class TooSoonError extends Error {}

/**
 * Begin from the files of the build.
 * @param {import("./files.js").Plan} plan @param {Engine} engine
 * @param {{_makeSnapshot?: boolean}} [how] with `_makeSnapshot` a snapshot can be made of it
 * @returns {Promise<Begun>}
 */
export async function begin(plan, engine, how = {}) {
  const python = await loaded(plan, engine, how, 0);
  python.runPython(GUARD);
  const late = lateOf(plan, python);
  if (await isKept(plan, LATE)) await late.complete();
  return { python, late };
}

/**
 * Go on with a snapshot; everything of the build has to be kept here.
 * @param {import("./files.js").Plan} plan @param {Engine} engine
 * @param {Uint8Array<ArrayBuffer>} snapshot
 * @param {number} memoryBytes how much memory was in use when it was made
 * @returns {Promise<Begun>}
 */
export async function goOn(plan, engine, snapshot, memoryBytes) {
  const python = await loaded(plan, engine, { _loadSnapshot: snapshot }, memoryBytes);
  python._module._sqlite3_randomness(0, 0); // its numbers would come again
  const late = lateOf(plan, python);
  await late.layOut();
  return { python, late };
}

/** How much memory Python has. @param {any} python */
export function memoryOf(python) {
  return python._module.HEAP8.length;
}

/**
 * Which function lies at each place of the table by which the memory's pointers find them. A
 * function of compiled code is called by its number in that code (WebAssembly JavaScript
 * Interface, 5.6).
 * @param {any} python @returns {Promise<string>}
 */
export async function functionsOf(python) {
  const { wasmTable } = python._module;
  const names = Array.from({ length: wasmTable.length }, (_, at) => wasmTable.get(at)?.name ?? "-");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(names.join()));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {import("./files.js").Plan} plan @param {Engine} engine @param {object} how @param {number} memoryBytes */
async function loaded(plan, { loadPyodide, createPyodideModule }, how, memoryBytes) {
  const archive = kept(plan, FIRST).then((got) => got.arrayBuffer());
  return fromHere(plan, () =>
    loadPyodide({
      indexURL: plan.base,
      stdLibURL: addressOf(plan, "library.zip"),
      createPyodideModule: withLibraries(createPyodideModule, archive, memoryBytes),
      fsInit: async (/** @type {any} */ FS) => layOut(FS, await archive, placeOf),
      lockFileContents: plan.lock,
      env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", TZ: zone(), SOLEUS_BUILD: plan.digest },
      ...how,
    }),
  );
}

/**
 * Compiled packages are put into place before Python begins, where a snapshot will find them.
 * @param {(settings: any) => Promise<any>} create
 * @param {Promise<ArrayBuffer>} archive @param {number} memoryBytes at least
 */
function withLibraries(create, archive, memoryBytes) {
  return (/** @type {any} */ settings) =>
    new Promise((resolve, reject) => {
      settings.preRun.push(async (/** @type {any} */ Module) => {
        Module.addRunDependency("libraries");
        try {
          for (const [path, code] of laidOut(await archive)) {
            if (IS_LIBRARY.test(path)) await putLibrary(Module, placeOf(path), code.slice());
          }
          if (Module.HEAP8.length < memoryBytes) Module.growMemory(memoryBytes);
        } catch (error) {
          reject(error);
        }
        Module.removeRunDependency("libraries");
      });
      create(settings).then(resolve, reject);
    });
}

/** @param {any} Module @param {string} path @param {Uint8Array} code */
async function putLibrary(Module, path, code) {
  const library = Module.newDSO(path, undefined, "loading");
  library.refcount = Number.POSITIVE_INFINITY;
  library.global = false;
  const how = { loadAsync: true, nodelete: true, allowUndefined: true };
  library.exports = await Module.loadWebAssemblyModule(code, how, path, {});
}

/** @param {string} path of the archive of packages */
function placeOf(path) {
  return `${PACKAGES}/${path}`;
}

/** Name of the browser's time zone. */
export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/**
 * While Python starts, its files come from what is kept: with no network too.
 * @template T
 * @param {import("./files.js").Plan} plan
 * @param {() => Promise<T>} begins
 * @returns {Promise<T>}
 */
async function fromHere(plan, begins) {
  const usual = globalThis.fetch;
  globalThis.fetch = async (address, how) => {
    const { pathname } = new URL(String(address), location.href);
    if (!pathname.startsWith(plan.base)) return usual(address, how);
    return kept(plan, pathname.slice(plan.base.length));
  };
  try {
    return await begins();
  } finally {
    globalThis.fetch = usual;
  }
}

/**
 * What comes after the first page.
 * @param {import("./files.js").Plan} plan @param {any} python
 */
function lateOf(plan, python) {
  const late = python.globals.get("_late");
  let isWhole = false;
  return {
    isWhole: () => isWhole,
    layOut: lay,
    async complete() {
      if (isWhole) return;
      await lay();
      late.arrived();
    },
    /**
     * What Python gave, unless it was made without something that belongs to it.
     * @template T @param {() => T} doing
     */
    sure(doing) {
      try {
        const got = doing();
        refuseMissed();
        return got;
      } catch (error) {
        return instead(error);
      }
    },
    instead,
  };

  async function lay() {
    layOut(python.FS, await (await kept(plan, LATE)).arrayBuffer(), lateOr);
    isWhole = true;
  }

  /** @param {unknown} error @returns {never} */
  function instead(error) {
    refuseMissed();
    throw error;
  }

  function refuseMissed() {
    const missed = late.missed();
    if (missed) throw new TooSoonError(missed);
  }
}

/** Where a late file belongs: beside what came first, or by itself. @param {string} path */
function lateOr(path) {
  const within = path.slice(path.indexOf("/"));
  return path.startsWith("packages/") ? `${PACKAGES}${within}` : `${LATE_ROOT}/${path}`;
}
