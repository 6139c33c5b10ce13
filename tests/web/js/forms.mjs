/** Reads forms as a device does: each line of the input a form's own telling and what was given. */

import { read } from "../../../src/soleus/web/static/js/offline/forms.js";

let text = "";
for await (const part of process.stdin) text += part;
for (const line of text.split("\n").filter(Boolean)) {
  const { told, given, now } = JSON.parse(line);
  console.log(JSON.stringify(read(told, given, new Date(now))));
}
