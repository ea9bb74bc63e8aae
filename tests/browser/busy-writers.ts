import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "../../src/client/create-client.ts";
import type { Client } from "../../src/client/client.ts";
import { RowsRef } from "../../src/client/rows-ref.ts";
import type { RowsPort } from "../../src/client/rows-traffic.ts";
import type { RowsMessage } from "../../src/protocol/rows.ts";
import { defineNodeSocket } from "../faults/node-socket.ts";
import { seededRandom } from "../faults/seeded-random.ts";
import type { SalesApp } from "../support/sales-app.ts";

/** Rows that a writer was shown, by their keys. */
interface Shown {
  readonly key: number;
  readonly placedAt: number;
}

/** How many writes a second, for how long, and around which row of the list half of them happen. */
export interface WritePace {
  readonly perSecond: number;
  readonly ms: number;
  readonly near: number;
}

/**
 * People who write orders all at once, each in a tab of their own over a real socket, through the events that the page
 * calls: cells, places in the order, new rows, deletions. Three of them: one tab may send 50 messages a second.
 */
export class BusyWriters implements Disposable {
  readonly #people: readonly Writer[];

  private constructor(people: readonly Writer[]) {
    this.#people = people;
  }

  static async start(app: SalesApp, people = 3): Promise<BusyWriters> {
    const { build } = JSON.parse(readFileSync(join(app.folder, ".rx/build/manifest.json"), "utf8"));
    const writers = Array.from({ length: people }, (_, at) => new Writer(app, build, { at, people }));
    await Promise.all(writers.map((writer) => writer.open()));
    return new BusyWriters(writers);
  }

  /** Writes at this pace; gives how many writes were answered. Rejects where one was refused. */
  async write({ perSecond, ms, near }: WritePace): Promise<number> {
    const own = { perSecond: perSecond / this.#people.length, ms };
    await Promise.all(this.#people.map((writer) => writer.look(near)));
    const counts = await Promise.all(this.#people.map((writer) => writer.write(own)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  [Symbol.dispose](): void {
    for (const writer of this.#people) writer.close();
  }
}

/** The order's values that a new or moved one needs. */
const lastDue = "2030-12-31";

class Writer {
  readonly #client: Client;
  readonly #random: () => number;
  readonly #share: { readonly at: number; readonly people: number };
  #port: RowsPort | undefined;
  #answer: ((message: Extract<RowsMessage, { type: "page" }>) => void) | undefined;
  #rows: Shown[] = [];

  constructor(app: SalesApp, build: string, share: { readonly at: number; readonly people: number }) {
    const url = `${app.address.replace("http", "ws")}/_rx`;
    this.#client = createClient({ url, build, socket: defineNodeSocket(app.address) });
    this.#random = seededRandom(share.at + 1);
    this.#share = share;
  }

  async open(): Promise<void> {
    await this.#client.open({ route: "/orders", params: {}, query: {} });
    this.#port = this.#client.rows.open("Orders", "rows", {
      received: (message) => {
        if (message.type === "page") this.#answer?.(message);
      },
      online: () => {},
      offline: () => {},
    });
  }

  /** Looks at the rows around an index; its share of them is what it writes. */
  async look(index: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<Extract<RowsMessage, { type: "page" }>>();
    this.#answer = resolve;
    this.#port?.ask({ type: "page", at: { index: Math.max(0, index - 150) }, want: 300 });
    const { blocks } = await promise;
    const ref = this.#client.vars.get("Orders", "rows");
    const column = ref instanceof RowsRef ? ref.columns.findIndex(({ name }) => name === "placedAt") : -1;
    const shown = blocks.flatMap(({ rows }) =>
      rows.keys.map((key, at) => ({ key, placedAt: Number(rows.cells[column]?.[at]) })),
    );
    this.#rows = shown.filter((_, at) => at % this.#share.people === this.#share.at);
  }

  async write({ perSecond, ms }: { readonly perSecond: number; readonly ms: number }): Promise<number> {
    const begun = performance.now();
    const answers: Promise<unknown>[] = [];
    for (let passed = 0; passed < ms; passed = performance.now() - begun) {
      while (answers.length < (passed * perSecond) / 1_000) answers.push(this.#one());
      await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
    }
    return (await Promise.all(answers)).length;
  }

  close(): void {
    this.#client.close();
  }

  #one(): PromiseLike<unknown> & Promise<unknown> {
    const { key = 0 } = this.#pick() ?? {};
    const what = this.#random();
    if (what < 0.45) return this.#update(key, { note: `written ${Math.floor(this.#random() * 1e9)}` });
    if (what < 0.6) return this.#update(key, { quantity: 1 + Math.floor(this.#random() * 99) });
    if (what < 0.8) return this.#update(key, { placedAt: this.#place(), due: lastDue });
    if (what < 0.9) {
      this.#rows = this.#rows.filter((row) => row.key !== key);
      return this.#call("remove", { key });
    }
    const made = { customerId: 7, productId: 7, quantity: 1, total: "70.00", placedAt: this.#place(), due: lastDue };
    return this.#call("create", made);
  }

  #update(key: number, changes: object): Promise<unknown> {
    return this.#call("update", { key, changes, was: {} });
  }

  async #call(name: string, input: unknown): Promise<unknown> {
    return this.#client.call("Orders", name, input);
  }

  #pick(): Shown | undefined {
    return this.#rows[Math.floor(this.#random() * this.#rows.length)];
  }

  /** Half of what is new or moved comes to where its rows are, the rest anywhere. */
  #place(): Date {
    const places = this.#rows.map(({ placedAt }) => placedAt);
    const [from, to] =
      this.#random() < 0.5
        ? [Math.min(...places), Math.max(...places)]
        : [Date.UTC(2024, 0, 1), Date.UTC(2026, 10, 20)];
    return new Date(Math.floor(from + this.#random() * (to - from)));
  }
}
