import type { CommittedChange, KeyValues, StoredValues } from "../../framework/ports/change-feed.ts";

interface Row {
  readonly key: KeyValues;
  readonly before: StoredValues | null | undefined;
}

interface TableChanges {
  /** Rows by their keys; `unknown`: anywhere. */
  rows: Map<string, Row> | "unknown";
  /** Columns that were written, where all there was were updates of some; undefined: any. */
  columns: Set<string> | undefined;
}

/** Rows that an update or a delete wrote. */
export interface WrittenRows {
  /** As they were: whole, or their keys alone. */
  readonly before: readonly StoredValues[];
  readonly captured: "rows" | "keys";
  readonly columns?: Iterable<string> | undefined;
}

/** What one transaction has written so far, table by table; each row with what it was before the first write. */
export class ChangeSet {
  /** Rows of one table above which it counts as written anywhere. */
  readonly maxRows: number;
  readonly #tables = new Map<string, TableChanges>();

  constructor(maxRows: number) {
    this.maxRows = maxRows;
  }

  /**
   * The table was written, nobody knows where. `*` is all tables.
   *
   * @param columns of an update: those that it wrote
   */
  addUnknown(table: string, columns?: Iterable<string>): void {
    this.#of(table, columns).rows = "unknown";
  }

  /** A row was inserted, or deleted, or anything of it was changed; `before` is null where there was none, undefined where it is not known. */
  addRow(table: string, key: KeyValues, before: StoredValues | null | undefined): void {
    this.#add(this.#of(table, undefined), { key, before });
  }

  /**
   * Rows were written; each as it was, its key under these names.
   *
   * @param columns of an update: those that it wrote
   */
  addRows(table: string, keyNames: readonly string[], { before, captured, columns }: WrittenRows): void {
    const changes = this.#of(table, columns);
    for (const row of before)
      this.#add(changes, { key: keyNames.map((name) => row[name]), before: captured === "rows" ? row : undefined });
  }

  /** Takes over what a nested transaction has written, which came after what is here. */
  merge(inner: ChangeSet): void {
    for (const [table, { rows, columns }] of inner.#tables) {
      const changes = this.#of(table, columns);
      if (rows === "unknown") changes.rows = rows;
      else for (const row of rows.values()) this.#add(changes, row);
    }
  }

  toCommitted(): readonly CommittedChange[] {
    return [...this.#tables].map(([table, { rows, columns }]) => {
      const written = columns ? { columns: [...columns] } : {};
      if (rows === "unknown") return { table, keys: rows, before: undefined, ...written };
      const all = [...rows.values()];
      const before = all.flatMap((row) => (row.before === undefined ? [] : [row.before]));
      return {
        table,
        keys: all.map((row) => row.key),
        before: before.length === all.length ? before : undefined,
        ...written,
      };
    });
  }

  #of(table: string, columns: Iterable<string> | undefined): TableChanges {
    const found = this.#tables.get(table);
    if (!found) {
      const made: TableChanges = { rows: new Map(), columns: columns && new Set(columns) };
      this.#tables.set(table, made);
      return made;
    }
    if (!columns) found.columns = undefined;
    else for (const column of columns) found.columns?.add(column);
    return found;
  }

  #add(changes: TableChanges, row: Row): void {
    if (changes.rows === "unknown") return;
    const id = row.key.map((value) => `${typeof value}:${String(value)}`).join("\u0000");
    if (!changes.rows.has(id)) changes.rows.set(id, row);
    if (changes.rows.size > this.maxRows) changes.rows = "unknown";
  }
}
