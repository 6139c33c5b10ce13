// Answers requests by the browser's own Python, from a folder that was written for a host.
// node same.mjs BUILD PROGRAM: requests as JSON on standard input, answers as JSON out.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [build, program] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${build}/pyodide.node.mjs`).href);
const { layOut } = await import(pathToFileURL(`${build}/files.node.mjs`).href);
const python = await loadPyodide({
  indexURL: `${build}/`,
  stdLibURL: `${build}/library.zip`,
  lockFileContents: await readFile(`${build}/lock.json`, "utf8"),
  env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", TZ: "UTC" },
});
const PLACES = { library: "/late/library", packages: "/soleus" };
const archived = async (name) => new Uint8Array(await readFile(`${build}/${name}`)).buffer;
layOut(python.FS, await archived("packages.archive"), (path) => `/soleus/${path}`);
layOut(python.FS, await archived("later.archive"), (path) => {
  const [first] = path.split("/");
  return `${PLACES[first]}${path.slice(first.length)}`;
});
python.runPython(`
import sys
from importlib.util import module_from_spec, spec_from_file_location
sys.path.insert(0, "/soleus")
with open("/soleus/later.txt", encoding="utf-8") as listed:
    paths = listed.read().split()
spec = spec_from_file_location("soleus_later", "/soleus/soleus/pocket/later.pyc")
later = module_from_spec(spec)
spec.loader.exec_module(later)
later.guard(paths, "/late").arrived()
`);
python.globals.set("asked", await new Response(process.stdin).text());
await python.runPythonAsync(await readFile(program, "utf8"));
const said = await python.runPythonAsync(
  'json.dumps(await answers(begin("/journal"), json.loads(asked)))',
);
process.stdout.write(said);
