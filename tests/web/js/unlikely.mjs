/**
 * Asks about unlikely values as a device does. Standard input, JSON lines: `{told, made, waiting,
 * lang}`. Standard output: the questions, one line each.
 */

import { createInterface } from "node:readline";
import { questions } from "../../../src/soleus/web/static/js/offline/unlikely.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { told, made, waiting, lang } = JSON.parse(line);
  globalThis.document = { documentElement: { lang } };
  console.log(JSON.stringify(questions(told, made, waiting)));
}
