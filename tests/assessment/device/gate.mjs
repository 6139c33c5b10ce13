/**
 * Says where somebody stands before the gate of a device. Standard input, JSON lines: first the
 * rule bundle, then `{kept, waiting, now}` a line. Standard output: the standing, one a line.
 */

import { createInterface } from "node:readline";
import { ready } from "../../../src/soleus/web/static/js/check/rulebook.js";
import { standing, withWaiting } from "../../../src/soleus/web/static/js/check/standing.js";

let engine;
for await (const line of createInterface({ input: process.stdin })) {
  const { kept, waiting, now, ...bundle } = JSON.parse(line);
  if (engine) {
    const moment = new Date(now);
    const told = withWaiting(engine, kept, waiting, moment);
    console.log(JSON.stringify(standing(engine, told, moment)));
  } else engine = ready(bundle);
}
