/**
 * The right leg seen from its inner side, standing, toes to the right; in units of its own drawing.
 *
 * A point is `[x, y, segment]`: 0 thigh, 1 shank, 2 foot, 3 toes. A fraction lies between two
 * segments and moves with both, which keeps skin and vessels whole when a joint bends.
 */

/** Where the segments turn. */
export const JOINTS = { hip: [192, -60], knee: [200, 246], ankle: [176, 556], ball: [290, 626] };

/**
 * Left, top, width and height that the drawing needs in each stance.
 * @type {Record<import("./types.js").Stance, number[]>}
 */
export const VIEW = {
  standing: [34, 0, 340, 668],
  walking: [-96, 0, 620, 668],
  seated: [0, -34, 730, 344],
  sitting: [-46, 60, 400, 590],
  close: [244, -48, 504, 352],
  raised: [0, -150, 730, 460],
};

export const SKIN = [
  [112, 8, 0],
  [113, 70, 0],
  [119, 140, 0],
  [133, 205, 0.1],
  [140, 243, 0.5],
  [128, 276, 0.92],
  [106, 318, 1],
  [101, 368, 1],
  [115, 424, 1],
  [137, 478, 1],
  [147, 524, 1.2],
  [142, 556, 1.7],
  [131, 586, 2],
  [125, 612, 2],
  [135, 632, 2],
  [166, 636, 2],
  [204, 629, 2],
  [242, 625, 2],
  [284, 636, 2.4],
  [318, 637, 3],
  [336, 628, 3],
  [332, 611, 3],
  [306, 602, 2.7],
  [276, 592, 2],
  [240, 571, 2],
  [212, 546, 1.6],
  [205, 508, 1.1],
  [213, 450, 1],
  [226, 390, 1],
  [238, 330, 1],
  [248, 286, 0.95],
  [256, 258, 0.7],
  [262, 232, 0.4],
  [262, 204, 0.15],
  [266, 150, 0],
  [271, 80, 0],
  [273, 8, 0],
];

/**
 * Which points of the skin lie over the calf muscle, and how far a full squeeze lifts each.
 * @type {Record<number, number>}
 */
export const BULGE = { 5: 2, 6: 8, 7: 10, 8: 5, 9: 1 };

/** Shin and thigh bone, and the foot's: faint, to show where the vessels run. */
export const BONES = [
  [
    [198, 32, 0],
    [197, 90, 0],
    [196, 170, 0],
    [178, 214, 0.1],
    [180, 236, 0.2],
    [202, 240, 0.3],
    [232, 236, 0.2],
    [234, 214, 0.1],
    [222, 170, 0],
    [221, 90, 0],
    [220, 32, 0],
    [220, 12, 0],
    [209, 11, 0],
    [198, 12, 0],
  ],
  [
    [182, 252, 0.8],
    [206, 250, 0.8],
    [238, 254, 0.8],
    [236, 272, 1],
    [216, 312, 1],
    [204, 400, 1],
    [190, 500, 1],
    [194, 536, 1],
    [184, 544, 1],
    [168, 538, 1],
    [172, 500, 1],
    [186, 400, 1],
    [192, 310, 1],
    [186, 276, 1],
  ],
  [
    [160, 556, 2],
    [190, 549, 2],
    [218, 566, 2],
    [256, 594, 2],
    [286, 608, 2],
    [282, 618, 2],
    [240, 606, 2],
    [206, 596, 2],
    [186, 604, 2],
    [150, 622, 2],
    [138, 610, 2],
    [146, 584, 2],
  ],
];

/** The two muscles of the pump; at rest and, point for point, drawn together. */
export const MUSCLES = {
  gastrocnemius: {
    rest: [
      [150, 262, 1],
      [128, 296, 1],
      [116, 340, 1],
      [118, 384, 1],
      [130, 416, 1],
      [143, 436, 1],
      [145, 400, 1],
      [143, 356, 1],
      [148, 306, 1],
    ],
    full: [
      [152, 272, 1],
      [122, 304, 1],
      [104, 342, 1],
      [107, 378, 1],
      [124, 404, 1],
      [142, 424, 1],
      [148, 396, 1],
      [149, 354, 1],
      [152, 312, 1],
    ],
  },
  soleus: {
    rest: [
      [166, 314, 1],
      [152, 350, 1],
      [147, 404, 1],
      [145, 446, 1],
      [150, 488, 1],
      [156, 508, 1],
      [162, 470, 1],
      [168, 420, 1],
      [171, 362, 1],
    ],
    full: [
      [166, 320, 1],
      [150, 350, 1],
      [144, 402, 1],
      [140, 444, 1],
      [148, 482, 1],
      [155, 500, 1],
      [165, 468, 1],
      [177, 420, 1],
      [179, 364, 1],
    ],
  },
};

/** Achilles tendon, from both muscles to the heel. */
export const TENDON = [
  [146, 440, 1],
  [152, 486, 1],
  [155, 524, 1.2],
  [147, 562, 1.7],
  [137, 596, 2],
];

/** The deep vein, from the sole to the groin: the way the blood goes. */
export const DEEP_VEIN = [
  [264, 617, 2],
  [226, 612, 2],
  [194, 598, 2],
  [177, 570, 1.8],
  [172, 530, 1.1],
  [174, 480, 1],
  [178, 430, 1],
  [182, 380, 1],
  [181, 330, 1],
  [172, 284, 0.95],
  [166, 246, 0.5],
  [168, 206, 0.1],
  [172, 150, 0],
  [176, 80, 0],
  [180, 8, 0],
];

/** The vein beneath the skin, and the short ones that lead from it to the deep vein. */
export const SURFACE_VEIN = [
  [262, 598, 2],
  [220, 572, 2],
  [196, 546, 1.5],
  [198, 500, 1],
  [208, 440, 1],
  [220, 380, 1],
  [230, 320, 1],
  [236, 278, 0.9],
  [240, 240, 0.5],
  [242, 200, 0.1],
  [240, 140, 0],
  [228, 80, 0],
  [204, 30, 0],
  [182, 12, 0],
];
export const PERFORATORS = [
  [
    [204, 462, 1],
    [190, 452, 1],
    [177, 446, 1],
  ],
  [
    [221, 372, 1],
    [202, 364, 1],
    [183, 356, 1],
  ],
  [
    [241, 176, 0],
    [206, 168, 0],
    [171, 160, 0],
  ],
];

/** The artery, from the groin to the foot: blood that arrives. */
export const ARTERY = [
  [152, 8, 0],
  [152, 80, 0],
  [152, 150, 0],
  [153, 206, 0.1],
  [154, 246, 0.5],
  [160, 284, 0.95],
  [198, 322, 1],
  [200, 380, 1],
  [194, 440, 1],
  [188, 500, 1],
  [191, 540, 1.4],
  [214, 570, 2],
  [250, 592, 2.1],
  [284, 606, 2.3],
];

/**
 * Where along the deep vein (0 sole, 1 groin) its valves stand, on which side of the pump, and whose
 * flow goes through them where it is simulated: from the foot, at the knee, at the groin.
 * @type {import("./types.js").Valve[]}
 */
export const VALVES = [
  { at: 0.235, side: "below", flow: "foot" },
  { at: 0.335, side: "below", flow: "foot" },
  { at: 0.6, side: "above", flow: "knee" },
  { at: 0.72, side: "above", flow: "knee" },
  { at: 0.86, side: "above", flow: "out" },
];

/** The stretch of the deep vein that lies in the calf, where the muscle presses. */
export const PRESSED = { from: 0.36, to: 0.58 };

/** Above this fraction of the deep vein its blood goes as at the groin, with that of the thigh. */
export const GROIN = { from: 0.72, to: 0.86 };
