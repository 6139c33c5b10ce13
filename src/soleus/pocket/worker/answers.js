/** What each request is answered with: at once from what is kept, or from Python. */

import { ask } from "./asking.js";
import { kept } from "./files.js";
import { TooSoonError } from "./interpreter.js";
import { pagesOf, shellFile } from "./pages.js";

const IDLE_MS = 400;
const HELP = "/emergency";
/** How long the way to help may be asked of Python before the kept page is shown. */
const HELP_MS = 500;
const STARTING = "/starting";
const NOT_KEPT = "/not-kept";
const NOT_HERE = "/not-here";
const NO_BODY = new ArrayBuffer(0);

/**
 * @param {import("./files.js").Plan} plan
 * @param {ReturnType<typeof import("./running.js").runningOf>} running
 */
export function answersOf(plan, running) {
  const pages = pagesOf(plan);
  let renewals = 0;

  /** What is opened: never a wait without a page. @param {any} event @param {string} path */
  async function opened(event, path) {
    const { search } = new URL(event.request.url);
    const isKept = plan.kept.includes(path) && !search;
    if (!running.isReady()) {
      // the page itself has Python started, when it is there in full: that holds up this worker
      return (
        ((isKept && (await pages.page(path))) || null) ?? kept(plan, shellFile(plan, STARTING))
      );
    }
    const got = asked(event.request, NO_BODY);
    if (!isKept) return got;
    event.waitUntil(got.then((answer) => pages.keep(path, answer.clone())).catch(() => undefined));
    if (path !== HELP) return got.then((answer) => answer.clone());
    const shown = await Promise.race([got, after(HELP_MS)]).catch(() => null);
    return shown?.clone() ?? (await pages.page(path)) ?? got;
  }

  /** @param {Request} request @param {ArrayBuffer} body @returns {Promise<Response>} */
  async function asked(request, body) {
    let instead = NOT_KEPT;
    try {
      return await ask(await running.soleus(), request, body).catch(async (error) => {
        if (!(error instanceof TooSoonError)) throw error;
        instead = NOT_HERE;
        running.stop(); // it has gone on without what it lacked
        await running.complete();
        return ask(await running.soleus(), request, body);
      });
    } catch (error) {
      running.stop();
      console.error(error);
      return refused(request, instead);
    }
  }

  /** Nothing was kept of what was asked. @param {Request} request @param {string} why a page */
  async function refused(request, why) {
    if (request.mode !== "navigate") return Response.json({ error: {} }, { status: 503 });
    const page = await kept(plan, shellFile(plan, why));
    return new Response(await page.blob(), { status: 503, headers: page.headers });
  }

  /** Something is changed: it is answered when it has been kept. @param {any} event */
  async function changed(event) {
    const before = running.isReady() ? (await running.soleus()).writes() : null;
    const got = await asked(event.request, await event.request.arrayBuffer());
    // as a decision on answers that are not kept: every page is as it was
    if (running.isReady() && (await running.soleus()).writes() === before) return got;
    await pages.drop();
    event.waitUntil(after(IDLE_MS).then(renew));
    return got;
  }

  /** Make the pages anew that are shown at once, one after the other. */
  async function renew() {
    renewals += 1;
    const own = renewals;
    for (const path of plan.kept) {
      if (own !== renewals || !running.isReady()) return;
      const got = await asked(new Request(path), NO_BODY);
      if (own === renewals) await pages.keep(path, got);
      await after(0);
    }
  }

  /** After a start: pages that are still those of nobody become the person's. */
  async function warm() {
    if (await pages.isOfNobody(HELP)) await renew();
  }

  return { opened, asked, changed, warm, pages };
}

/** @param {number} ms @returns {Promise<null>} */
function after(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
