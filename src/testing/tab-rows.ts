import type { Client } from "../client/client.ts";
import { RemoteError } from "../client/remote-error.ts";
import type { RowsRef } from "../client/rows-ref.ts";
import type { ColumnDescription, ColumnarRows, RowsMessage, WindowQuery } from "../protocol/rows.ts";
import { fromCell } from "./from-cell.ts";
import type { TabRows } from "./tab.ts";

type Page = Extract<RowsMessage, { type: "page" }>;

/** The rows of one var of a tab: each question is a view of its own, closed when it is answered. */
export class RowsReader implements TabRows<Readonly<Record<string, unknown>>> {
  readonly #client: Client;
  readonly #ref: RowsRef;

  constructor(client: Client, ref: RowsRef) {
    this.#client = client;
    this.#ref = ref;
  }

  async window(from: number, count: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#part(from, count, (rows) => toRows(this.#ref.columns, rows));
  }

  async keys(from: number, count: number): Promise<readonly number[]> {
    return this.#part(from, count, (rows) => rows.keys);
  }

  async total(): Promise<NonNullable<Page["total"]>> {
    const page = await this.#ask({ type: "page", want: 1 });
    return page.total ?? (await this.#totalOf(page.q));
  }

  async #part<T>(from: number, count: number, read: (rows: ColumnarRows) => readonly T[]): Promise<readonly T[]> {
    if (count === 0) return [];
    const page = await this.#ask({ type: "page", at: { index: from }, want: count });
    const start = Math.max(0, from - (page.first ?? from));
    return page.blocks.flatMap((block) => read(block.rows)).slice(start, start + count);
  }

  #ask(query: Extract<WindowQuery, { type: "page" }>): Promise<Page> {
    const { state, name } = this.#ref;
    const { promise, resolve, reject } = Promise.withResolvers<Page>();
    const view = this.#client.rows.open(state, name, {
      received(message) {
        if (message.type === "page") resolve(message);
        if (message.type === "failed") reject(new RemoteError({ code: "failed", error: message.error }));
      },
      online: () => view?.ask(query),
      offline() {},
    });
    view.ask(query);
    return promise.finally(() => view.close());
  }

  #totalOf(q: number): Promise<NonNullable<Page["total"]>> {
    const { state, name } = this.#ref;
    const { promise, resolve } = Promise.withResolvers<NonNullable<Page["total"]>>();
    const view = this.#client.rows.open(state, name, {
      received(message) {
        if (message.type === "total" && message.q === q) resolve(message.total);
        if (message.type === "page" && message.total) resolve(message.total);
      },
      online() {},
      offline() {},
    });
    view.ask({ type: "page", want: 1 });
    return promise.finally(() => view.close());
  }
}

function toRows(columns: readonly ColumnDescription[], { keys, cells }: ColumnarRows): Record<string, unknown>[] {
  return keys.map((_, row) => {
    const result: Record<string, unknown> = {};
    for (const [index, column] of columns.entries()) place(result, column, cells[index]?.[row]);
    return result;
  });
}

/** Puts a cell where the query's own row has it: `"orders.id"` of whole joined tables is `row.orders.id`. */
function place(row: Record<string, unknown>, column: ColumnDescription, cell: unknown): void {
  const [table = "", name] = column.name.split(".");
  if (name === undefined) row[column.name] = fromCell(column.kind, cell);
  else row[table] = { ...Object(row[table]), [name]: fromCell(column.kind, cell) };
}
