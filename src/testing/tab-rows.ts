import type { Client } from "../client/client.ts";
import { RemoteError } from "../client/remote-error.ts";
import type { RowsRef } from "../client/rows-ref.ts";
import type { RowsPort } from "../client/rows-traffic.ts";
import type { ColumnDescription, ColumnarRows, RowsMessage, WindowQuery } from "../protocol/rows.ts";
import { fromCell } from "./from-cell.ts";
import type { TabRows } from "./tab.ts";

type PageQuery = Extract<WindowQuery, { type: "page" }>;
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

  total(): Promise<NonNullable<Page["total"]>> {
    let query: number | undefined;
    return this.#listen<NonNullable<Page["total"]>>({ type: "page", want: 1 }, (message, resolve) => {
      if (message.type === "page") {
        query = message.q;
        if (message.total) resolve(message.total);
      }
      // Counted beside the rows: it may come after them.
      if (message.type === "total" && message.q === query) resolve(message.total);
    });
  }

  async #part<T>(from: number, count: number, read: (rows: ColumnarRows) => readonly T[]): Promise<readonly T[]> {
    if (count === 0) return [];
    const page = await this.#ask({ type: "page", at: { index: from }, want: count });
    const start = Math.max(0, from - (await this.#firstOf(page, from)));
    return page.blocks.flatMap((block) => read(block.rows)).slice(start, start + count);
  }

  /** Index of a page's first row; an estimate at the end of the rows is counted from there. */
  async #firstOf({ first, firstIs, blocks }: Page, from: number): Promise<number> {
    if ((first !== null && firstIs !== "about") || blocks.at(-1)?.end !== true) return first ?? from;
    const { count } = await this.total();
    return count - blocks.reduce((sum, { rows }) => sum + rows.keys.length, 0);
  }

  #ask(query: PageQuery): Promise<Page> {
    return this.#listen<Page>(query, (message, resolve) => {
      if (message.type === "page") resolve(message);
    });
  }

  /** Asks in a view of its own, again after a cut, and listens until `receive` has what it waits for. */
  #listen<T>(query: PageQuery, receive: (message: RowsMessage, resolve: (value: T) => void) => void): Promise<T> {
    const { state, name } = this.#ref;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let view: RowsPort | undefined;
    view = this.#client.rows.open(state, name, {
      received(message) {
        if (message.type === "failed") reject(new RemoteError({ code: "failed", error: message.error }));
        else receive(message, resolve);
      },
      // Called within `open` too, where the line is there: then there is no view yet, and the first question is below.
      online: () => view?.ask(query),
      offline() {},
    });
    view.ask(query);
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
