import { expectTypeOf } from "vitest";
import { z } from "zod";
import { bindable } from "../framework/bindable.ts";
import { event } from "../framework/event.ts";
import { State } from "../framework/state.ts";
import type { PageLoad } from "../framework/types/state-class.ts";
import { id } from "../orm/columns/id.ts";
import { text } from "../orm/columns/text.ts";
import { db } from "../orm/db.ts";
import { model } from "../orm/define-model.ts";
import { openTab } from "./open-tab.ts";
import type { TestApp } from "./testing-app.ts";

declare const app: TestApp;

const todos = model("types_todos", { id: id(), title: text().notNull() });

class Todos extends State {
  title = bindable(z.string().max(200), "");
  count = 0;
  _hidden = "";
  get rows() {
    return db.select().from(todos);
  }
  get upper() {
    return this.title.toUpperCase();
  }
  add = event(async () => 7n);
  rename = event(z.object({ to: z.string() }), ({ to }) => to.length);
  helper(): void {}
}

class Order extends State {
  static params = z.object({ id: z.coerce.number().int() });
  onLoad({ params }: PageLoad<typeof Order>): void {
    expectTypeOf(params.id).toEqualTypeOf<number>();
  }
}

class Report extends State {
  static params = z.object({ year: z.number() });
  static query = z.object({ tab: z.string().optional() });
}

export async function types(): Promise<void> {
  const tab = await openTab(app, Todos);
  expectTypeOf(tab.count).toEqualTypeOf<number>();
  expectTypeOf(tab.upper).toEqualTypeOf<string>();
  expectTypeOf(tab.add).toEqualTypeOf<() => Promise<bigint>>();
  expectTypeOf(await tab.rename({ to: "x" })).toEqualTypeOf<number>();
  const [row] = await tab.rows.window(0, 10);
  expectTypeOf(row).toEqualTypeOf<{ id: number; title: string } | undefined>();
  await tab.set("title", "milk");
  // @ts-expect-error -- a plain var is the server's alone
  await tab.set("count", 1);
  // @ts-expect-error -- the schema's input is text
  await tab.set("title", 1);
  // @ts-expect-error -- what begins with _ is not there
  void tab._hidden;
  // @ts-expect-error -- a method is no event
  void tab.helper;
  // @ts-expect-error -- an input is needed
  void tab.rename();

  await openTab(app, Todos, { visitor: "anna", query: { tab: "open" } });
  await openTab(app, Report, { params: { year: 2026 }, query: { tab: "a" } });
  // @ts-expect-error -- the route has a parameter
  await openTab(app, Report);
  // @ts-expect-error -- of another kind
  await openTab(app, Report, { params: { year: "2026" } });
  await openTab(app, Order, { params: { id: 7 } });
}
