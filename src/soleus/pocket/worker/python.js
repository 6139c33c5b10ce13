/** Python in the worker: started from the files of the build, over the journal of this browser. */

import { addressOf, isKept, kept, layOut } from "./files.js";
import { openStore } from "./store.js";

const PACKAGES = "/soleus";
const LATE = "later.archive";
const LATE_ROOT = "/late";
const JOURNAL = "/journal";
/** Imported one by one, so that whoever waits for a page meanwhile is answered in between. */
const IN_TURN = [
  "sqlalchemy",
  "pydantic",
  "fastapi",
  "jinja2.ext",
  "babel.dates",
  "soleus.assessment",
  "soleus.plan",
  "soleus.journal",
  "soleus.coach",
  "soleus.web.routes",
];
const GUARD = `
import sys
from importlib.util import module_from_spec, spec_from_file_location

sys.path.insert(0, "${PACKAGES}")
_spec = spec_from_file_location("soleus_later", "${PACKAGES}/soleus/pocket/later.pyc")
_later = module_from_spec(_spec)
_spec.loader.exec_module(_later)
with open("${PACKAGES}/later.txt", encoding="utf-8") as _listed:
    _late = _later.guard(_listed.read().split("\\n"), "${LATE_ROOT}")
_late
`;
const BEGIN = `
from pyodide.ffi import to_js
from soleus.pocket import start

class _Asked:
    def __init__(self, host, zone):
        self.pocket = start("${JOURNAL}", host, zone)

    async def answer(self, told, body):
        head, content = await self.pocket.answer(told, body.to_bytes())
        return to_js([head, content])

    def close(self):
        self.pocket.close()

_Asked
`;

/**
 * @typedef {{answer: (told: object, body: ArrayBuffer) => Promise<[any, Uint8Array<ArrayBuffer>]>,
 *   writes: () => number, isWhole: () => boolean, complete: () => Promise<void>,
 *   end: () => void}} Soleus
 *   `complete`: take in what was fetched after the first page
 */

/** Something was asked of Python that needs a module which has not come yet. */
export class TooSoonError extends Error {}

/**
 * Start it; it holds the journal for as long as this worker lives.
 * @param {import("./files.js").Plan} plan
 * @param {{loadPyodide: any, createPyodideModule: any}} interpreter
 * @returns {Promise<Soleus>}
 */
export async function startPython(plan, { loadPyodide, createPyodideModule }) {
  const packages = kept(plan, "packages.archive").then((got) => got.arrayBuffer());
  const [python, store, archive] = await Promise.all([
    fromHere(plan, () =>
      loadPyodide({
        indexURL: plan.base,
        stdLibURL: addressOf(plan, "library.zip"),
        createPyodideModule,
        lockFileContents: plan.lock,
        env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", TZ: zone(), SOLEUS_BUILD: plan.digest },
      }),
    ),
    openStore(),
    packages,
  ]);
  layOut(python.FS, archive, (path) => `${PACKAGES}/${path}`);
  const late = python.runPython(GUARD);
  const whole = lateOf(plan, python.FS, late);
  if (await isKept(plan, LATE)) await whole.complete();
  for (const name of IN_TURN) {
    whole.sure(() => python.runPython(`import ${name}`));
    await aMoment();
  }
  python.FS.mkdirTree(JOURNAL, 0o700);
  await store.restore(python.FS, JOURNAL);
  const asked = whole.sure(() => python.runPython(BEGIN)(location.hostname, zone()));
  await store.save(python.FS, JOURNAL);
  return {
    async answer(told, body) {
      const got = await asked
        .answer(JSON.stringify(told), new Uint8Array(body))
        .catch(whole.instead);
      whole.sure(() => undefined);
      await store.save(python.FS, JOURNAL);
      const [head, content] = got;
      return [JSON.parse(head), content];
    },
    writes: () => store.writes,
    isWhole: whole.isWhole,
    complete: whole.complete,
    end: () => store.close(),
  };
}

function aMoment() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/**
 * While Python starts, its files come from what is kept: with no network too.
 * @template T
 * @param {import("./files.js").Plan} plan
 * @param {() => Promise<T>} begin
 * @returns {Promise<T>}
 */
async function fromHere(plan, begin) {
  const usual = globalThis.fetch;
  globalThis.fetch = async (address, how) => {
    const { pathname } = new URL(String(address), location.href);
    if (!pathname.startsWith(plan.base)) return usual(address, how);
    return kept(plan, pathname.slice(plan.base.length));
  };
  try {
    return await begin();
  } finally {
    globalThis.fetch = usual;
  }
}

/**
 * What comes after the first page.
 * @param {import("./files.js").Plan} plan @param {any} FS @param {any} late
 */
function lateOf(plan, FS, late) {
  let isWhole = false;
  return {
    isWhole: () => isWhole,
    async complete() {
      if (isWhole) return;
      const archive = await (await kept(plan, LATE)).arrayBuffer();
      layOut(FS, archive, lateOr);
      late.arrived();
      isWhole = true;
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
