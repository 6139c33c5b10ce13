/**
 * Files that Soleus hands out, where it runs in this browser: given to the share sheet of a phone or
 * saved as a file. A browser may fetch a link to a file past the worker, where no server answers.
 */

const FILES = /\.(json|csv|ics|html)$/;

/** @param {Document} page */
export function handOut(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "get") return;
    const address = new URL(form.action);
    if (!isFile(address) || event.defaultPrevented) return;
    event.preventDefault();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") address.searchParams.set(name, value);
    }
    void give(address);
  });
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    const address = new URL(link.href);
    if (!isFile(address)) return;
    event.preventDefault();
    void give(address);
  });
}

/** @param {URL} address */
function isFile({ origin, pathname }) {
  return origin === location.origin && FILES.test(pathname);
}

/** @param {URL} address */
async function give(address) {
  const got = await fetch(address);
  if (!got.ok) return;
  const said = got.headers.get("content-disposition") ?? "";
  const name =
    /filename="([^"]+)"/.exec(said)?.[1] ?? address.pathname.split("/").at(-1) ?? "soleus";
  const type = got.headers.get("content-type") ?? "application/octet-stream";
  const file = new File([await got.blob()], name, { type });
  if (!isHeld() || !navigator.canShare?.({ files: [file] })) save(file);
  else await navigator.share({ files: [file] }).catch((error) => notShared(error, file));
}

/**
 * Who closes the sheet is done. A browser that opens none, such as one for which the press is too
 * long ago, saves a file.
 * @param {unknown} error @param {File} file
 */
function notShared(error, file) {
  if (!(error instanceof DOMException && error.name === "AbortError")) save(file);
}

/** A phone or a tablet: its share sheet has "Save to Files" too. */
function isHeld() {
  return matchMedia("(pointer: coarse)").matches;
}

/** @param {File} file */
function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
