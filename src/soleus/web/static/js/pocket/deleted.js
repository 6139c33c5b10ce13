/** After all data was deleted: has the worker remove the journal's store, the cookies and its pages. */

export {};

const PATIENCE_MS = 10_000;

await new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  setTimeout(resolve, PATIENCE_MS);
  navigator.serviceWorker?.controller?.postMessage("forget", [port2]);
});
document.getElementById("forgetting")?.remove();
document.getElementById("forgotten")?.removeAttribute("hidden");
