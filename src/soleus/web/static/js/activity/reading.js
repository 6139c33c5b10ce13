/** Shows how far the reading of files is, and opens what came of it once it is over. */

const EVERY_MS = 1000;

/** @param {HTMLElement} page @param {Window} window */
export function follow(page, window) {
  const address = page.dataset.reading ?? "";
  const bar = /** @type {HTMLProgressElement | null} */ (page.querySelector("progress"));
  const percent = page.querySelector("[data-percent]");
  const file = page.querySelector("[data-file]");

  const look = async () => {
    try {
      const answer = await fetch(address, { headers: { accept: "application/json" } });
      const said = await answer.json();
      if (said.is_over) {
        window.location.reload();
        return;
      }
      if (bar) bar.value = said.percent;
      if (percent) percent.textContent = `${said.percent} %`;
      if (file) file.textContent = said.file;
    } catch {
      // the server is busy or being started again; it is asked once more
    }
    window.setTimeout(look, EVERY_MS);
  };
  window.setTimeout(look, EVERY_MS);
}

const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-reading]"));
if (page) follow(page, window);
