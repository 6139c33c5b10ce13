/** Starts the page of a session that the server keeps, and leads on to the next page. */

import { askForCycle } from "./cycle/asked.js";
import { sureOfStops } from "./offline/reports.js";
import { goOnward } from "./onward.js";
import { createSessionPage } from "./session_page.js";

const id = document.getElementById("session")?.dataset.id ?? "";
const { script, state, stops } = JSON.parse(document.getElementById("data")?.textContent ?? "");
const { person = "" } = document.documentElement.dataset;

createSessionPage({
  script,
  state,
  url: `/api/sessions/${id}/events`,
  cycle: askForCycle(id),
  onward: () => void goOnward(id),
  makeReporter: sureOfStops(person, stops),
});
