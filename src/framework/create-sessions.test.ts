import { expect, test } from "vitest";
import { z } from "zod";
import { bindable } from "./bindable.ts";
import { event } from "./event.ts";
import { reject } from "./reject.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

class Counter extends State {
  count = 0;
  items: { title: string; done: boolean }[] = [];
  title = bindable(z.string().max(10), "");
  _secret = "canary";
  #hidden = 1;

  get double() {
    return this.count * 2;
  }

  get open() {
    return this.items.filter((item) => !item.done);
  }

  add = event(() => {
    this.count += 1;
    return this.count;
  });
  addItem = event(z.object({ title: z.string() }), async ({ title }) => {
    await Promise.resolve();
    this.items.push({ title, done: false });
  });
  finish = event(z.number(), (index) => {
    const item = this.items[index];
    if (item === undefined) throw reject("There is no such item.", { field: "index" });
    item.done = true;
    this.#hidden += 1;
    return this.#hidden;
  });
  fail = event(async () => {
    this.count = 100;
    this.items.push({ title: "lost", done: false });
    await this.flush();
    this.items.length = 0;
    throw new Error("canary of the log");
  });
  say = event(() => {
    this.browser.toast("Saved");
    this.browser.redirect("/next");
  });
  helper() {
    return this._secret;
  }
}

test("welcomes a new tab and answers its first page with whole States and their shapes", async () => {
  const app = new TestApp([Counter]);
  const tab = app.socket();
  tab.hello();
  tab.send({ t: "open", id: 1, route: "/", params: {}, query: {} });
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"welcome","token":"r2","epoch":"r1","resumed":false,"last":0,"durable":0,"answers":[],' +
      '"limits":{"rate":50,"windows":20,"burst":100,"pending":64,"frame":65536}}',
    '{"t":"delta","v":1,"full":true,"s":{"Counter":{"count":0,"items":[],"title":"","double":0,"open":[]}},' +
      '"shapes":{"Counter":{"events":["add","addItem","finish","fail","say"],"bindable":["title"]}},"a":{"id":1}}',
  ]);
});

test("runs an event that does not await through to its frame at once", async () => {
  const tab = await new TestApp([Counter]).tab();
  tab.event(2, "Counter.add");
  expect(tab.take()).toEqual(['{"t":"delta","v":2,"s":{"Counter":{"count":1,"double":2}},"a":{"id":2,"value":1}}']);
});

test("sends what changed inside a var as patches, its getters too", async () => {
  const tab = await new TestApp([Counter]).tab();
  for (const [at, title] of ["a", "b", "c", "d", "e", "f"].entries()) tab.event(2 + at, "Counter.addItem", { title });
  await settled();
  expect(tab.take().at(-1)).toBe(
    '{"t":"delta","v":7,"p":[[1,["Counter","items"],5,0,[{"title":"f","done":false}]],' +
      '[1,["Counter","open"],5,0,[{"title":"f","done":false}]]],"a":{"id":7}}',
  );
  tab.event(8, "Counter.finish", 1);
  expect(tab.take()).toEqual([
    '{"t":"delta","v":8,"p":[[0,["Counter","items",1,"done"],true],[1,["Counter","open"],1,1]],"a":{"id":8,"value":2}}',
  ]);
});

test("takes back all that a failed event changed, also what a flush had shown", async () => {
  const app = new TestApp([Counter]);
  const tab = await app.tab();
  tab.event(2, "Counter.fail");
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":2,"s":{"Counter":{"count":100,"items":[{"title":"lost","done":false}],"double":200,' +
      '"open":[{"title":"lost","done":false}]}}}',
    '{"t":"delta","v":3,"s":{"Counter":{"count":0,"items":[],"double":0,"open":[]}},' +
      '"a":{"id":2,"code":"failed","error":{"code":"INTERNAL","message":"Something went wrong on the server.","id":"r3"}}}',
  ]);
  expect(app.log).toMatchObject([{ level: "error", details: { id: "r3", event: "Counter.fail" } }]);
});

test("tells the text of a rejection and the field that it belongs to", async () => {
  const tab = await new TestApp([Counter]).tab();
  tab.event(2, "Counter.finish", 7);
  expect(tab.take()).toEqual([
    '{"t":"delta","v":2,"a":{"id":2,"code":"rejected","error":{"code":"REJECTED","message":"There is no such item.","field":"index"}}}',
  ]);
});
