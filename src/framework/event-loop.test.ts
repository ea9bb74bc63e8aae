import { expect, test } from "vitest";
import { z } from "zod";
import { bindable } from "./bindable.ts";
import { event } from "./event.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";
import type { PageLoad } from "./types/state-class.ts";
import { url } from "./url.ts";

const gates: (() => void)[] = [];
const wait = () => new Promise<void>((resolve) => gates.push(resolve));

class Shop extends State {
  log: string[] = [];
  name = bindable(z.string().trim().max(5), "");
  tab = url(z.enum(["open", "paid"]), "open");
  size = url(z.coerce.number().int().max(100), 10);
  big = "";
  _price = 3;
  slow = event(async (context) => {
    await wait();
    this.log.push(context.signal.aborted ? "aborted" : "done");
  });
  mark = event(z.string(), (text) => void this.log.push(text));
  other = event(async () => {
    const cart = await this.get(Cart);
    cart.count += 1;
    return cart.count;
  });
  nested = event(async () => {
    await this.mark("from within");
    return this.mark(this.name);
  });
  wrong = event(async () => this.mark(7 as unknown as string));
  grow = event(z.number(), (size) => {
    this.big = "x".repeat(size);
  });
  leak = event(async () => {
    queueMicrotask(() => undefined);
    void wait().then(() => {
      this.log.push("behind");
    });
  });
  unsendable = event(() => {
    this.log.push("before");
    return () => 1;
  });
  query = event(() => {
    const { log } = this;
    return {
      // oxlint-disable-next-line unicorn/no-thenable -- a query that is returned without await is one
      then(resolve: (rows: number) => void) {
        log.push("ran");
        resolve(7);
      },
    };
  });
  keys = event(({ key }) => key);
  total(): number {
    return this._price;
  }
}

class Cart extends State {
  count = 0;
}

class Order extends State {
  static params = z.object({ id: z.coerce.number().int() });
  static query = z.object({ view: z.string().optional() });
  id = 0;
  view = "";
  edits = 0;
  edit = event(() => void (this.edits += 1));
  onLoad({ params, query }: PageLoad<typeof Order>) {
    this.id = params.id;
    this.view = query.view ?? "none";
  }
}

const twoPages = [
  { route: "/", states: ["Shop"] },
  { route: "/orders/[id]", states: ["Order"] },
];

test("events of one tab run strictly in order, and a set waits with them", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.event(2, "Shop.slow");
  tab.set(3, "Shop.name", "milk");
  tab.event(4, "Shop.mark", "after");
  expect(tab.take()).toEqual([]);
  gates.pop()?.();
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":2,"s":{"Shop":{"log":["done"]}},"a":{"id":2}}',
    '{"t":"delta","v":3,"s":{"Shop":{"name":"milk"}},"a":{"id":3}}',
    '{"t":"delta","v":4,"s":{"Shop":{"log":["done","after"]}},"a":{"id":4}}',
  ]);
});

test.each([
  ["a value that the schema refuses", "Shop.name", "too long", "rejected", '"field":"name"'],
  ["a plain var", "Shop.big", "x", "gone", "VAR_UNKNOWN"],
  ["a private member", "Shop._price", 1, "gone", "VAR_UNKNOWN"],
  ["a prototype", "Shop.__proto__", {}, "gone", "VAR_UNKNOWN"],
  ["another State", "Nobody.name", "x", "gone", "VAR_UNKNOWN"],
])("a set of %s changes nothing", async (_, target, value, code, part) => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.set(2, target, value);
  const [frame] = tab.take();
  expect(frame).toContain(`{"t":"delta","v":2,"a":{"id":2,"code":"${code}","error":`);
  expect(frame).toContain(part);
});

test.each(["total", "constructor", "__proto__", "flush", "get", "onLoad", "toString", "_price", "log", "nobody"])(
  "%s cannot be called",
  async (name) => {
    const tab = await new TestApp([Shop, Cart]).tab();
    tab.event(2, `Shop.${name}`);
    expect(tab.take()).toEqual([expect.stringContaining('"a":{"id":2,"code":"gone","error":{"code":"EVENT_UNKNOWN"')]);
  },
);

test("the server's value of a set comes back", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.set(2, "Shop.name", " milk ");
  expect(tab.take()).toEqual(['{"t":"delta","v":2,"s":{"Shop":{"name":"milk"}},"a":{"id":2}}']);
});

test("another State of the tab is changed by the same event", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.event(2, "Shop.other");
  await settled();
  expect(tab.take()).toEqual(['{"t":"delta","v":2,"s":{"Cart":{"count":1}},"a":{"id":2,"value":1}}']);
});

test("an event that is called on the server checks its input too", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.set(2, "Shop.name", "x");
  tab.event(3, "Shop.nested");
  tab.event(4, "Shop.wrong");
  await settled();
  expect(tab.take().slice(1)).toEqual([
    '{"t":"delta","v":3,"s":{"Shop":{"log":["from within","x"]}},"a":{"id":3}}',
    expect.stringContaining('{"t":"delta","v":4,"a":{"id":4,"code":"rejected","error":{"code":"INPUT_INVALID"'),
  ]);
});

test("an event that takes too long fails, its signal aborts and the next one runs", async () => {
  const app = new TestApp([Shop, Cart]);
  const tab = await app.tab();
  tab.event(2, "Shop.slow");
  tab.event(3, "Shop.mark", "next");
  app.clock.advance(60_000);
  expect(tab.take()).toEqual([
    expect.stringContaining('{"t":"delta","v":2,"a":{"id":2,"code":"failed","error":{"code":"INTERNAL"'),
    '{"t":"delta","v":3,"s":{"Shop":{"log":["next"]}},"a":{"id":3}}',
  ]);
  gates.pop()?.();
  await settled();
  expect(tab.take()).toEqual([]);
});

test("what runs on behind an event cannot change the State", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  process.once("unhandledRejection", onError);
  tab.event(2, "Shop.leak");
  await settled();
  gates.pop()?.();
  await settled();
  await settled();
  process.off("unhandledRejection", onError);
  expect(errors).toMatchObject([{ code: "STATE_WRITE_OUTSIDE" }]);
  expect(tab.take()).toEqual(['{"t":"delta","v":2,"a":{"id":2}}']);
});

test("a value that cannot be sent fails the event and changes nothing", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.event(2, "Shop.unsendable");
  expect(tab.take()).toEqual([expect.stringContaining('{"t":"delta","v":2,"a":{"id":2,"code":"failed"')]);
  tab.event(3, "Shop.mark", "a");
  expect(tab.take()).toEqual(['{"t":"delta","v":3,"s":{"Shop":{"log":["a"]}},"a":{"id":3}}']);
});

test("a State that grows too large is taken back", async () => {
  const app = new TestApp([Shop, Cart], { limits: { stateWarnBytes: 1_000, stateMaxBytes: 2_000 } });
  const tab = await app.tab();
  tab.event(2, "Shop.grow", 1_500);
  expect(app.log).toMatchObject([{ level: "warn", message: "A tab's State is large." }]);
  tab.event(3, "Shop.grow", 3_000);
  tab.event(4, "Shop.mark", "a");
  expect(tab.take().slice(1)).toEqual([
    expect.stringContaining('"a":{"id":3,"code":"state_too_large","error":{"code":"STATE_TOO_LARGE"'),
    '{"t":"delta","v":4,"s":{"Shop":{"log":["a"]}},"a":{"id":4}}',
  ]);
});

test("a query that an event returns without await is run as part of it", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.event(2, "Shop.query");
  await settled();
  expect(tab.take()).toEqual(['{"t":"delta","v":2,"s":{"Shop":{"log":["ran"]}},"a":{"id":2,"value":7}}']);
});

test("an event's key is the same for a repeat and names no token", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.event(2, "Shop.keys");
  const { a } = JSON.parse(tab.take()[0] ?? "");
  expect(a.value).toMatch(/^[\w-]{43}:2$/);
  expect(a.value).not.toContain(tab.token);
});

test("the address sets url vars; what a schema refuses is the initial value", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.send({ t: "open", id: 2, route: "/", params: {}, query: { tab: "paid", size: "20" } });
  await settled();
  tab.send({ t: "open", id: 3, route: "/", params: {}, query: { tab: "evil", size: "1e9" } });
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":2,"s":{"Shop":{"tab":"paid","size":20}},"a":{"id":2}}',
    '{"t":"delta","v":3,"s":{"Shop":{"tab":"open","size":10}},"a":{"id":3}}',
  ]);
});

test("a State with params is made anew when they change, and kept when they do not", async () => {
  const tab = new TestApp([Shop, Order], { pages: twoPages }).socket();
  tab.hello();
  const open = (id: number, order: string, query = {}) =>
    tab.send({ t: "open", id, route: "/orders/[id]", params: { id: order }, query });
  open(1, "7");
  await settled();
  tab.event(2, "Order.edit");
  tab.take();
  open(3, "7", { view: "all" });
  await settled();
  open(4, "8");
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":3,"s":{"Order":{"view":"all"}},"a":{"id":3}}',
    '{"t":"delta","v":4,"s":{"Order":{"id":8,"view":"none","edits":0}},"shapes":{"Order":{"events":["edit"]}},"a":{"id":4}}',
  ]);
});

test("an address that the page's schema refuses is rejected, and the States stay as they are", async () => {
  const tab = new TestApp([Shop, Order], { pages: twoPages }).socket();
  tab.hello();
  tab.send({ t: "open", id: 1, route: "/orders/[id]", params: { id: "7" }, query: {} });
  await settled();
  tab.take();
  tab.send({ t: "open", id: 2, route: "/orders/[id]", params: { id: "seven" }, query: {} });
  tab.send({ t: "open", id: 3, route: "/nowhere", params: {}, query: {} });
  await settled();
  expect(tab.take()).toEqual([
    expect.stringContaining('{"t":"delta","v":2,"a":{"id":2,"code":"rejected","error":{"code":"PARAMS_INVALID"'),
    expect.stringContaining('{"t":"delta","v":3,"a":{"id":3,"code":"rejected","error":{"code":"PAGE_UNKNOWN"'),
  ]);
});

test("a newer open supersedes one that waits", async () => {
  const tab = await new TestApp([Shop, Cart]).tab();
  tab.event(2, "Shop.slow");
  tab.send({ t: "open", id: 3, route: "/", params: {}, query: { tab: "paid" } });
  tab.send({ t: "open", id: 4, route: "/", params: {}, query: {} });
  gates.pop()?.();
  await settled();
  expect(tab.take().slice(1)).toEqual([
    '{"t":"delta","v":3,"a":{"id":3,"code":"stale"}}',
    '{"t":"delta","v":4,"a":{"id":4}}',
  ]);
});
