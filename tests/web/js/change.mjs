/**
 * Says how a day's swelling stands against the days before, as a device does. Standard input, JSON
 * lines: `{day, days, waiting}`. Standard output: the change, or null, one a line.
 */

import { createInterface } from "node:readline";
import { changeOn, withNotes } from "../../../src/soleus/web/static/js/offline/change.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { day, days, waiting } = JSON.parse(line);
  console.log(JSON.stringify(changeOn(day, withNotes(days, waiting))));
}
