/** How a simulated leg is drawn, beside a session and in pairs: larger than life, and gliding. */

/** How fast a difference between what was shown and what is to be shown dies away. Seconds. */
export const GLIDE_SECONDS = 0.18;

/** How far the vein that swells or shrinks most is drawn wider or slimmer: larger than life. */
export const LARGEST_SWELLING = 0.5;

/** A valve stands wide open at this share of the largest flow through it. */
export const WIDE_OPEN = 0.3;

/** How far the fastest blood of a leaking surface vein goes in a second, as a share of it. */
export const FASTEST_AT_SURFACE = 0.35;
