import { expect, test } from "vitest";
import { z } from "zod";
import { bindable } from "./bindable.ts";
import { event } from "./event.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

const gates: (() => void)[] = [];

class Notes extends State {
  list: string[] = [];
  loads = 0;
  draft = bindable(z.string(), "");
  add = event(z.string(), (text) => {
    this.list.push(text);
    this.browser.toast(text);
    return this.list.length;
  });
  slow = event(async () => {
    await new Promise<void>((resolve) => gates.push(resolve));
    this.list.push("slow");
  });
  onLoad() {
    this.loads += 1;
  }
}

const welcome = (token: string, rest: string) =>
  `{"t":"welcome","token":"${token}","epoch":"r1",${rest},"limits":{"rate":50,"windows":20,"burst":100,"pending":64,"frame":65536}}`;

test("a dropped tab that has seen everything goes on without a snapshot", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.event(2, "Notes.add", "a");
  tab.connection.closed();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", seen: 2, pending: [] });
  expect(again.take()).toEqual([welcome(tab.token, '"resumed":true,"last":2,"durable":2,"answers":[]')]);
  again.event(3, "Notes.add", "b");
  expect(again.take()).toEqual([
    '{"t":"delta","v":3,"s":{"Notes":{"list":["a","b"]}},"a":{"id":3,"value":2,"commands":[{"type":"toast","message":"b","kind":"success"}]}}',
  ]);
});

test("what was applied and not seen is answered from the record, with everything whole", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.event(2, "Notes.add", "a");
  tab.connection.closed();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", seen: 1, pending: [2, 3] });
  expect(again.take()).toEqual([
    welcome(
      tab.token,
      '"resumed":true,"last":2,"durable":2,"answers":[{"id":2,"value":1,"commands":[{"type":"toast","message":"a","kind":"success"}]}]',
    ),
    '{"t":"delta","v":3,"full":true,"s":{"Notes":{"list":["a"],"loads":1,"draft":""}},' +
      '"shapes":{"Notes":{"events":["add","slow"],"bindable":["draft"]}}}',
  ]);
});

test("a repeated number is answered again and not run again", async () => {
  const tab = await new TestApp([Notes]).tab();
  tab.event(2, "Notes.add", "a");
  tab.event(2, "Notes.add", "a");
  const answer = '"a":{"id":2,"value":1,"commands":[{"type":"toast","message":"a","kind":"success"}]}}';
  expect(tab.take()).toEqual([
    `{"t":"delta","v":2,"s":{"Notes":{"list":["a"]}},${answer}`,
    `{"t":"delta","v":3,${answer}`,
  ]);
});

test("a gap in the numbers ends the socket with resync", async () => {
  const tab = await new TestApp([Notes]).tab();
  tab.event(4, "Notes.add", "a");
  expect(tab.link.closedWith).toBe("resync");
});

test("what was queued when the line broke is run once, in order", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.event(2, "Notes.slow");
  tab.event(3, "Notes.add", "b");
  tab.connection.closed();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", seen: 1, pending: [2, 3] });
  again.event(2, "Notes.slow");
  again.event(3, "Notes.add", "b");
  gates.pop()?.();
  await settled();
  expect(again.take()).toEqual([
    welcome(tab.token, '"resumed":true,"last":1,"durable":1,"answers":[]'),
    '{"t":"delta","v":2,"s":{"Notes":{"list":["slow"]}},"a":{"id":2}}',
    '{"t":"delta","v":3,"s":{"Notes":{"list":["slow","b"]}},"a":{"id":3,"value":2,"commands":[{"type":"toast","message":"b","kind":"success"}]}}',
  ]);
});

test("F5 keeps the State and opens the page again", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.event(2, "Notes.add", "a");
  tab.connection.closed();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", pending: [] });
  again.send({ t: "open", id: 3, route: "/", params: {}, query: {} });
  await settled();
  expect(again.take()).toEqual([
    welcome(tab.token, '"resumed":true,"last":2,"durable":2,"answers":[]'),
    '{"t":"delta","v":3,"full":true,"s":{"Notes":{"list":["a"],"loads":2,"draft":""}},' +
      '"shapes":{"Notes":{"events":["add","slow"],"bindable":["draft"]}},"a":{"id":3}}',
  ]);
});

test("F5 while an event runs waits behind it", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.event(2, "Notes.slow");
  tab.connection.closed();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", pending: [] });
  again.send({ t: "open", id: 3, route: "/", params: {}, query: {} });
  gates.pop()?.();
  await settled();
  expect(again.take().at(-1)).toContain('"s":{"Notes":{"list":["slow"],"loads":2,"draft":""}}');
});

test("a duplicated tab gets a token and a State of its own, the first goes on", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.event(2, "Notes.add", "a");
  tab.take();
  const copy = app.socket();
  copy.hello({ token: tab.token, epoch: "r1", pending: [] });
  expect(tab.take()).toEqual(['{"t":"ping"}']);
  tab.send({ t: "pong" });
  expect(copy.take()).toEqual([welcome("r3", '"resumed":false,"last":0,"durable":0,"answers":[]')]);
  tab.event(3, "Notes.add", "b");
  expect(tab.take()).toHaveLength(1);
});

test("a page that was loaded anew takes over from a socket that is dead and does not say so", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", pending: [] });
  expect(again.take()).toEqual([]);
  app.clock.advance(1_000);
  expect(again.take()).toEqual([welcome(tab.token, '"resumed":true,"last":1,"durable":1,"answers":[]')]);
  expect(tab.link.closedWith).toBe("replaced");
});

test("a page that comes back replaces its own dead socket at once", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  const again = app.socket();
  again.hello({ token: tab.token, epoch: "r1", seen: 1, pending: [] });
  expect(again.take()).toHaveLength(1);
  expect(tab.link.closedWith).toBe("replaced");
  tab.event(2, "Notes.add", "late");
  again.event(2, "Notes.add", "a");
  expect(again.take()).toEqual([expect.stringContaining('"list":["a"]')]);
});

test("a token is nothing without its cookie", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab("ann");
  tab.event(2, "Notes.add", "a");
  tab.connection.closed();
  const thief = app.socket("bob");
  thief.hello({ token: tab.token, epoch: "r1", seen: 2, pending: [2] });
  expect(thief.take()).toEqual([
    welcome("r3", '"resumed":false,"last":0,"durable":0,"answers":[{"id":2,"code":"gone"}]'),
  ]);
});

test("a session ends when its tab stays away too long", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  tab.connection.closed();
  app.clock.advance(5 * 60_000 - 1);
  expect(app.sessions.size).toBe(1);
  app.clock.advance(1);
  expect(app.sessions.size).toBe(0);
});

test("a page of another build, or of another protocol, is told to reload", () => {
  const app = new TestApp([Notes]);
  const [old, other] = [app.socket(), app.socket()];
  old.hello({ build: "b0" });
  other.hello({ v: 99 });
  expect([old.link.closedWith, other.link.closedWith]).toEqual(["protocol_unsupported", "protocol_unsupported"]);
});

test("a visitor who opens and closes tabs without end keeps no more of them than may be open", async () => {
  const app = new TestApp([Notes]);
  for (let count = 0; count < 30; count++) (await app.tab()).connection.closed();
  expect(app.sessions.size).toBe(20);
});

test("ends with restart, and leaves no timer behind", async () => {
  const app = new TestApp([Notes]);
  const tab = await app.tab();
  await app.sessions.close();
  expect(tab.link.closedWith).toBe("restart");
  expect(app.clock.waiting).toBe(0);
});
