// Makes a snapshot and goes on with it, by the worker's own modules and the browser's own Python.
// node snapshot.mjs BUILD make: written beside the build's files.
// node snapshot.mjs BUILD walk PROGRAM: requests as JSON on standard input, answers as JSON out.
// node snapshot.mjs BUILD draw: what is drawn by chance, gone on with twice.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [build, what, program] = process.argv.slice(2);
const of = (name) => import(pathToFileURL(`${build}/${name}`).href);
const found = (path) =>
  readFile(path).then(
    (content) => new Response(content),
    () => undefined,
  );
Object.assign(globalThis, {
  location: new URL("https://legs.example/"),
  caches: { open: async () => ({ match: found }), has: async () => true, delete: async () => true },
});
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "as here" } });
const engine = {
  loadPyodide: (await of("pyodide.node.mjs")).loadPyodide,
  createPyodideModule: (await of("pyodide.asm.mjs")).default,
};
const { goOn, functionsOf } = await of("worker/interpreter.js");
const { madeReady } = await of("worker/python.js");
const { refuseOther } = await of("worker/snapshot.js");
const plan = {
  base: `${build}/`,
  digest: "", // About names it
  languages: ["en", "de"],
  lock: await readFile(`${build}/lock.json`, "utf8"),
};
const SAID = `${build}/snapshot.json`;
const MEMORY = `${build}/snapshot`;
const DRAWN = `
import json, random, secrets, sqlite3, tempfile, uuid
go_on(_ready, "/journal")
_blob = sqlite3.connect(":memory:").execute("SELECT hex(randomblob(16))").fetchone()[0]
json.dumps([random.random(), secrets.token_hex(), str(uuid.uuid4()), tempfile.mktemp(), _blob])
`;

async function gone() {
  const said = JSON.parse(await readFile(SAID, "utf8"));
  const memory = new Uint8Array(await readFile(MEMORY));
  const { python } = await goOn(plan, engine, memory, said.memoryBytes);
  await refuseOther(python, said);
  return python;
}

if (what === "make") {
  const { memory, python, proof, memoryBytes } = await madeReady(plan, engine);
  await writeFile(MEMORY, memory);
  await writeFile(
    SAID,
    JSON.stringify({ proof, memoryBytes, functions: await functionsOf(python) }),
  );
} else if (what === "draw") {
  const drawn = [(await gone()).runPython(DRAWN), (await gone()).runPython(DRAWN)];
  process.stdout.write(`\n[${drawn.join()}]\n`);
} else {
  const python = await gone();
  python.globals.set("asked", await new Response(process.stdin).text());
  await python.runPythonAsync(await readFile(program, "utf8"));
  const said = await python.runPythonAsync(
    'json.dumps(await answers(go_on_with(_ready, "/journal"), json.loads(asked)))',
  );
  process.stdout.write(`\n${said}\n`);
}
