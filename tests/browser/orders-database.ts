import Database from "better-sqlite3";

/** An order as the database has it, with the names that its references show. */
export interface StoredOrder {
  readonly id: number;
  readonly customer: string;
  readonly product: string;
  readonly status: string;
  readonly quantity: number;
  readonly total: number;
  readonly placedAt: number;
  readonly due: string;
  readonly note: string | null;
}

/** Reads what a sales app has stored, beside it: what a table shows is compared with this, never with the app's own words. */
export class OrdersDatabase implements Disposable {
  readonly #file: Database.Database;

  constructor(path: string) {
    this.#file = new Database(path, { readonly: true });
  }

  /** Orders by plain SQL after `from`, as `where … order by … limit …`; columns of `o`, the orders. */
  orders(tail: string, ...values: readonly unknown[]): StoredOrder[] {
    const columns =
      "o.id, c.name customer, p.name product, o.status, o.quantity, o.total, o.placed_at placedAt, o.due, o.note";
    const from = "orders o join customers c on c.id = o.customer_id join products p on p.id = o.product_id";
    const rows = this.#file.prepare<unknown[], StoredOrder>(`select ${columns} from ${from} ${tail}`).all(...values);
    return rows;
  }

  ids(tail: string, ...values: readonly unknown[]): number[] {
    return this.orders(tail, ...values).map(({ id }) => id);
  }

  order(id: number): StoredOrder | undefined {
    return this.orders("where o.id = ?", id)[0];
  }

  count(table: string, where = "1"): number {
    return this.#file.prepare<[], number>(`select count(*) from ${table} o where ${where}`).pluck().get() ?? 0;
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}
