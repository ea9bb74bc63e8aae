// A query source without SQL, for tests of what stands above it: one table in memory, every read a promise.
import type { Filter, Sort, Total } from "../../src/protocol/rows.ts";
import type { ChangeFeed, CommittedChange, StoredValues } from "../../src/framework/ports/change-feed.ts";
import type {
  ChangedRow,
  LiveRow,
  LiveRows,
  LiveSource,
  RowId,
  RowsView,
  Span,
  Tuple,
} from "../../src/framework/ports/live-source.ts";

export interface MemoryRow extends StoredValues {
  readonly id: number;
  readonly group: string;
  readonly amount: number | null;
}

const columns = ["id", "group", "amount"] as const;

export class MemorySource implements LiveSource, ChangeFeed {
  readonly rows = new Map<number, MemoryRow>();
  statements = 0;
  /** Commits tell what they changed, or only that something did. */
  tellsKeys = true;
  readonly #callbacks = new Set<(changes: readonly CommittedChange[]) => void>();

  watch(): () => void {
    return () => undefined;
  }

  onCommit(callback: (changes: readonly CommittedChange[]) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** Writes rows in one commit; null deletes. */
  commit(changes: ReadonlyMap<number, MemoryRow | null>): void {
    const before = Array.from(changes.keys(), (id) => this.rows.get(id) ?? null);
    for (const [id, row] of changes) {
      if (row === null) this.rows.delete(id);
      else this.rows.set(id, row);
    }
    const keys = Array.from(changes.keys(), (id) => [id]);
    const change: CommittedChange = this.tellsKeys
      ? { table: "items", keys, before }
      : { table: "items", keys: "unknown", before: undefined };
    for (const callback of this.#callbacks) callback([change]);
  }

  open(_query: unknown, view: RowsView): LiveRows {
    return new MemoryRows(this, view);
  }

  values(): never {
    throw new Error("not asked here");
  }

  lookup(): never {
    throw new Error("not asked here");
  }

  edit(): never {
    throw new Error("not asked here");
  }

  primaryKey(_query: unknown, id: RowId): Record<string, Record<string, unknown>> {
    return { items: { id } };
  }
}

class MemoryRows implements LiveRows {
  readonly identity: string;
  readonly totalIdentity: string;
  readonly keySpace = "items";
  readonly hopRows = 10_000;
  readonly width = columns.length;
  readonly tables = new Set(["items"]);
  readonly captured = this.tables;
  readonly live = true;
  readonly #source: MemorySource;
  readonly #view: RowsView;

  constructor(source: MemorySource, view: RowsView) {
    this.#source = source;
    this.#view = view;
    this.identity = JSON.stringify(view);
    this.totalIdentity = JSON.stringify([view.filter, view.search]);
  }

  readonly compare = (a: Tuple, b: Tuple): number => {
    for (let index = 0; index < a.length; index++) {
      const sign = compareValues(a[index], b[index]);
      if (sign !== 0) return this.#view.sort[index]?.[1] === "desc" ? -sign : sign;
    }
    return 0;
  };

  async read(span: Span, limit: number, offset = 0): Promise<readonly LiveRow[]> {
    return (await this.#span(span)).slice(offset, offset + limit);
  }

  async readLast(span: Span, limit: number): Promise<readonly LiveRow[]> {
    return (await this.#span(span)).slice(-limit);
  }

  async byIds(ids: readonly RowId[]): Promise<readonly LiveRow[]> {
    await this.#wait();
    return ids.flatMap((id) => {
      const row = this.#source.rows.get(Number(id));
      return row && this.#matches(row) ? [this.#toLive(row)] : [];
    });
  }

  cancel(): void {}

  async count(): Promise<Total> {
    return { count: (await this.#span({ from: null, until: null })).length, is: "exact" };
  }

  async countSpan(span: Span): Promise<number> {
    return (await this.#span(span)).length;
  }

  async slice(from: Tuple | null, step: number): Promise<{ to: Tuple | null; count: number }> {
    const rows = await this.#span({ from, until: null });
    const next = rows[step];
    return next ? { to: next.tuple, count: step } : { to: null, count: rows.length };
  }

  async near(share: number): Promise<Tuple | undefined> {
    const rows = await this.#span({ from: null, until: null });
    return rows[Math.min(rows.length - 1, Math.floor(rows.length * share * 0.98))]?.tuple;
  }

  changed(change: CommittedChange): readonly ChangedRow[] | "unknown" {
    if (change.keys === "unknown") return "unknown";
    return change.keys.map(([id], index) => ({ id: Number(id), before: change.before?.[index] }));
  }

  places(before: readonly StoredValues[]): Promise<readonly (Tuple | null)[]> {
    return Promise.resolve(before.map((row) => (this.#matches(toRow(row)) ? this.#toLive(toRow(row)).tuple : null)));
  }

  async #span({ from, until }: Span): Promise<readonly LiveRow[]> {
    await this.#wait();
    const found: LiveRow[] = [];
    for (const row of this.#source.rows.values()) {
      if (!this.#matches(row)) continue;
      const live = this.#toLive(row);
      if (from && this.compare(live.tuple, from) < 0) continue;
      if (until && this.compare(live.tuple, until) >= 0) continue;
      found.push(live);
    }
    return found.toSorted((a, b) => this.compare(a.tuple, b.tuple));
  }

  /** A read takes its picture at once or a little later, and its answer comes later still. */
  async #wait(): Promise<void> {
    this.#source.statements++;
    if (this.#source.statements % 3 === 0) await Promise.resolve();
  }

  #matches(row: MemoryRow): boolean {
    return matches(row, this.#view.filter) && row.group.includes(this.#view.search);
  }

  #toLive(row: MemoryRow): LiveRow {
    const tuple = [...this.#view.sort.map(([column]) => row[column]), row.id];
    return { id: row.id, tuple, cells: columns.map((column) => row[column]) };
  }
}

function toRow(values: StoredValues): MemoryRow {
  return { id: Number(values["id"]), group: String(values["group"]), amount: values["amount"] as number | null };
}

function matches(row: MemoryRow, filter: Filter | null): boolean {
  if (!filter || !("op" in filter)) return true;
  const value = row[filter.col];
  if (filter.op === "gte") return typeof value === "number" && value >= Number(filter.value);
  return !("value" in filter) || value === filter.value;
}

function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}

export const memorySorts: readonly Sort[] = [
  [],
  [["amount", "asc"]],
  [["amount", "desc"]],
  [
    ["group", "desc"],
    ["amount", "asc"],
  ],
];
