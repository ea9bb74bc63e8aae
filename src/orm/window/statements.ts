import { is, Placeholder, type SQL } from "drizzle-orm";
import type { ReadOptions } from "../session/database-connection.ts";
import type { DatabaseHandle, QueryText } from "../session/database-handle.ts";

/** Most statements kept of one view: their number is bounded by the shapes of bounds, not by what is asked. */
const maxKept = 200;

/** The statements of one live query: written once, run many times with other values. */
export class Statements {
  readonly #handle: DatabaseHandle;
  readonly #known = new Map<string, QueryText>();

  constructor(handle: DatabaseHandle) {
    this.#handle = handle;
  }

  /**
   * Rows of a read, as others see the database too.
   *
   * @param key statements with the same key have the same text; `values` fill their placeholders by name
   */
  async rows(
    key: string,
    write: () => SQL,
    values: Readonly<Record<string, unknown>>,
    options: ReadOptions = {},
  ): Promise<unknown[][]> {
    let query = this.#known.get(key);
    if (!query) {
      query = this.#handle.toText(write());
      if (this.#known.size >= maxKept) this.#known.clear();
      this.#known.set(key, query);
    }
    const params = query.params.map((param) => (is(param, Placeholder) ? values[param.name] : param));
    return await this.#handle.rows(query.text, params, { ...options, committed: true });
  }
}
