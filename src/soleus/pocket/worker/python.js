/** Python in the worker: started from the files of the build, over the journal of this browser. */

import { addressOf, kept, laidOut } from "./files.js";
import { openStore } from "./store.js";

const PACKAGES = "/soleus";
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
const PATH = `import sys
sys.path[0] == "${PACKAGES}" or sys.path.insert(0, "${PACKAGES}")
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
 *   writes: () => number, end: () => void}} Soleus
 */

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
  layOut(python.FS, archive);
  for (const name of IN_TURN) {
    python.runPython(`${PATH}import ${name}`);
    await aMoment();
  }
  python.FS.mkdirTree(JOURNAL, 0o700);
  await store.restore(python.FS, JOURNAL);
  const asked = python.runPython(BEGIN)(location.hostname, zone());
  await store.save(python.FS, JOURNAL);
  return {
    async answer(told, body) {
      const got = await asked.answer(JSON.stringify(told), new Uint8Array(body));
      await store.save(python.FS, JOURNAL);
      const [head, content] = got;
      return [JSON.parse(head), content];
    },
    writes: () => store.writes,
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

/** @param {any} FS @param {ArrayBuffer} archive */
function layOut(FS, archive) {
  const made = new Set();
  for (const [path, content] of laidOut(archive)) {
    const whole = `${PACKAGES}/${path}`;
    const folder = whole.slice(0, whole.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(whole, content, { canOwn: true });
  }
}
