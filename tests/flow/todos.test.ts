// What api.md section 9 shows, on the real loop and a real database: two tabs, one list.
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { bindable } from "../../src/framework/bindable.ts";
import { event } from "../../src/framework/event.ts";
import { reject } from "../../src/framework/reject.ts";
import { register } from "../../src/framework/state-registry.ts";
import { State } from "../../src/framework/state.ts";
import type { PageLoad } from "../../src/framework/types/state-class.ts";
import { url } from "../../src/framework/url.ts";
import { boolean } from "../../src/orm/columns/boolean.ts";
import { id } from "../../src/orm/columns/id.ts";
import { text } from "../../src/orm/columns/text.ts";
import { timestamp } from "../../src/orm/columns/timestamp.ts";
import { db } from "../../src/orm/db.ts";
import { model } from "../../src/orm/define-model.ts";
import { contains } from "../../src/orm/functions/contains.ts";
import { rows } from "../../src/orm/window/rows.ts";
import { openTab } from "../../src/testing/open-tab.ts";
import { testApp } from "../../src/testing/test-app.ts";
import type { TestApp, TestAppOptions } from "../../src/testing/testing-app.ts";

const todos = model("flow_todos", {
  id: id(),
  title: text().notNull(),
  done: boolean().notNull().default(false),
  at: timestamp().notNull(),
});

class Todos extends State {
  search = bindable(z.string().max(100), "");
  title = bindable(z.string().max(20), "");
  tab = url(z.enum(["open", "done"]), "open");
  steps: string[] = [];

  get rows() {
    return rows(db.select().from(todos).where(contains(todos.title, this.search)), { edit: ["title", "done"] });
  }
  get count() {
    return db.$count(todos);
  }
  get shout() {
    return this.title.toUpperCase();
  }

  add = event(async () => {
    if (!this.title.trim()) throw reject("Write a title first.", { field: "title" });
    await db.insert(todos).values({ title: this.title, at: new Date(1_700_000_000_000) });
    this.title = "";
    this.browser.toast("Added");
    return this.steps.push("added");
  });

  fail = event(async () => {
    this.steps.push("lost");
    await db.insert(todos).values({ title: "lost", at: new Date() });
    throw new Error("on purpose");
  });
}
register(Todos, "Todos");

class Order extends State {
  static params = z.object({ id: z.coerce.number().int() });
  id = 0;
  tab = "";
  onLoad({ params }: PageLoad<typeof Order>) {
    if (params.id === 0) throw reject("There is no such order.");
    this.id = params.id;
  }
  leave = event(() => this.browser.redirect("/orders"));
}

// The folder of these tests is an app without migrations of its own: its tables come from the models.
const start = (options: TestAppOptions = {}) => testApp({ folder: import.meta.dirname, ...options });

let app: TestApp;
afterEach(() => app[Symbol.asyncDispose]());

describe("a tab", () => {
  test("shows in every other tab what it adds", async () => {
    app = await start();
    const [a, b] = [await openTab(app, Todos), await openTab(app, Todos)];
    await a.set("title", "milk");
    expect(a.shout).toBe("MILK");
    expect(await a.add()).toBe(1);
    expect(a.title).toBe("");
    expect(a.toasts).toMatchObject([{ message: "Added" }]);
    const row = { id: 1, title: "milk", done: false, at: new Date(1_700_000_000_000) };
    expect(await b.rows.window(0, 10)).toMatchObject([row]);
    expect(await b.rows.total()).toEqual({ count: 1, is: "exact" });
    await b.set("search", "bread");
    expect(await b.rows.window(0, 10)).toEqual([]);
    expect(b.steps).toEqual([]);
  });

  test("reads any part of many rows", async () => {
    const titles = Array.from({ length: 1_200 }, (_, index) => `todo ${index}`);
    app = await start({
      seed: () => db.insert(todos).values(titles.map((title) => ({ title, at: new Date(0) }))),
    });
    const tab = await openTab(app, Todos);
    expect((await tab.rows.window(995, 3)).map((row) => row.title)).toEqual(titles.slice(995, 998));
    expect(await tab.rows.window(1_199, 5)).toHaveLength(1);
    expect(await tab.rows.window(5_000, 5)).toEqual([]);
  });

  test("keeps what was there when an event fails, in State and database", async () => {
    const errors: object[] = [];
    app = await start({ log: { warn() {}, error: (details) => void errors.push(details) } });
    const tab = await openTab(app, Todos);
    await expect(tab.add()).rejects.toMatchObject({ message: "Write a title first.", field: "title" });
    await expect(tab.fail()).rejects.toMatchObject({ code: "INTERNAL" });
    expect(tab.steps).toEqual([]);
    expect(await db.$count(todos)).toBe(0);
    expect(errors).toMatchObject([{ event: "Todos.fail", err: { message: "on purpose" } }]);
  });

  test("hears why a value was refused", async () => {
    app = await start();
    const tab = await openTab(app, Todos);
    await expect(tab.set("title", "x".repeat(21))).rejects.toMatchObject({ code: "INPUT_INVALID", field: "title" });
  });

  test("comes back as it was when its line was cut, and what it did meanwhile is done", async () => {
    app = await start();
    const tab = await openTab(app, Todos);
    await tab.set("title", "milk");
    tab.cut();
    const added = tab.add();
    await tab.reconnect();
    expect(await added).toBe(1);
    expect(tab.steps).toEqual(["added"]);
    expect(await tab.rows.window(0, 2)).toMatchObject([{ title: "milk" }]);
  });

  test("is opened with parameters and query", async () => {
    app = await start();
    expect((await openTab(app, Order, { params: { id: 7 } })).id).toBe(7);
    expect((await openTab(app, Todos, { query: { tab: "done" } })).tab).toBe("done");
    await expect(openTab(app, Order, { params: { id: 0 } })).rejects.toThrow("There is no such order.");
    await expect(openTab(app, Order, { params: { id: "x" } })).rejects.toMatchObject({ code: "PARAMS_INVALID" });
  });

  test("is told where it was sent", async () => {
    app = await start();
    await using tab = await openTab(app, Order, { params: { id: 1 } });
    await tab.leave();
    expect(tab.redirects).toEqual(["/orders"]);
  });
});
