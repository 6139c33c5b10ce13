/** Soleus in the worker: started from the files of the build or from a snapshot, over the journal. */

import { begin, goOn, memoryOf, zone } from "./interpreter.js";
import { dropSnapshot, findSnapshot, proofOf, refuseOther, trySucceeded } from "./snapshot.js";
import { openStore } from "./store.js";

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
const ASKED = `
from pyodide.ffi import to_js
from soleus.pocket import start

class _Asked:
    def __init__(self, pocket):
        self.pocket = pocket

    async def answer(self, told, body):
        head, content = await self.pocket.answer(told, body.to_bytes())
        return to_js([head, content])

    def close(self):
        self.pocket.close()
`;
const START = `${ASKED}
lambda host, zone: _Asked(start("${JOURNAL}", host, zone))
`;
const PREPARE = `${ASKED}
from soleus.pocket.snapshot import go_on, prepared

async def _prepare(host, zone, languages):
    global _ready
    _ready = await prepared("${JOURNAL}", host, zone, languages.split())
_prepare
`;
const GO_ON = `
go_on(_ready, "${JOURNAL}")
_Asked(_ready)
`;

/**
 * @typedef {import("./files.js").Plan} Plan
 * @typedef {import("./interpreter.js").Engine} Engine
 * @typedef {{answer: (told: object, body: ArrayBuffer) => Promise<[any, Uint8Array<ArrayBuffer>]>,
 *   writes: () => number, isWhole: () => boolean, complete: () => Promise<void>,
 *   isFromSnapshot: boolean, end: () => void}} Soleus
 *   `complete`: take in what was fetched after the first page
 */

/**
 * Start it; it holds the journal for as long as this worker lives.
 * @param {Plan} plan @param {Engine} engine
 * @returns {Promise<Soleus>}
 */
export async function startPython(plan, engine) {
  const [store, ready] = await Promise.all([openStore(), fromSnapshot(plan, engine)]);
  const { python, late } = ready ?? (await fromFiles(plan, engine));
  python.FS.mkdirTree(JOURNAL, 0o700);
  await store.restore(python.FS, JOURNAL);
  const asked = late.sure(() =>
    ready ? python.runPython(GO_ON) : python.runPython(START)(location.hostname, zone()),
  );
  await store.save(python.FS, JOURNAL);
  return {
    async answer(told, body) {
      const got = await asked
        .answer(JSON.stringify(told), new Uint8Array(body))
        .catch(late.instead);
      late.sure(() => undefined);
      await store.save(python.FS, JOURNAL);
      const [head, content] = got;
      return [JSON.parse(head), content];
    },
    writes: () => store.writes,
    isWhole: late.isWhole,
    complete: late.complete,
    isFromSnapshot: Boolean(ready),
    end: () => store.close(),
  };
}

/** @param {Plan} plan @param {Engine} engine */
async function fromFiles(plan, engine) {
  const begun = await begin(plan, engine);
  for (const name of IN_TURN) {
    begun.late.sure(() => begun.python.runPython(`import ${name}`));
    await aMoment();
  }
  return begun;
}

/**
 * Python as it was when a snapshot was made. On any doubt that snapshot goes, and nothing is given.
 * @param {Plan} plan @param {Engine} engine
 */
async function fromSnapshot(plan, engine) {
  try {
    const found = await findSnapshot(plan);
    if (!found) return null;
    const begun = await goOn(plan, engine, found.memory, found.said.memoryBytes);
    await refuseOther(begun.python, found.said);
    await trySucceeded(plan);
    return begun;
  } catch (error) {
    console.warn("started without the snapshot", error);
    await dropSnapshot(plan);
    return null;
  }
}

/**
 * Make Soleus ready over nobody's journal; return the memory then, and what tells whether it is
 * sound when it is gone on with.
 * @param {Plan} plan @param {Engine} engine
 */
export async function madeReady(plan, engine) {
  const { python, late } = await begin(plan, engine, { _makeSnapshot: true });
  if (!late.isWhole()) throw new Error("not all of this build is here yet");
  const prepare = python.runPython(PREPARE);
  await prepare(location.hostname, zone(), plan.languages.join(" "));
  const proof = proofOf(python);
  await aMoment();
  const memory = python.makeMemorySnapshot();
  return { memory, python, proof, memoryBytes: memoryOf(python) };
}

function aMoment() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
