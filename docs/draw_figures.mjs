/**
 * Draws the plates of the handbook and the pictures beside questions, from the same leg:
 * `node docs/draw_figures.mjs`.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { bare, layers } from "../src/soleus/web/static/js/leg/still.js";

const out = new URL("../src/soleus/web/templates/parts/figure/", import.meta.url);
mkdirSync(out, { recursive: true });

/** One plate: the drawing in its frame, with what it says in words for those who do not see it. */
function plate(name, view, words, body) {
  const wide = Number(view.split(" ")[2]) > 600 ? " wide" : "";
  const svg = `<svg class="leg still${wide}" viewBox="${view}" role="img" aria-label="${words}">\n${body}\n</svg>\n`;
  writeFileSync(new URL(`${name}.svg`, out), svg.replaceAll(/ data-part="[^"]*"/g, ""));
}

const at = (x, y, body, scale = 1) => `<g transform="translate(${x} ${y}) scale(${scale})">${body}</g>`;
const say = (x, y, text, anchor = "start") => `<text x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;
const lead = (d) => `<path class="leader" d="${d}"/>`;
const arrow = (d, css) => `<path class="arrow ${css}" d="${d}"/>`;
const up = (x, y, css, size = 26) =>
  arrow(`M${x} ${y + size}V${y}M${x - size / 3} ${y + size / 3}L${x} ${y}L${x + size / 3} ${y + size / 3}`, css);
const down = (x, y, css, size = 26) =>
  arrow(`M${x} ${y}V${y + size}M${x - size / 3} ${y + (2 * size) / 3}L${x} ${y + size}L${x + size / 3} ${y + (2 * size) / 3}`, css);

plate(
  "calf-pump", "0 0 700 600",
  "The same calf twice. At rest the valve below is open and blood fills the vein. When the calf tightens it squeezes the vein, the valve above opens and blood goes up.",
  `<svg y="46" width="700" height="554" viewBox="0 46 700 554">${at(-60, -100, layers("standing", {}))}${at(240, -100, layers("standing", { heel: 0.001, squeeze: 1 }))}</svg>` + say(140, 32, "Calf at rest", "middle") + say(440, 32, "Calf tight", "middle") +
    up(206, 400, "vein") + up(516, 90, "vein") + up(516, 124, "vein") +
    say(224, 424, "fills") + say(534, 124, "goes up"),
);

plate(
  "artery-vein", "-20 0 520 668",
  "A leg seen from the side. The artery in red brings blood down. The veins in blue carry it back up.",
  at(50, 0, layers("standing", {})) + down(182, 40, "artery", 34) + up(252, 40, "vein", 34) +
    lead("M202 130L110 130") + say(104, 126, "Artery:", "end") + say(104, 152, "blood in", "end") +
    lead("M226 190L340 190") + say(346, 186, "Deep vein:") + say(346, 212, "blood back") +
    lead("M272 440L340 440") + say(346, 436, "Vein under") + say(346, 462, "the skin") +
    lead("M170 380L96 380") + say(90, 376, "Calf", "end") + say(90, 402, "muscle", "end"),
);

plate(
  "elevation", "0 -150 730 470",
  "A leg resting on a pillow, the foot a few inches above the level of the heart. Blood in the vein runs down towards the body.",
  layers("raised", { raise: 1 }) + `<path class="leader dash" d="M0 130H720"/>` + say(728, 122, "level of the heart", "end") +
    arrow("M470 20L370 44M388 26L370 44L394 52", "vein"),
);

plate(
  "clot-warning", "-30 0 520 668",
  "A leg with a clot in the deep vein of the calf. Above it the vein leads to the lungs. The calf and ankle around it are swollen.",
  at(50, 0, layers("standing", {}) +
    '<path class="clot" d="M174 312C186 316 189 350 187 384C184 396 176 396 173 382C171 356 170 330 174 312Z"/><path class="swell" d="M124 262C84 320 78 384 100 440C116 486 122 530 112 590M262 268C262 330 250 400 238 460C230 510 236 540 262 560"/>') +
    lead("M236 344L340 344") + say(346, 340, "a clot") + up(252, 40, "vein", 34) + say(346, 62, "to the lung") + lead("M270 58L340 58") +
    lead("M140 470L96 500") + say(90, 512, "swollen", "end"),
);

plate(
  "ankle-pump", "0 0 730 660",
  "Ankle pumps. Toes point away and the calf tightens. Then the toes come up towards the shin and the calf lets go.",
  at(0, 40, layers("seated", { ankle: -1, squeeze: 1 })) + at(0, 364, layers("seated", { ankle: 1 })) +
    say(10, 34, "1  Toes away") + say(10, 372, "2  Toes towards the shin"),
);

plate(
  "calf-raise", "0 0 640 706",
  "Calf raise. Stand with your heels down. Rise onto the balls of your feet, then lower slowly.",
  at(-50, 20, layers("standing", {})) + at(250, 20, layers("standing", { heel: 1, squeeze: 1 })) +
    say(130, 696, "1  Heels down", "middle") + say(450, 696, "2  Heels up", "middle"),
);

plate(
  "stocking", "34 0 340 668",
  "A leg in a stocking that presses most at the ankle and less towards the knee.",
  layers("standing", {}) +
    '<path class="stocking" d="M128 276C106 318 101 368 115 424C127 470 147 500 147 524C146 560 128 590 126 612C126 634 140 638 166 636L284 637L300 604C276 592 240 571 212 546C204 530 205 508 213 450C226 390 238 330 248 286Z"/>' +
    [300, 350, 400, 450, 500, 545].map((y, i) => `<path class="weave" d="M${[117, 104, 109, 127, 143, 146][i]} ${y}C150 ${y + 10} 190 ${y + 10} ${[245, 234, 224, 213, 206, 212][i]} ${y}"/>`).join(""),
);

/* beside questions */

plate(
  "leg-regions", "-90 0 600 668",
  "A leg from the buttock and the groin, the top of the leg, to the toes. Named are the thigh, the knee and the back of it, the shin, the calf, the ankle, the foot and the toes.",
  at(60, 0, bare("standing")) +
    [[30, 326, "groin:"], [130, 322, "thigh"], [240, 318, "knee"], [420, 276, "shin"], [584, 310, "foot"], [622, 388, "toes"]]
      .map(([y, x, name]) => lead(`M${x} ${y}L${y > 500 ? 410 : 350} ${y}`) + say(y > 500 ? 416 : 356, y + 5, name)).join("") + say(356, 59, "top of leg") +
    [[30, 178, "buttock"], [262, 188, "back of knee"], [370, 166, "calf"], [548, 196, "ankle"]]
      .map(([y, x, name]) => lead(`M${x} ${y}L84 ${y}`) + say(78, y + 5, name, "end")).join(""),
);

plate(
  "thumb-dent", "60 250 330 400",
  "A thumb presses on the shin above the ankle. After it lets go a dent stays.",
  bare("standing") +
    '<path class="thumb" d="M392 384C330 376 272 392 232 404C210 412 208 436 232 440C290 448 340 440 392 452Z"/><path class="thumb-nail" d="M232 410C222 414 222 430 232 434C244 430 248 416 232 410Z"/><path class="dent" d="M206 486C196 500 196 512 204 524"/>' +
    lead("M206 505L290 530") + say(296, 536, "a dent"),
);

plate(
  "tape-calf", "34 200 360 460",
  "A tape measure around the calf where it is thickest, and one around the ankle just above the bones.",
  bare("standing") +
    '<path class="tape" d="M98 360C130 384 190 384 234 352L232 372C190 402 130 402 100 380Z"/><path class="tape" d="M143 506C160 518 190 518 207 502L207 518C190 534 160 534 146 522Z"/>' +
    lead("M236 362L300 362") + say(304, 367, "calf") + lead("M210 512L300 512") + say(304, 517, "ankle"),
);

plate(
  "ankle-skin", "60 380 390 270",
  "Brown or dark skin around the ankle.",
  bare("standing") + '<path class="stain" d="M142 500C150 486 200 486 208 500C214 530 222 548 232 566C210 590 160 590 136 580C146 556 148 530 142 500Z"/>' +
    lead("M210 520L290 490") + say(296, 494, "darker skin"),
);

plate(
  "varicose", "34 200 340 460",
  "Thick, winding veins that stand out on the calf.",
  bare("standing") + '<path class="varicose" d="M176 262C150 280 186 300 158 320C132 340 172 356 146 376C122 396 170 410 150 432C136 450 176 462 166 490C158 512 184 520 180 544"/>',
);

plate(
  "foot-raised", "0 -150 730 470",
  "A leg resting raised on a pillow, with the toes and forefoot marked.",
  bare("raised", { raise: 1 }) + '<path class="ring" d="M560 -120C540 -90 560 -40 600 -20C640 -10 650 -60 640 -110C620 -150 580 -150 560 -120Z"/>' + say(520, -100, "pain here?", "end"),
);

const spots = [[176, 470], [192, 452], [186, 492], [164, 500], [204, 486], [170, 440], [196, 516], [180, 528], [158, 464], [210, 462]];
plate(
  "glass-test", "34 380 440 270",
  "The side of a clear glass is pressed on spots above the ankle. The spots can still be seen through the glass.",
  bare("standing") +
    spots.map(([x, y], i) => `<circle class="spot" cx="${x}" cy="${y}" r="${4 + (i % 3) * 2}"/>`).join("") +
    '<path class="glass" d="M132 446L284 428L290 520L138 506Z"/><path class="glass" d="M284 428C296 440 300 506 290 520"/>' +
    lead("M288 470L318 440") + say(322, 434, "a glass") + lead("M204 486L300 566") + say(306, 572, "still seen"),
);

/* how each thing is measured, on the page of measurements */

/** Limbs of a person in outline, each a thick line with its edge; those in front are drawn last. */
const limbs = (all) =>
  all.map(([d, width]) => `<path class="limb-edge" stroke-width="${width + 5}" d="${d}"/><path class="limb" stroke-width="${width}" d="${d}"/>`).join("");
const head = (x, y) => `<circle class="limb-head" cx="${x}" cy="${y}" r="40"/>`;

plate(
  "blood-pressure", "-10 -30 770 640",
  "Somebody sits at a table, both feet flat on the floor. The forearm rests on the table. The cuff is around the upper arm, as high as the heart.",
  '<path class="leg-ground" d="M0 592H700"/><path class="furniture" d="M122 590V170M122 410H318V590"/><path class="furniture" d="M330 304H660M620 304V590"/>' +
    limbs([["M404 576L468 578", 26], ["M210 382L392 390L398 556", 60], ["M212 50L206 100", 36], ["M196 134C180 212 184 300 206 376", 94]]) + head(216, 28) +
    at(-44, 4, '<path class="leg-heart" d="M226 196C218 184 200 190 204 206C208 218 220 226 228 234C236 224 246 216 248 204C250 190 234 184 226 196Z"/>') +
    '<path class="leader dash" d="M0 213H700"/>' +
    limbs([["M206 150L290 262L470 280L522 277", 42]]) +
    '<path class="tape" d="M213 204L257 171C268 182 280 196 290 214L246 247C236 232 226 218 213 204Z"/><path class="leader" d="M272 184L392 122"/>' +
    say(400, 128, "cuff on the upper arm") + say(700, 204, "level of the heart", "end") + say(480, 350, "arm rests", "middle") + say(496, 572, "feet flat"),
);

const standing = (foot) =>
  limbs([foot, ["M128 380L108 474L62 548", 42], ["M140 124L136 166", 34], ["M132 190L128 370", 82], ["M136 366L138 480L137 570", 48]]) +
  head(142, 98) + limbs([["M138 182L204 252L274 236", 30]]);
plate(
  "heel-raise-test", "0 -40 640 670",
  "The same person twice, on one leg, the other foot off the floor, two fingers at the wall. First the heel is down, then it is as high as it goes.",
  '<path class="leg-ground" d="M10 612H630"/><path class="furniture" d="M296 60V612M616 60V612"/>' +
    at(0, 0, standing(["M132 594L192 597", 26])) + at(320, -40, standing(["M140 584L186 634", 26])) +
    up(396, 556, "", 40) + say(140, 0, "1  Heel down", "middle") + say(468, 0, "2  As high as it goes", "middle"),
);
