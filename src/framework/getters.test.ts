// Rows and promises behind getters; the query source is a made-up one that follows its port.
import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { z } from "zod";
import { bindable } from "./bindable.ts";
import { event } from "./event.ts";
import type { QuerySource } from "./ports/query-source.ts";
import type { RowsService, RowsSession } from "./ports/rows-service.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

class Query {
  readonly sql: string;
  constructor(sql: string) {
    this.sql = sql;
  }
  // oxlint-disable-next-line unicorn/no-thenable -- a select is one, and must not be taken for a promise
  then(): never {
    throw new Error("A select must not run.");
  }
}

class Source implements QuerySource {
  readonly #reads = new AsyncLocalStorage<Set<string>>();
  readonly #callbacks = new Set<(tables: ReadonlySet<string>) => void>();
  runs = 0;
  answer: () => Promise<unknown> = () => Promise.resolve("none");

  accepts(value: unknown): boolean {
    return value instanceof Query;
  }
  describe(value: unknown) {
    return { identity: value instanceof Query ? value.sql : "", handle: { columns: [], keyed: true } };
  }
  track<T>(fn: () => T) {
    const tables = new Set<string>();
    return { value: this.#reads.run(tables, fn), tables };
  }
  onCommit(callback: (tables: ReadonlySet<string>) => void) {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }
  read(table: string): Promise<unknown> {
    this.runs += 1;
    this.#reads.getStore()?.add(table);
    return this.answer();
  }
  commit(table: string): void {
    for (const callback of this.#callbacks) callback(new Set([table]));
  }
}

let source = new Source();

class List extends State {
  search = bindable(z.string(), "");
  evaluations = 0;
  which = 1;
  get rows() {
    return new Query(`select ${this.search}`);
  }
  get order() {
    const { which } = this;
    return source.read("orders").then((answer) => ({ answer, which }));
  }
  next = event(() => void (this.which += 1));
  rename = event(async () => {
    this.search = "shown";
    await this.flush();
    throw new Error("no");
  });
  look = event(async () => (await this.order) as object);
}

class Sorts extends State {
  items = [2, 1];
  get sorted() {
    return this.items.sort();
  }
}

class Writes extends State {
  count = 1;
  get next() {
    return (this.count += 1);
  }
}

class Circles extends State {
  get circle(): number {
    return this.circle;
  }
}

class Late extends State {
  count = 1;
  get late() {
    return (async () => {
      await Promise.resolve();
      return this.count;
    })();
  }
}

class Loses extends State {
  items = [{ done: false }];
  get active() {
    return this.items.filter((item) => !item.done);
  }
  finish = event(() => {
    const [first] = this.active;
    if (first !== undefined) first.done = true;
  });
}

const open = async () => {
  source = new Source();
  const changed: string[] = [];
  let session: RowsSession | undefined;
  const rows: RowsService = {
    open(opened) {
      session = opened;
      return {
        window: (message) => changed.push(`window ${message.id}`),
        edit: async () => ({ code: "conflict", current: 7 }),
        changed: (state, names) => changed.push(`${state}.${names.join()}`),
        primaryKeys: () => [],
        drained: () => undefined,
        detach: () => changed.push("detach"),
        close: () => changed.push("close"),
      };
    },
  };
  const app = new TestApp([List], { querySource: source, rows });
  const tab = app.socket();
  tab.hello();
  tab.send({ t: "open", id: 1, route: "/", params: {}, query: {} });
  return { app, tab, changed, session: () => session };
};

test("a rows var is a handle whose number grows with its query; a promise is undefined until it settles", async () => {
  const { tab } = await open();
  await settled();
  tab.set(2, "List.search", "a");
  expect(tab.take().slice(1)).toEqual([
    '{"t":"delta","v":1,"full":true,"s":{"List":{"search":"","evaluations":0,"which":1,"rows":{"~r":1,"columns":[],"keyed":true},"order":"~u"}},' +
      '"shapes":{"List":{"events":["next","rename","look"],"bindable":["search"]}},"a":{"id":1}}',
    '{"t":"delta","v":2,"s":{"List":{"order":{"answer":"none","which":1}}}}',
    '{"t":"delta","v":3,"s":{"List":{"search":"a","rows":{"~r":2,"columns":[],"keyed":true}}},"a":{"id":2}}',
  ]);
});

test("views are told after the delta that has the new query, and see rows as they were last shown", async () => {
  const { tab, changed, session } = await open();
  await settled();
  tab.send({ t: "window", id: 1, view: 1, s: "List", n: "rows", q: { type: "close" } });
  tab.set(2, "List.search", "a");
  expect(changed).toEqual(["window 1", "List.rows"]);
  expect(session()?.current("List", "rows")).toEqual({ r: 2, identity: "select a", value: new Query("select a") });
  expect(session()?.current("List", "search")).toBeUndefined();
  expect(session()?.current("Nobody", "rows")).toBeUndefined();
});

test("a roll-back of a shown query pushes the old one again, under a new number", async () => {
  const { tab } = await open();
  await settled();
  tab.take();
  tab.event(2, "List.rename");
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":3,"s":{"List":{"search":"shown","rows":{"~r":2,"columns":[],"keyed":true}}}}',
    expect.stringContaining(
      '{"t":"delta","v":4,"s":{"List":{"search":"","rows":{"~r":3,"columns":[],"keyed":true},"order":',
    ),
  ]);
});

test("a committed write of a table that it read runs a promise again; the old value stays meanwhile", async () => {
  const { tab } = await open();
  await settled();
  tab.take();
  source.answer = () => Promise.resolve("new");
  source.commit("customers");
  await settled();
  expect(source.runs).toBe(1);
  source.commit("orders");
  await settled();
  expect(source.runs).toBe(2);
  expect(tab.take()).toEqual(['{"t":"delta","v":3,"s":{"List":{"order":{"answer":"new","which":1}}}}']);
});

test("a promise that depends on a var is undefined again when the var changes", async () => {
  const { tab } = await open();
  await settled();
  tab.take();
  tab.event(2, "List.next");
  await settled();
  expect(tab.take()).toEqual([
    '{"t":"delta","v":3,"s":{"List":{"which":2,"order":"~u"}},"a":{"id":2}}',
    '{"t":"delta","v":4,"s":{"List":{"order":{"answer":"none","which":2}}}}',
  ]);
});

test("a handler awaits what a getter promises", async () => {
  const { tab } = await open();
  await settled();
  tab.take();
  tab.event(2, "List.look");
  await settled();
  expect(tab.take()).toEqual(['{"t":"delta","v":3,"a":{"id":2,"value":{"answer":"none","which":1}}}']);
});

test("a promise that fails is logged and undefined", async () => {
  const { app, tab } = await open();
  await settled();
  tab.take();
  source.answer = () => Promise.reject(new Error("canary"));
  source.commit("orders");
  await settled();
  expect(tab.take()).toEqual(['{"t":"delta","v":3,"s":{"List":{"order":"~u"}}}']);
  expect(app.log).toMatchObject([{ level: "error", details: { getter: "List.order" }, message: "A getter failed." }]);
});

test("an edit's conflict is its answer", async () => {
  const { tab } = await open();
  await settled();
  tab.take();
  tab.send({ t: "edit", id: 2, view: 1, key: 1, col: "note", v: 1, was: 2 });
  await settled();
  expect(tab.take()).toEqual(['{"t":"delta","v":3,"a":{"id":2,"code":"conflict","current":7}}']);
});

test("views end with the session, and rest while the tab is away", async () => {
  const { app, tab, changed } = await open();
  await settled();
  tab.send({ t: "window", id: 1, view: 1, s: "List", n: "rows", q: { type: "close" } });
  tab.connection.closed();
  app.clock.advance(5 * 60_000);
  expect(changed).toEqual(["window 1", "detach", "detach", "close"]);
});

test.each([
  [Sorts, "STATE_READ_ONLY"],
  [Writes, "STATE_GETTER_WRITES"],
  [Circles, "STATE_GETTER_CYCLE"],
  [Late, "STATE_GETTER_LATE_READ"],
])("%o, a getter that cannot be right, is told in the log", async (Class, code) => {
  const app = new TestApp([Class]);
  await app.tab();
  expect(app.log).toMatchObject([{ level: "error", details: { err: { code } } }]);
});

test("a change of what a getter gave is refused instead of lost", async () => {
  const app = new TestApp([Loses]);
  const tab = await app.tab();
  tab.event(2, "Loses.finish");
  expect(tab.take()).toEqual([expect.stringContaining('"a":{"id":2,"code":"failed"')]);
  expect(app.log).toMatchObject([{ details: { err: { code: "STATE_READ_ONLY" } } }]);
});
