/** The page of a session that the server keeps: sets the stage, and goes on to the next page. */

import { sureOfStops } from "./offline/reports.js";
import { goOnward } from "./onward.js";
import { createStage } from "./stage.js";

const id = document.getElementById("session")?.dataset.id ?? "";
const { script, state, stops } = JSON.parse(document.getElementById("data")?.textContent ?? "");
const { person = "" } = document.documentElement.dataset;

createStage({
  script,
  state,
  url: `/api/sessions/${id}/events`,
  onward: () => void goOnward(id),
  makeReporter: sureOfStops(person, stops),
});
