/** Talking with the worker in which Soleus itself runs, where there is no server. */

const PING_MS = 20_000;

/** The worker of this origin, once it answers for this page. @returns {Promise<ServiceWorker>} */
export async function inCharge() {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (serviceWorker.controller) return serviceWorker.controller;
  return new Promise((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => {
      if (serviceWorker.controller) resolve(serviceWorker.controller);
    });
  });
}

/** Have Soleus start; over when it has. @returns {Promise<void>} */
export async function started() {
  const worker = await inCharge();
  await new Promise((resolve, reject) => {
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data?.soleus === "ready") resolve(undefined);
      if (data?.soleus === "failed") reject(new Error(data.why));
    });
    worker.postMessage("start");
  });
}

/** A browser stops a worker that nobody asks for anything: a page that is looked at keeps it. */
export function keepAwake() {
  setInterval(() => {
    if (document.visibilityState === "visible") {
      navigator.serviceWorker?.controller?.postMessage("here");
    }
  }, PING_MS);
}
