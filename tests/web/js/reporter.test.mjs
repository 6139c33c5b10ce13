import assert from "node:assert/strict";
import { test } from "node:test";
import { SESSION, settled } from "./support.mjs";

const { createReporter } = await import(`${SESSION}/reporter.js`);

/** A server that answers as told and keeps what it accepted, each id once. */
function fakeServer() {
  const server = { answers: [], refuses: null, accepted: [], requests: [], beacons: [] };
  server.send = async (_url, { body }) => {
    const { events } = JSON.parse(body);
    server.requests.push(events);
    const isRefused = events.some((event) => event.do === server.refuses);
    const status = server.answers.shift() ?? (isRefused ? 422 : 200);
    if (status === "down") throw new TypeError("no connection");
    if (status === 200) {
      for (const event of events) {
        if (!server.accepted.some(({ id }) => id === event.id)) server.accepted.push(event);
      }
    }
    const data = { state: { phase: "running" }, error: { message: "That did not fit." } };
    return { ok: status === 200, status, json: async () => data };
  };
  return server;
}

function reporting(server, more = {}) {
  const seen = { states: [], faults: [], retries: [] };
  const reporter = createReporter({
    url: "/api/sessions/1/events",
    send: server.send,
    beacon: (url, body) => server.beacons.push({ url, body }) > 0,
    later: (run, seconds) => seen.retries.push({ run, seconds }),
    onState: (state) => seen.states.push(state),
    onFault: (fault) => seen.faults.push(fault),
    ...more,
  });
  return { reporter, seen };
}

const names = (events) => events.map((event) => event.do);

test("events arrive in order, each with an id of its own", async () => {
  const server = fakeServer();
  const { reporter, seen } = reporting(server);
  await Promise.all(["begin", "pause", "resume"].map((name) => reporter.report(name)));
  assert.deepEqual(names(server.accepted), ["begin", "pause", "resume"]);
  assert.equal(new Set(server.accepted.map(({ id }) => id)).size, 3);
  assert.equal(reporter.waiting, 0);
  assert.ok(seen.states.length > 0);
});

test("an event says how long ago it happened when it is sent at last", async () => {
  const server = fakeServer();
  server.answers = ["down"];
  let ms = 1000;
  const { reporter, seen } = reporting(server, { now: () => ms });
  await reporter.report("pause", { position: { segment: 1, seconds: 2 } });
  assert.equal(reporter.waiting, 1);
  assert.equal(seen.faults[0].waiting, 1);
  ms += 4000;
  await seen.retries[0].run();
  assert.equal(server.accepted[0].ago_seconds, 4);
  assert.deepEqual(server.accepted[0].position, { segment: 1, seconds: 2 });
});

test("while the server is away it tries less and less often and loses nothing", async () => {
  const server = fakeServer();
  server.answers = ["down", 503, "down"];
  const { reporter, seen } = reporting(server);
  await reporter.report("begin");
  await seen.retries[0].run();
  await seen.retries[1].run();
  assert.deepEqual(
    seen.retries.map(({ seconds }) => seconds),
    [1, 2, 4],
  );
  await reporter.report("pause");
  assert.deepEqual(names(server.accepted), ["begin", "pause"]);
});

test("one event that is refused does not keep the others back", async () => {
  const server = fakeServer();
  server.answers = ["down"];
  server.refuses = "answer";
  const { reporter, seen } = reporting(server);
  await reporter.report("begin");
  void reporter.report("answer");
  await reporter.report("stop");
  await settled();
  assert.deepEqual(names(server.accepted), ["begin", "stop"]);
  assert.equal(seen.faults.at(-1).text, "That did not fit.");
});

test("what waits goes out as a beacon when the page is left, and counts once", async () => {
  const server = fakeServer();
  server.answers = ["down"];
  const { reporter, seen } = reporting(server);
  await reporter.report("lost");
  reporter.leave();
  const { events } = JSON.parse(await server.beacons[0].body.text());
  assert.equal(server.beacons[0].body.type, "application/json");
  await seen.retries[0].run();
  assert.equal(server.accepted[0].id, events[0].id);
});

test("nothing is sent when nothing waits", async () => {
  const server = fakeServer();
  const { reporter } = reporting(server);
  await reporter.flush();
  reporter.leave();
  assert.equal(server.requests.length + server.beacons.length, 0);
});

test("what is reported while an answer is on its way is sent after it", async () => {
  const server = fakeServer();
  const { reporter } = reporting(server);
  const first = reporter.report("begin");
  await Promise.resolve();
  void reporter.report("beat");
  await first;
  await settled();
  assert.deepEqual(names(server.accepted), ["begin", "beat"]);
});
