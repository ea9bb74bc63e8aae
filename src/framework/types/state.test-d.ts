// What must compile, and what must be refused: compiled by tsc, never run. Each refusal is one line below a @ts-expect-error.
import { sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { drizzle } from "drizzle-orm/better-sqlite3";
import * as v from "valibot";
import { z } from "zod";
import { bindable } from "../bindable.ts";
import { event } from "../event.ts";
import { reject } from "../reject.ts";
import { State } from "../state.ts";
import { url } from "../url.ts";
import type { Bindable } from "./bindable.ts";
import type { ClientState, ClientView, SettableName } from "./client-state.ts";
import type { NestedRows, Rows, RowsVar } from "./rows.ts";
import type { PageLoad, StateClass } from "./state-class.ts";
import type { IsEqual } from "./type-tests.ts";

const same = <A, B>(..._proof: IsEqual<A, B> extends true ? [] : [differ: [A, B]]): void => {};

const orders = sqliteTable("orders", {
  id: integer().primaryKey(),
  note: text(),
  total: integer().notNull(),
  customerId: integer().notNull(),
});
const customers = sqliteTable("customers", { id: integer().primaryKey(), name: text().notNull() });
const db = drizzle.mock();

interface Item {
  name: string;
  price?: number;
  tags: string[];
}

const item = z.object({ name: z.string(), price: z.coerce.number<string>().optional() });

class Shop extends State {
  static readonly params = z.object({ id: z.coerce.number().int() });
  static readonly query = z.object({ page: z.string().optional() });
  items: Item[] = [];
  at = new Date();
  note: string | null = null;
  search = bindable(z.string().max(100), "");
  status = bindable(z.enum(["late", "paid"]), "late");
  days = bindable(z.number(), 3);
  on = bindable(z.boolean(), false);
  picked = bindable(z.array(z.string()), []);
  due = bindable(z.date().nullable(), null);
  lenient = bindable(z.coerce.number(), 1);
  named = bindable(v.pipe(v.string(), v.maxLength(5)), "");
  tab = url(z.enum(["open", "paid"]), "open");
  declared: Bindable<string> = bindable(z.string(), "");
  _secret = "";
  #hidden = 1;

  get count() {
    return this.items.length + this.#hidden;
  }
  get shout() {
    return this.search;
  }
  get orders() {
    return db.select().from(orders);
  }
  get some() {
    return db
      .select({ id: orders.id, customer: customers.name })
      .from(orders)
      .innerJoin(customers, sql`true`);
  }
  get joined() {
    return db
      .select()
      .from(orders)
      .leftJoin(customers, sql`true`);
  }
  get table() {
    return orders;
  }
  get filtered() {
    return db
      .select({ id: orders.id })
      .from(orders)
      .where(sql`true`)
      .groupBy(orders.id);
  }
  get listed() {
    return {} as RowsVar<Rows<{ id: number }>>;
  }
  get order() {
    return Promise.resolve({ id: 1, when: new Date(), inner: { list: [1] } });
  }

  add = event(item, async (input, { key, signal }) => {
    same<typeof input, { name: string; price?: number | undefined }>();
    same<typeof key, string>();
    same<typeof signal, AbortSignal>();
    if (input.price === undefined) throw reject("A price is needed.", { field: "price" });
    this.items.push({ name: input.name, price: input.price, tags: [] });
    const labels: Record<"late" | "paid", string> = { late: "Late", paid: "Paid" };
    this.search = labels[this.status];
    this.search += "x";
    this.days++;
    this.on = !this.on;
    this.picked.push("a");
    this.status = "paid";
    this.note = this.search;
    this.search = this.declared;
    await this.flush();
    const other = await this.get(Cart);
    other.total += 1;
    this.browser.toast("Added", { kind: "info" });
    await this.twice({ name: "x", price: "7" });
    return this.items.length;
  });
  twice = event(item, async (input) => {
    await this.plain();
    return [input];
  });
  plain = event(async ({ key }) => {
    this.search = key;
  });
  pick = event(z.string().optional(), (id) => id ?? null);
  many = event(z.object({ type: z.string().optional() }), (input) => input.type);
  any = event(z.unknown(), (input) => typeof input);
  pay = event.effect(async ({ key }) => key.length);
  helper(): string {
    return this._secret;
  }

  onLoad({ params, query }: PageLoad<typeof Shop>) {
    same<typeof params, { id: number }>();
    same<typeof query, { page?: string | undefined }>();
  }
}

class Cart extends State {
  total = 0;
}

declare const shop: ClientState<Shop>;
type View = ClientView<Shop>;

// Vars and getters, as a page has them.
same<View["search"], string>();
same<View["status"], "late" | "paid">();
same<View["days"], number>();
same<View["on"], boolean>();
same<View["tab"], "open" | "paid">();
same<View["note"], string | null>();
same<View["due"], Date | null>();
same<View["picked"], readonly string[]>();
same<View["at"], Date>();
same<View["count"], number>();
same<View["shout"], string>();
same<View["items"], readonly { readonly name: string; readonly price?: number; readonly tags: readonly string[] }[]>();
same<
  View["order"],
  { readonly id: number; readonly when: Date; readonly inner: { readonly list: readonly number[] } } | undefined
>();

// Rows, by their shape alone.
same<View["some"], Rows<{ id: number; customer: string }>>();
same<View["filtered"], Rows<{ id: number }>>();
same<View["orders"], Rows<{ id: number; note: string | null; total: number; customerId: number }>>();
same<View["table"], Rows<{ id: number; note: string | null; total: number; customerId: number }>>();
same<View["listed"], Rows<{ id: number }>>();
same<
  View["joined"],
  NestedRows<
    {
      orders: { id: number; note: string | null; total: number; customerId: number };
      customers: { id: number; name: string } | null;
    },
    {
      "orders.id": number;
      "orders.note": string | null;
      "orders.total": number;
      "orders.customerId": number;
      "customers.id": number | null;
      "customers.name": string | null;
    }
  >
>();

// Events.
same<View["add"] extends (input: { name: string; price?: string }) => Promise<number> ? true : false, true>();
same<View["add"] extends (input: { name: string; price: number }) => Promise<number> ? true : false, false>();
same<ReturnType<View["add"]>, Promise<number>>();
same<View["plain"], () => Promise<void>>();
same<View["pick"], (input?: string | undefined) => Promise<string | null>>();
same<View["pay"], () => Promise<number>>();

// What the browser may set.
same<
  SettableName<Shop>,
  "search" | "status" | "days" | "on" | "picked" | "due" | "lenient" | "named" | "tab" | "declared"
>();
same<ReturnType<typeof shop.bind<"on">>["checked"], boolean>();
same<ReturnType<typeof shop.bind<"status">>["value"], "late" | "paid">();
same<ReturnType<typeof shop.bind<"picked">>["value"], string[]>();
same<ReturnType<typeof shop.bind<"lenient">>["value"], number>();

interface ReactClick {
  readonly nativeEvent: object;
  readonly currentTarget: object;
  readonly target: object;
  readonly type: string;
  readonly timeStamp: number;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly defaultPrevented: boolean;
  readonly eventPhase: number;
  readonly isTrusted: boolean;
  readonly button: number;
  readonly buttons: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly detail: number;
}
type OnClick = (click: ReactClick) => unknown;
declare function openState<S extends object>(Class: StateClass<S>): ClientState<S>;

/** Refusals; never called. */
export function refused(): void {
  const click = (_handler: OnClick): void => {};
  click(shop.plain);
  // @ts-expect-error an input is required
  click(shop.add);
  // @ts-expect-error an optional input is an input
  click(shop.pick);
  // @ts-expect-error a React event fits the input by chance
  click(shop.many);
  // @ts-expect-error a React event is anything
  click(shop.any);
  void shop.any({ a: 1 });
  void shop.any("text");
  void shop.many({ type: "x" });
  // @ts-expect-error the schema's input is text
  void shop.add({ name: "x", price: 7 });
  // @ts-expect-error a name is missing
  void shop.add({});
  // @ts-expect-error no input
  void shop.plain(1);
  // @ts-expect-error no such event
  void shop.nothing();
  // @ts-expect-error a helper of the server
  void shop.helper();
  // @ts-expect-error private by its name
  void shop._secret;
  // @ts-expect-error a member of the base class
  void shop.flush();
  // @ts-expect-error a member of the base class
  void shop.browser;
  // @ts-expect-error onLoad is the server's
  void shop.onLoad();
  // @ts-expect-error what a page has is read-only
  shop.search = "x";
  // @ts-expect-error through and through
  shop.items[0]!.name = "x";
  // @ts-expect-error so are its lists
  shop.picked.push("x");
  // @ts-expect-error a getter cannot be set, though it gives a bindable's value
  shop.bind("shout");
  // @ts-expect-error a plain var cannot be set
  shop.bind("note");
  // @ts-expect-error an event is no var
  shop.bind("add");
  // @ts-expect-error a private member
  shop.bind("_secret");
  // @ts-expect-error rows are no field
  shop.bind("orders");
  // @ts-expect-error text is no number
  shop.bind("search").onChange(7);
  shop.bind("search").onChange("x");
  shop.bind("search").onChange({ target: { value: "x" }, currentTarget: { value: "x" } });
  shop.bind("days").onChange("12");
  // @ts-expect-error a number takes no DOM event
  shop.bind("days").onChange({ target: { value: "x" }, currentTarget: { value: "x" } });
  // @ts-expect-error not one of them
  shop.bind("status").onChange("unpaid");
  shop.bind("status").onChange(null);

  // @ts-expect-error the initial value has the schema's type
  bindable(z.string(), 7);
  // @ts-expect-error not one of the values
  url(z.enum(["a", "b"]), "c");
  // @ts-expect-error a field cannot show what such a schema gives
  bindable(z.string().transform(Number), 1);
  // @ts-expect-error anything is no schema
  bindable(z.any(), 1);
  // @ts-expect-error the handler's input is the schema's output
  event(z.string(), (input: number) => input);
  // @ts-expect-error input without a schema
  event((input: string) => input);

  // @ts-expect-error a State is needed
  openState(Date.now);
  // @ts-expect-error no scope of that name
  openState(BadScope);
  openState(Shop).search satisfies string;
}

class BadScope extends State {
  static readonly scope = "users";
}

export class Redeclares extends State {
  // @ts-expect-error a member of the base class of another type
  flush = 1;
  // @ts-expect-error a member of the base class of another type
  browser = "";
}

export class Wrong extends State {
  search = bindable(z.string(), "");
  status = bindable(z.enum(["a", "b"]), "a");
  check = event(async () => {
    // @ts-expect-error text
    this.search = 7;
    // @ts-expect-error one of two
    this.status = "c";
    // @ts-expect-error the State has no such member
    await this.get(Cart).then((cart) => cart.nothing);
    // @ts-expect-error a kind that does not exist
    this.browser.toast("x", { kind: "loud" });
    // @ts-expect-error what a browser passes, not what the handler gets
    await this.add(7);
    await this.add("7");
  });
  add = event(z.string().transform(Number), (input) => {
    same<typeof input, number>();
  });
}
