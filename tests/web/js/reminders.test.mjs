import assert from "node:assert/strict";
import { test } from "node:test";
import {
  onNotificationClick,
  ownPath,
} from "../../../src/soleus/web/static/js/reminders/clicked.js";
import { absence } from "../../../src/soleus/web/static/js/reminders/idle.js";
import { isTimeToAsk, minutesAsleep } from "../../../src/soleus/web/static/js/reminders/watch.js";

const MINUTE = 60_000;
const seen = { wall: 0, own: 0, isSeen: true };

test("a machine slept when the wall clock ran on and its own did not", () => {
  const now = { wall: 480 * MINUTE, own: 15_000, isSeen: false };
  assert.equal(Math.round(minutesAsleep({ ...seen, isSeen: false }, now)), 480);
});

test("a page out of sight that gets no ticks did not sleep", () => {
  const hidden = { ...seen, isSeen: false };
  assert.equal(minutesAsleep(hidden, { wall: 30 * MINUTE, own: 30 * MINUTE, isSeen: true }), 0);
});

test("a page in sight that gets no ticks did", () => {
  assert.equal(minutesAsleep(seen, { wall: 30 * MINUTE, own: 30 * MINUTE, isSeen: true }), 30);
});

test("a clock set back is no sleep", () => {
  assert.equal(minutesAsleep(seen, { wall: -60 * MINUTE, own: 15_000, isSeen: true }), 0);
});

test("the server is asked when a break has come, after a while, and when the clock was set back", () => {
  const told = {
    due: null,
    next: { at: new Date(10 * MINUTE).toISOString() },
    notice: null,
    away_minutes: 5,
  };
  assert.equal(isTimeToAsk(null, 0, 0), true);
  assert.equal(isTimeToAsk(told, 9 * MINUTE, 9.5 * MINUTE), false);
  assert.equal(isTimeToAsk(told, 9 * MINUTE, 10 * MINUTE), true);
  assert.equal(isTimeToAsk(told, 10 * MINUTE, 11 * MINUTE), false);
  assert.equal(isTimeToAsk(told, 11 * MINUTE, 16 * MINUTE), true);
  assert.equal(isTimeToAsk(told, 11 * MINUTE, 2 * MINUTE), true);
});

test("an exercise whose time has come is asked for too", () => {
  const at = new Date(10 * MINUTE).toISOString();
  const told = { due: null, next: null, notice: null, away_minutes: 5, exercises: [{ next: at }] };
  assert.equal(isTimeToAsk(told, 9 * MINUTE, 9.5 * MINUTE), false);
  assert.equal(isTimeToAsk(told, 9 * MINUTE, 10 * MINUTE), true);
});

test("a locked screen is an absence, told once it is unlocked", () => {
  const told = [];
  const look = absence((minutes) => told.push(minutes));
  const active = { userState: "active", screenState: "unlocked" };
  look(active, 0);
  look({ userState: "idle", screenState: "locked" }, 12 * MINUTE);
  look({ userState: "active", screenState: "locked" }, 15 * MINUTE);
  assert.deepEqual(told, []);
  look(active, 20 * MINUTE);
  assert.deepEqual(told, [8]);
});

test("an hour without a touch is no absence", () => {
  const told = [];
  const look = absence((minutes) => told.push(minutes));
  look({ userState: "active", screenState: "unlocked" }, 0);
  look({ userState: "idle", screenState: "unlocked" }, 1 * MINUTE);
  look({ userState: "active", screenState: "unlocked" }, 60 * MINUTE);
  assert.deepEqual(told, []);
});

test("a clock set back during an absence makes none up", () => {
  const told = [];
  const look = absence((minutes) => told.push(minutes));
  look({ userState: "idle", screenState: "locked" }, 100 * MINUTE);
  look({ userState: "active", screenState: "unlocked" }, 50 * MINUTE);
  assert.deepEqual(told, []);
});

test("only a path of our own is opened", () => {
  assert.equal(ownPath("/session/ankle-pumps"), "/session/ankle-pumps");
  for (const foreign of ["https://example.org/", "//example.org", "/\\example.org", undefined]) {
    assert.equal(ownPath(foreign), "/");
  }
});

/** @param {string} action @param {unknown} data */
function pressed(action, data) {
  const waited = [];
  const event = {
    action,
    notification: { data, close: () => waited.push("closed") },
    waitUntil: (promise) => waited.push(promise),
  };
  onNotificationClick(event);
  return waited;
}

test("a press opens the session in a tab that is there, and never in one with a session", async () => {
  const went = [];
  const tab = (url) => ({
    url,
    focus: async () => {},
    navigate: async (to) => went.push([url, to]),
  });
  globalThis.clients = {
    matchAll: async () => [tab("http://localhost/session/run/1"), tab("http://localhost/")],
    openWindow: async (to) => went.push(["new", to]),
  };
  await pressed("", { kind: "break", url: "/session/ankle-pumps" })[1];
  assert.deepEqual(went, [["http://localhost/", "/session/ankle-pumps"]]);
  globalThis.clients.matchAll = async () => [tab("http://localhost/session/run/1")];
  await pressed("start", { kind: "break", url: "/session/ankle-pumps" })[1];
  assert.deepEqual(went[1], ["new", "/session/ankle-pumps"]);
});

test("another notice is left to others", () => {
  assert.deepEqual(pressed("", { kind: "other" }), []);
});

test("moved is noted without opening anything", async () => {
  const asked = [];
  globalThis.fetch = async (url, options) => asked.push([url, options.method]);
  await pressed("moved", { kind: "break", url: "/session/ankle-pumps" })[1];
  assert.deepEqual(asked, [["/api/reminders/moved", "POST"]]);
});

test("a second notice takes the place of the first and is heard all the same", async () => {
  const shown = [];
  const kept = new Map([["soleus.reminders.wanted", "yes"]]);
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };
  globalThis.Notification = class {
    static permission = "granted";
    constructor(_title, options) {
      shown.push(options);
    }
  };
  globalThis.navigator ??= /** @type {any} */ ({});
  const { show } = await import("../../../src/soleus/web/static/js/reminders/notices.js");
  const notice = (id) => ({ id, at: id, says: "Stand up.", link: "/session/ankle-pumps" });
  await show(notice("2026-03-02T09:40:00+00:00"));
  await show(notice("2026-03-02T10:25:00+00:00"));
  assert.equal(shown.length, 2);
  assert.equal(shown[0].tag, shown[1].tag);
  assert.ok(shown[1].tag);
  assert.deepEqual(
    shown.map((each) => each.renotify),
    [true, true],
  );
});
