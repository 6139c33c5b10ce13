/** The page of a session that the server keeps: sets the stage, and goes on to the next page. */

import { goOnward } from "./onward.js";
import { createStage } from "./stage.js";

const id = document.getElementById("session")?.dataset.id ?? "";
const { script, state } = JSON.parse(document.getElementById("data")?.textContent ?? "");

createStage({ script, state, url: `/api/sessions/${id}/events`, onward: () => void goOnward(id) });
