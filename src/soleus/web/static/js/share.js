/** Hands a result on by the phone's own sheet; nothing goes anywhere but where the person sends it. */

/** Whether this browser has such a sheet. */
export function canShare() {
  return typeof navigator.share === "function";
}

/** Share the care card and what to tell the doctor, as they are read. */
export function share() {
  const parts = [...document.querySelectorAll(".care, .take-along")];
  const text = parts.map(wordsOf).join("\n\n");
  // put away without sending: there is nothing to say
  navigator.share({ title: document.title, text }).catch(() => {});
}

/** The words of a part, one block a line, without what opens only when it is pressed. */
function wordsOf(/** @type {Element} */ part) {
  const blocks = [...part.querySelectorAll("h1, h2, h3, p, li")];
  return blocks
    .filter((each) => !each.closest("details"))
    .map((each) => each.textContent?.replace(/\s+/g, " ").trim())
    .join("\n");
}
