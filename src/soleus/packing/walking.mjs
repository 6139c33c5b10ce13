/**
 * Says which modules a walk takes, by the browser's own Python.
 * node walking.mjs PYODIDE LIBRARY PROGRAM FOLDER…: what is asked comes as JSON on standard input;
 * what lies in each FOLDER lies in /soleus there. LIBRARY is the whole standard library as ZIP.
 */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, library, program, ...folders] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: `${pyodideFolder}/`,
  stdLibURL: library,
  env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", TZ: "UTC" },
});
for (const folder of folders) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath ?? entry.path, entry.name);
    const to = `/soleus/${relative(folder, from)}`;
    python.FS.mkdirTree(to.slice(0, to.lastIndexOf("/")));
    python.FS.writeFile(to, await readFile(from));
  }
}
python.runPython('import sys; sys.path.insert(0, "/soleus")');
python.globals.set("asked", await new Response(process.stdin).text());
await python.runPythonAsync(await readFile(program, "utf8"));
const names = await python.runPythonAsync("json.dumps(await modules_of(*json.loads(asked)))");
process.stdout.write(`\n${names}\n`);
