/** A request of a page as Python is told it, and Python's answer as the page gets it. */

import { zone } from "./interpreter.js";

/**
 * Ask for an address.
 * @param {import("./python.js").Soleus} soleus @param {Request} request @param {ArrayBuffer} body
 */
export async function ask(soleus, request, body) {
  const told = {
    method: request.method,
    url: request.url.split("#")[0],
    headers: [...request.headers, ...added()],
    referrer: request.referrer.startsWith("http") ? request.referrer : "",
    is_page: request.mode === "navigate",
  };
  const [{ status, headers }, content] = await soleus.answer(told, body);
  const hasBody = status !== 204 && status !== 304 && request.method !== "HEAD";
  return new Response(hasBody ? content : null, { status, headers });
}

/** What the browser adds on the way to a server, and what our own pages' script would say. */
function added() {
  const languages = navigator.languages.length ? navigator.languages : [navigator.language];
  const weighed = languages.map((tag, at) => (at ? `${tag};q=${weight(at)}` : tag));
  return [
    ["accept-language", weighed.join(",")],
    ["user-agent", navigator.userAgent],
    ["soleus-zone", zone()],
  ];
}

/** @param {number} at */
function weight(at) {
  return Math.max(0.1, 1 - at / 10).toFixed(1);
}
