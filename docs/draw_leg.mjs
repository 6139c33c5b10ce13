/**
 * Writes the drawn leg into the page templates: `node docs/draw_leg.mjs`.
 *
 * The pages carry the leg at rest, so that it is there before (or without) any script; the same
 * code that moves it in the browser draws it here, and a test holds the two together.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { still } from "../src/soleus/web/static/js/leg/still.js";

const LABELS = {
  standing: "A leg seen from the side, standing: the calf muscle behind, the deep vein with its valves in blue, the artery in red.",
  walking: "A leg seen from the side, walking: the calf muscle behind, the deep vein with its valves in blue, the artery in red.",
  seated: "A leg seen from the side, stretched out: the calf muscle below, the deep vein with its valves in blue, the artery in red.",
  sitting: "A leg seen from the side, sitting with the foot on the floor: the calf muscle behind, the deep vein with its valves in blue, the artery in red.",
  close: "The lower leg seen from the side, stretched out: the calf muscle below, the deep vein with its valves in blue, the artery in red.",
  raised: "A leg seen from the side, on a pillow, above the level of the heart, a dashed line: the deep vein with its valves in blue, the artery in red.",
};

const folder = new URL("../src/soleus/web/templates/parts/leg/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [stance, label] of Object.entries(LABELS)) {
  writeFileSync(new URL(`${stance}.svg`, folder), still(stance, label));
}
const LIFTED = "A leg seen from the side, raised above the level of the heart, a dashed line: the deep vein with its valves in blue, the artery in red.";
writeFileSync(new URL("lifted.svg", folder), still("raised", LIFTED, { raise: 1 }));
