import type { CommittedChange, KeyValues, StoredValues } from "../../framework/ports/change-feed.ts";

interface Row {
  readonly key: KeyValues;
  readonly before: StoredValues | null;
}

/** What one transaction has written so far, table by table; each row with what it was before the first write. */
export class ChangeSet {
  /** Rows of one table above which it counts as written anywhere. */
  readonly maxRows: number;
  readonly #tables = new Map<string, Map<string, Row> | "unknown">();

  constructor(maxRows: number) {
    this.maxRows = maxRows;
  }

  /** The table was written, nobody knows where. `*` is all tables. */
  addUnknown(table: string): void {
    this.#tables.set(table, "unknown");
  }

  /** A row was written; `before` is null where there was none. */
  addRow(table: string, key: KeyValues, before: StoredValues | null): void {
    const rows = this.#tables.get(table) ?? new Map<string, Row>();
    this.#tables.set(table, rows);
    if (rows === "unknown") return;
    const id = key.map((value) => `${typeof value}:${String(value)}`).join("\u0000");
    if (!rows.has(id)) rows.set(id, { key, before });
    if (rows.size > this.maxRows) this.addUnknown(table);
  }

  /** Rows were written; each as it was, its key under these names. */
  addRows(table: string, keyNames: readonly string[], before: readonly StoredValues[]): void {
    for (const row of before)
      this.addRow(
        table,
        keyNames.map((name) => row[name]),
        row,
      );
  }

  /** Takes over what a nested transaction has written, which came after what is here. */
  merge(inner: ChangeSet): void {
    for (const [table, rows] of inner.#tables) {
      if (rows === "unknown") this.addUnknown(table);
      else for (const row of rows.values()) this.addRow(table, row.key, row.before);
    }
  }

  toCommitted(): readonly CommittedChange[] {
    return [...this.#tables].map(([table, rows]) => {
      if (rows === "unknown") return { table, keys: rows, before: undefined };
      const all = [...rows.values()];
      return { table, keys: all.map((row) => row.key), before: all.map((row) => row.before) };
    });
  }
}
