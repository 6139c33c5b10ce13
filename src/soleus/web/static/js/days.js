/**
 * Opens every day of the week where there is room for seven columns, and on paper; on a phone today
 * is open and the others are one tap away.
 */

const days = document.querySelectorAll("details.day, .fold");
const isWide = window.matchMedia("(width >= 72rem)");

function openWhereWide() {
  if (isWide.matches)
    for (const day of document.querySelectorAll("details.day")) day.setAttribute("open", "");
}

openWhereWide();
isWide.addEventListener("change", openWhereWide);
window.addEventListener("beforeprint", () => {
  for (const each of days) each.setAttribute("open", "");
});
