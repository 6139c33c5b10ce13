// Answers requests by the browser's own Python, from a folder that was written for a host.
// node same.mjs BUILD PROGRAM: requests as JSON on standard input, answers as JSON out.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [build, program] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${build}/pyodide.node.mjs`).href);
const { laidOut } = await import(pathToFileURL(`${build}/files.node.mjs`).href);
const python = await loadPyodide({
  indexURL: `${build}/`,
  stdLibURL: `${build}/library.zip`,
  lockFileContents: await readFile(`${build}/lock.json`, "utf8"),
  env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", TZ: "UTC" },
});
const archive = await readFile(`${build}/packages.archive`);
const whole = archive.buffer.slice(archive.byteOffset, archive.byteOffset + archive.byteLength);
for (const [path, content] of laidOut(whole)) {
  const at = `/soleus/${path}`;
  python.FS.mkdirTree(at.slice(0, at.lastIndexOf("/")));
  python.FS.writeFile(at, content);
}
python.runPython('import sys; sys.path.insert(0, "/soleus")');
python.globals.set("asked", await new Response(process.stdin).text());
await python.runPythonAsync(await readFile(program, "utf8"));
const said = await python.runPythonAsync(
  'json.dumps(await answers(begin("/journal"), json.loads(asked)))',
);
process.stdout.write(said);
