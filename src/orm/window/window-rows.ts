import { sql, type SQL } from "drizzle-orm";
import type { CommittedChange, StoredValues } from "../../framework/ports/change-feed.ts";
import type { ChangedRow, LiveRow, LiveRows, RowId, RowsView, Span, Tuple } from "../../framework/ports/live-source.ts";
import type { Total } from "../../protocol/rows.ts";
import { encodeValue } from "../../protocol/values.ts";
import type { ReadOptions } from "../session/database-connection.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { compareView } from "./compare-view.ts";
import { countRows } from "./count-rows.ts";
import { filterSql, searchSql } from "./filter-sql.ts";
import { indexCatalogOf, type IndexCatalog } from "./index-catalog.ts";
import { isLongView } from "./is-long-view.ts";
import { missingIndex, type MissingIndex } from "./missing-index.ts";
import { nearShare } from "./near-share.ts";
import { orderOf, type OrderTerm } from "./order-of.ts";
import { placesBefore } from "./places-before.ts";
import type { Plan } from "./plan.ts";
import { fromRowId, toRowId } from "./row-id.ts";
import { RowReader } from "./row-reader.ts";
import { seekPart, seekParts, type SeekPart } from "./seek-sql.ts";
import { Statements } from "./statements.ts";
import { columnKey } from "./table-names.ts";
import { toStored } from "./to-stored.ts";
import { usesColumns } from "./uses-columns.ts";
import { QueryWriter } from "./write-query.ts";

/** Rows of the base table that one piece of a filtered scan looks at. */
const filteredSlice = 2_500;
/** Ids of one statement; fewer are filled up to the next power of two, so that few texts are made. */
const maxIds = 512;

/** The rows of a plan under one sort, filter and search. */
export class WindowRows implements LiveRows {
  readonly identity: string;
  readonly totalIdentity: string;
  readonly keySpace: string;
  readonly hopRows: number;
  readonly width: number;
  readonly tables: ReadonlySet<string>;
  readonly captured: ReadonlySet<string>;
  readonly live: boolean;
  readonly compare: ((a: Tuple, b: Tuple) => number) | undefined;
  readonly plan: Plan;
  readonly terms: readonly OrderTerm[];
  readonly writer: QueryWriter;
  readonly statements: Statements;
  readonly #reader: RowReader;
  readonly #indexes: IndexCatalog;
  readonly view: RowsView;
  readonly #handle: DatabaseHandle;
  readonly #texts = new Map<"rows" | "order", string>();
  #isLong: Promise<boolean> | undefined;
  #onMissingIndex: ((missing: MissingIndex) => void) | undefined;
  #ending = new AbortController();

  /** @throws RxError COLUMN_NOT_ALLOWED or FILTER_VALUE_INVALID, before any SQL */
  constructor(handle: DatabaseHandle, plan: Plan, view: RowsView, onMissingIndex?: (missing: MissingIndex) => void) {
    this.#onMissingIndex = onMissingIndex;
    this.#handle = handle;
    this.plan = plan;
    this.view = view;
    this.terms = orderOf(plan, view.sort);
    const filter = view.filter ? filterSql(plan, view.filter) : undefined;
    const search = searchSql(plan, view.search);
    const condition = filter && search ? sql`${filter} and ${search}` : (filter ?? search);
    this.writer = new QueryWriter(plan, this.terms, condition);
    this.statements = new Statements(handle);
    this.#reader = new RowReader(plan, this.terms);
    this.#indexes = indexCatalogOf(handle);
    this.compare = compareView(plan, this.terms, handle);
    this.totalIdentity = `${plan.identity}${JSON.stringify([encodeValue(view.filter), view.search])}`;
    this.identity = `${this.totalIdentity}${JSON.stringify(view.sort)}`;
    this.keySpace = plan.keySpace;
    this.hopRows = plan.write.hopRows;
    this.width = plan.list.length;
    this.tables = plan.tables;
    this.live = plan.live;
    this.captured = new Set(plan.captured === undefined ? [] : [plan.captured]);
  }

  async read(span: Span, limit: number, offset = 0): Promise<readonly LiveRow[]> {
    // An offset counts over the whole span: it cannot be split.
    const parts =
      offset > 0 ? [seekPart(this.plan.write, this.terms, span)] : seekParts(this.plan.write, this.terms, span);
    const rows: LiveRow[] = [];
    for (const part of parts) {
      rows.push(...(await this.#readPart(part, { limit: limit - rows.length, offset, backwards: false })));
      if (rows.length >= limit) break;
    }
    return rows;
  }

  async readLast(span: Span, limit: number): Promise<readonly LiveRow[]> {
    let rows: readonly LiveRow[] = [];
    for (const part of seekParts(this.plan.write, this.terms, span).toReversed()) {
      const found = await this.#readPart(part, { limit: limit - rows.length, offset: 0, backwards: true });
      rows = [...found.toReversed(), ...rows];
      if (rows.length >= limit) break;
    }
    return rows;
  }

  async byIds(ids: readonly RowId[]): Promise<readonly LiveRow[]> {
    const rows: LiveRow[] = [];
    for (let start = 0; start < ids.length; start += maxIds)
      rows.push(...(await this.#byIds(ids.slice(start, start + maxIds))));
    return rows;
  }

  count(budgetMs: number): Promise<Total> {
    return countRows(this, budgetMs);
  }

  async countSpan(span: Span): Promise<number> {
    const part = seekPart(this.plan.write, this.terms, span);
    const [row] = await this.statements.rows(
      `count ${part.key}`,
      () => this.writer.count(part.condition),
      bound(part),
      await this.howToRead(),
    );
    return Number(row?.[0] ?? 0);
  }

  async slice(from: Tuple | null, step: number): Promise<{ to: Tuple | null; count: number } | undefined> {
    // Without one each piece of a scan would sort everything anew.
    if (!(await this.#indexes.hasOrder(this.plan, this.terms))) return undefined;
    if (!this.writer.isFiltered) {
      const to = await this.#tupleAfter(from, step);
      return to ? { to, count: step } : { to: null, count: await this.countSpan({ from, until: null }) };
    }
    const to = await this.#tupleAfter(from, Math.min(step, filteredSlice));
    return { to, count: await this.countSpan({ from, until: to }) };
  }

  near(share: number): Promise<Tuple | undefined> {
    return nearShare(this, share);
  }

  changed({ table, keys, before, columns }: CommittedChange): readonly ChangedRow[] | "unknown" {
    if (columns && !usesColumns(this.#textOf("rows"), table, columns)) return [];
    if (table !== this.plan.captured || keys === "unknown") return "unknown";
    const stays = columns !== undefined && !usesColumns(this.#textOf("order"), table, columns);
    return keys.map((values, index) => ({ id: this.#idOf(values), before: before?.[index], stays }));
  }

  /** The text of what gives rows with all that is shown of them, or their places alone. */
  #textOf(what: "rows" | "order"): string {
    let text = this.#texts.get(what);
    if (text === undefined) {
      const { selection } = what === "rows" ? this.#reader : new RowReader(this.plan, this.terms, []);
      const wanted = { selection, where: undefined, terms: this.terms };
      text = this.#handle.toText(what === "rows" ? this.writer.rows(wanted) : this.writer.slim(wanted)).text;
      this.#texts.set(what, text);
    }
    return text;
  }

  /** About how many rows a table has. */
  sizeOf(table: string): Promise<number> {
    return this.#indexes.sizeOf(table, this.plan.write);
  }

  /** Options of a read that may have to look at many rows. */
  async howToRead(bigints = false): Promise<ReadOptions> {
    this.#isLong ??= isLongView(this, this.#indexes);
    return { bigints, long: await this.#isLong, signal: this.#ending.signal };
  }

  cancel(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  /** Terms in which the order of values that are not NULL is that of an index. */
  fitTerms(terms: readonly OrderTerm[]): Promise<readonly OrderTerm[]> {
    return this.#indexes.fitTerms(this.plan, terms);
  }

  /** The id of a row of the base table as it was. */
  idOfStored(row: StoredValues): RowId {
    return this.#idOf(this.plan.keys.map(({ column }) => column && row[columnKey(column)]));
  }

  places(before: readonly StoredValues[]): Promise<readonly (Tuple | null | undefined)[]> {
    return placesBefore(this, before);
  }

  #idOf(values: readonly unknown[]): RowId {
    const { keys, write } = this.plan;
    return toRowId(keys.map(({ column }, at) => (column ? toStored(write, column, values[at]) : values[at])));
  }

  async #readPart(
    part: SeekPart,
    { limit, offset, backwards }: { limit: number; offset: number; backwards: boolean },
  ): Promise<readonly LiveRow[]> {
    const key = `rows ${backwards ? "<" : ">"} ${offset > 0 ? "o" : ""} ${part.key}`;
    const terms = await this.fitTerms(part.terms);
    await this.#tellMissingIndex();
    const write = (): SQL =>
      this.writer.rows({
        selection: this.#reader.selection,
        where: part.condition,
        terms,
        backwards,
        limit: sql`${sql.placeholder("limit")}`,
        ...(offset > 0 ? { offset: sql`${sql.placeholder("offset")}` } : {}),
      });
    return this.#toRows(
      await this.statements.rows(
        key,
        write,
        { ...bound(part), limit, offset },
        await this.howToRead(this.#reader.bigints),
      ),
    );
  }

  async #byIds(ids: readonly RowId[]): Promise<readonly LiveRow[]> {
    const size = 2 ** Math.ceil(Math.log2(ids.length));
    const values: Record<string, unknown> = {};
    for (let at = 0; at < size; at++) {
      const id = ids[Math.min(at, ids.length - 1)];
      if (id !== undefined) for (const [part, value] of fromRowId(id).entries()) values[`i${at}_${part}`] = value;
    }
    const write = (): SQL =>
      this.writer.rows({ selection: this.#reader.selection, where: this.#idCondition(size), terms: this.terms });
    return this.#toRows(await this.statements.rows(`ids ${size}`, write, values, { bigints: this.#reader.bigints }));
  }

  #idCondition(size: number): SQL {
    const { keys } = this.plan;
    const [only] = keys;
    const places = Array.from({ length: size }, (_, at) => at);
    if (only && keys.length === 1 && !only.nullable) {
      return sql`${only.expression} in ${places.map((at) => sql`${sql.placeholder(`i${at}_0`)}`)}`;
    }
    const alternatives = places.map((at) => {
      const same = keys.map(({ expression, nullable }, part) => {
        const wanted = this.plan.write.bind(sql`${sql.placeholder(`i${at}_${part}`)}`, expression);
        return nullable ? this.plan.write.same(expression, wanted) : sql`${expression} = ${wanted}`;
      });
      return sql`(${sql.join(same, sql` and `)})`;
    });
    return sql`(${sql.join(alternatives, sql` or `)})`;
  }

  /** Once for each view, where somebody wants to know. */
  async #tellMissingIndex(): Promise<void> {
    const tell = this.#onMissingIndex;
    if (!tell) return;
    this.#onMissingIndex = undefined;
    const missing = await missingIndex(this, this.#indexes);
    if (missing) tell(missing);
  }

  #toRows(raw: unknown[][]): readonly LiveRow[] {
    return this.#reader.narrow(raw).map((row) => this.#reader.toRow(row));
  }

  /** The place of the row so many rows after this one, of the base table where a filter leaves out rows. */
  async #tupleAfter(from: Tuple | null, step: number): Promise<Tuple | null> {
    const part = seekPart(this.plan.write, this.terms, { from, until: null });
    const reader = new RowReader(this.plan, this.terms, []);
    const wanted = {
      selection: reader.selection,
      where: part.condition,
      terms: this.terms,
      limit: sql`1`,
      offset: sql`${sql.placeholder("offset")}`,
    };
    const write = (): SQL => (this.writer.isBaseOnly ? this.writer.unconditioned(wanted) : this.writer.slim(wanted));
    const how = await this.howToRead(reader.bigints);
    const rows = await this.statements.rows(`hop ${part.key}`, write, { ...bound(part), offset: step }, how);
    const [row] = reader.narrow(rows);
    return row ? reader.tuple(row) : null;
  }
}

function bound(part: SeekPart): Record<string, unknown> {
  return Object.fromEntries(part.values.map((value, at) => [`t${at}`, value]));
}
