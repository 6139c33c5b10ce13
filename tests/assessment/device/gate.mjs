/**
 * Says where somebody stands before the gate of a device. Standard input, JSON lines: first the
 * rule bundle, then `{kept, waiting, now}` a line. Standard output: the standing, one a line.
 */

import { createInterface } from "node:readline";
import { laidOver, standing } from "../../../src/soleus/web/static/js/check/gate.js";
import { ready } from "../../../src/soleus/web/static/js/check/rulebook.js";

let engine;
for await (const line of createInterface({ input: process.stdin })) {
  const { kept, waiting, now, ...bundle } = JSON.parse(line);
  if (engine) {
    console.log(JSON.stringify(standing(engine, laidOver(engine, kept, waiting), new Date(now))));
  } else engine = ready(bundle);
}
