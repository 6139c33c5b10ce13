/**
 * Decides documents by the browser's modules and compares with decisions made elsewhere.
 *
 * Standard input, JSON lines: first `{bundles: {name: rule bundle}, most}`, then one
 * `{document, decision}` or `{document, faults}` a line. Standard output, JSON lines: every
 * mismatch, at most `most` for a bundle, which is then left alone; last
 * `{compared, fired, milliseconds}`: documents, the rules that fired, and the processor's time.
 */

import { createInterface } from "node:readline";
import { decide, urgencyOf } from "../../../src/soleus/web/static/js/check/decide.js";
import { ready } from "../../../src/soleus/web/static/js/check/rulebook.js";

const fired = new Set();
let compared = 0;
let milliseconds = 0;
let head;
/** @type {Map<string, any>} */
const engines = new Map();
const found = new Map();

function answer(engine, document) {
  try {
    const decision = decide(engine, document);
    const urgency = urgencyOf(engine, document);
    return urgency === decision.urgency ? { decision } : { decision, urgency };
  } catch (error) {
    if (!error.faults) return { crashed: String(error.stack) };
    return { faults: error.faults };
  }
}

function note(decision) {
  const rulings = Object.values(decision?.activities ?? {});
  for (const { reasons } of [...(decision ? [decision] : []), ...rulings]) {
    for (const { rule } of reasons) fired.add(rule);
  }
}

function compare(line) {
  const { document, ...expected } = JSON.parse(line);
  const wanted = JSON.stringify(expected);
  compared += 1;
  for (const [name, engine] of engines) {
    const before = process.cpuUsage();
    const given = answer(engine, document);
    const { user, system } = process.cpuUsage(before);
    milliseconds += (user + system) / 1000;
    note(given.decision);
    if (JSON.stringify(given) === wanted) continue;
    console.log(JSON.stringify({ bundle: name, document, device: given, server: expected }));
    found.set(name, (found.get(name) ?? 0) + 1);
    if (found.get(name) >= head.most) engines.delete(name);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (head) compare(line);
  else {
    head = JSON.parse(line);
    for (const [name, bundle] of Object.entries(head.bundles)) engines.set(name, ready(bundle));
  }
}
console.log(JSON.stringify({ compared, fired: [...fired].sort(), milliseconds }));
