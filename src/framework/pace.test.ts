import { expect, test } from "vitest";
import { z } from "zod";
import { event } from "./event.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

const gates: (() => void)[] = [];

class Log extends State {
  lines: number[] = [];
  text = "";
  add = event(z.number(), (line) => void this.lines.push(line));
  wait = event(() => new Promise<void>((resolve) => gates.push(resolve)));
  fill = event(z.number(), (size) => void (this.text = "x".repeat(size)));
}

const limits = { messagesPerSecond: 10, messageBurst: 20, maxPending: 4 };

test("a sender over its pace is read more slowly, and nothing of it is refused", async () => {
  const app = new TestApp([Log], { limits });
  const tab = await app.tab();
  for (let id = 2; id <= 20; id++) tab.event(id, "Log.add", id);
  expect(tab.link.isPaused).toBe(false);
  for (let id = 21; id <= 25; id++) tab.event(id, "Log.add", id);
  expect(tab.link.isPaused).toBe(true);
  expect(tab.take()).toHaveLength(24);
  app.clock.advance(499);
  expect(tab.link.isPaused).toBe(true);
  app.clock.advance(2);
  expect(tab.link.isPaused).toBe(false);
});

test("who comes back on another socket has no more left than before", async () => {
  const app = new TestApp([Log], { limits });
  const tab = await app.tab();
  for (let id = 2; id <= 25; id++) tab.event(id, "Log.add", id);
  expect(tab.link.isPaused).toBe(true);
  tab.connection.closed();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", seen: 25, pending: [] });
  expect(again.link.isPaused).toBe(true);
  app.clock.advance(501);
  expect(again.link.isPaused).toBe(false);
  again.event(26, "Log.add", 26);
  expect(again.link.isPaused).toBe(true);
});

test("a socket that stands over its pace for too long is closed with slow", async () => {
  const app = new TestApp([Log], { limits });
  const tab = await app.tab();
  for (let id = 2; id <= 400; id++) tab.event(id, "Log.add", id);
  app.clock.advance(29_999);
  expect(tab.link.closedWith).toBeUndefined();
  app.clock.advance(1);
  expect(tab.link.closedWith).toBe("slow");
});

test("too many that wait stop the reading until there are fewer", async () => {
  const app = new TestApp([Log], { limits });
  const tab = await app.tab();
  tab.event(2, "Log.wait");
  for (let id = 3; id <= 6; id++) tab.event(id, "Log.add", id);
  expect(tab.link.isPaused).toBe(false);
  tab.event(7, "Log.add", 7);
  expect(tab.link.isPaused).toBe(true);
  gates.pop()?.();
  await settled();
  expect(tab.link.isPaused).toBe(false);
  expect(tab.take()).toHaveLength(6);
});

test("windows have a pace of their own", async () => {
  const app = new TestApp([Log], { limits: { windowsPerSecond: 1, messageBurst: 5 } });
  const tab = await app.tab();
  for (let id = 1; id <= 5; id++) tab.send({ t: "window", id, view: 1, s: "Log", n: "rows", q: { type: "close" } });
  expect(tab.link.isPaused).toBe(false);
  tab.send({ t: "window", id: 6, view: 1, s: "Log", n: "rows", q: { type: "close" } });
  expect(tab.link.isPaused).toBe(true);
});

test("a reader that is too slow gets one snapshot when it has caught up, with the answers that were due", async () => {
  const app = new TestApp([Log], { limits: { maxQueuedBytes: 1_000 } });
  const tab = await app.tab();
  tab.link.queuedBytes = 1_001;
  for (let id = 2; id <= 4; id++) tab.event(id, "Log.add", id);
  expect(tab.take()).toEqual([]);
  tab.link.queuedBytes = 0;
  tab.connection.drained();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":2,"full":true,"s":{"Log":{"lines":[2,3,4],"text":""}},"shapes":{"Log":{"events":["add","wait","fill"]}},"a":{"id":2}}',
    '{"t":"delta","v":3,"a":{"id":3}}',
    '{"t":"delta","v":4,"a":{"id":4}}',
  ]);
  tab.event(5, "Log.add", 5);
  expect(tab.take()).toEqual(['{"t":"delta","v":5,"s":{"Log":{"lines":[2,3,4,5]}},"a":{"id":5}}']);
});

test("a reader that never catches up is closed with slow", async () => {
  const app = new TestApp([Log], { limits: { maxQueuedBytes: 1_000 } });
  const tab = await app.tab();
  tab.link.queuedBytes = 1_001;
  tab.event(2, "Log.add", 2);
  app.clock.advance(30_000);
  expect(tab.link.closedWith).toBe("slow");
});
