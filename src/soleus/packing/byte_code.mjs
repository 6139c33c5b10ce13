/**
 * Compiles Python to the byte code of the browser's own Python, which runs here for that.
 * node byte_code.mjs PYODIDE PROGRAM FOLDER DOCS KEPT…: every module beneath FOLDER becomes its byte
 * code, with its docstrings where DOCS says "docs"; beside what fits KEPT stays the source.
 */
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [pyodideFolder, program, folder, docs, ...kept] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${pyodideFolder}/` });
python.mountNodeFS("/folder", folder);
const compile = python.runPython(`${await readFile(program, "utf8")}\ncompile_all`);
process.stdout.write(`${compile.callKwargs("/folder", kept, { with_docs: docs === "docs" })}\n`);
