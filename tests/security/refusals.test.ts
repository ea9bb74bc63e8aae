// Nothing is bounded in silence: what a guard or a limit refuses, closes or slows is counted by its code and told once a
// minute. Raw frames and upgrades against an app on a real port; time is in the test's hand.
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { bindable } from "../../src/framework/bindable.ts";
import { event } from "../../src/framework/event.ts";
import { register } from "../../src/framework/state-registry.ts";
import { State } from "../../src/framework/state.ts";
import { FakeClock } from "../client/fake-server.ts";
import { startApp } from "../support/start-app.ts";

class Desk extends State {
  note = bindable(z.string().max(5), "");
  add = event(z.number(), (by) => by + 1);
}
register(Desk, "Desk");

const hello = { t: "hello", v: 1, build: "test" };
const open = { t: "open", id: 1, route: "/", params: {}, query: {} };
const told: unknown[] = [];
const clock = new FakeClock();
let app: Awaited<ReturnType<typeof startApp>>;
let origin: string;

beforeAll(async () => {
  const log = { error: () => {}, warn: (details: object) => void told.push(details) };
  const limits = { maxTabsPerSession: 2, messageBurst: 4, messagesPerSecond: 1 };
  app = await startApp({ pages: [{ route: "/", states: ["Desk"] }], clock, log, limits });
  origin = `http://127.0.0.1:${app.port}`;
});

afterAll(() => app?.[Symbol.asyncDispose]());

beforeEach(async () => {
  await nextMinute();
  told.length = 0;
});

/** Lets a minute pass, with nobody there to be silent in it; what was told. */
async function nextMinute(): Promise<unknown> {
  await expect.poll(() => health()).toMatchObject({ tabs: 0 });
  clock.pass(60_000);
  return told.at(-1);
}

async function health(query = ""): Promise<object> {
  return Object(await (await fetch(`${origin}/_rx/health${query}`)).json());
}

function socket({ from = origin, path = "/_rx", cookie = "" } = {}): WebSocket {
  const made = new WebSocket(`ws://127.0.0.1:${app.port}${path}`, { origin: from, headers: { cookie } });
  made.on("error", () => {});
  return made;
}

/** Sends these frames; resolves with what the server said until its word `bye`, or until `count` frames are here. */
async function talk(frames: readonly unknown[], count = Number.POSITIVE_INFINITY): Promise<readonly string[]> {
  const tab = socket();
  const heard: string[] = [];
  const enough = Promise.withResolvers<void>();
  tab.on("message", (data) => {
    heard.push(String(data));
    if (heard.length >= count) enough.resolve();
  });
  await once(tab, "open");
  for (const frame of frames) tab.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  await Promise.race([once(tab, "close"), enough.promise]);
  if (tab.readyState !== WebSocket.CLOSED) {
    tab.close();
    await once(tab, "close");
  }
  return heard;
}

test("a minute in which nothing was refused says nothing", async () => {
  await talk([hello, open], 2);
  await nextMinute();
  expect(told).toEqual([]);
});

test("messages that are answered with an error count by its code", async () => {
  const heard = await talk(
    [
      hello,
      open,
      { t: "event", id: 2, s: "Desk", n: "constructor" },
      { t: "event", id: 3, s: "Desk", n: "add", i: "one" },
      { t: "set", id: 4, s: "Desk", n: "note", v: "far too long" },
    ],
    5,
  );
  expect(heard.slice(2).map((text) => JSON.parse(text).a.error.code)).toEqual([
    "EVENT_UNKNOWN",
    "INPUT_INVALID",
    "INPUT_INVALID",
  ]);
  expect(await nextMinute()).toEqual({ refused: { EVENT_UNKNOWN: 1, INPUT_INVALID: 2 } });
  await nextMinute();
  expect(told).toHaveLength(1);
});

test("windows that are refused do, too", async () => {
  const query = { type: "page", want: 10 };
  await talk([hello, open, { t: "window", id: 1, view: 1, s: "Desk", n: "rows", q: query }], 3);
  expect(await nextMinute()).toEqual({ refused: { ROWS_UNKNOWN: 1 } });
});

test("a socket that is closed counts by what was wrong with it", async () => {
  expect(await talk(["{"])).toHaveLength(1);
  expect(await talk([open])).toHaveLength(1);
  expect(await talk([{ ...hello, build: "another" }])).toHaveLength(1);
  expect(await talk([hello, `{"t":"event","id":1,"s":"${"x".repeat(70_000)}","n":"a"}`])).toHaveLength(2);
  expect(await nextMinute()).toEqual({
    refused: { BAD_MESSAGE: 3, protocol_unsupported: 1 },
  });
});

test("a frame above every limit, which is not read, counts as a bad message", async () => {
  expect(await talk(["x".repeat(2 * 1024 * 1024)])).toEqual([]);
  expect(await nextMinute()).toEqual({ refused: { bad_message: 1 } });
});

test("an upgrade from elsewhere, or to elsewhere, counts", async () => {
  const others = [socket({ from: "http://evil.example" }), socket({ path: "/_rx/other" }), socket({ from: "null" })];
  await Promise.all(others.map((other) => new Promise((resolve) => other.on("close", resolve))));
  expect(await nextMinute()).toEqual({ refused: { bad_origin: 2, bad_path: 1 } });
});

test("one tab too many counts", async () => {
  const first = socket();
  const [{ headers }] = await once(first, "upgrade");
  const cookie = String(headers["set-cookie"]).split(";")[0] ?? "";
  const others = [socket({ cookie }), socket({ cookie })];
  const closed = await Promise.race(others.map((other) => once(other, "close")));
  expect(closed[0]).toBe(4103);
  for (const tab of [first, ...others]) tab.close();
  expect(await nextMinute()).toEqual({ refused: { too_many_tabs: 1 } });
});

test("a sender over its pace is slowed, which counts", async () => {
  const calls = Array.from({ length: 4 }, (_, index) => ({ t: "event", id: index + 2, s: "Desk", n: "add", i: 1 }));
  const tab = socket();
  const answers: string[] = [];
  tab.on("message", (data) => answers.push(String(data)));
  await once(tab, "open");
  for (const frame of [hello, open, ...calls]) tab.send(JSON.stringify(frame));
  await expect.poll(() => answers.length).toBe(6);
  // It is not read, so nobody would hear that it closes: a few seconds later it may send again.
  clock.pass(5_000);
  tab.close();
  expect(await nextMinute()).toEqual({ refused: { paused: 1 } });
});

test("health stays small: it tells how many tabs there are, and no more", async () => {
  for (const query of ["", "?detail"]) expect(await health(query)).toEqual({ status: "ok", tabs: 0 });
});
