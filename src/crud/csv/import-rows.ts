// Invariant: one transaction around all of a file. A batch that the database refuses is undone to its savepoint and written
// again row by row, so that each error is told of its own row.
import { RxError } from "../../errors/rx-error.ts";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Database } from "../../orm/database.ts";
import { keysByName, type KeysByName } from "../../orm/records/keys-by-name.ts";
import { readRecords } from "../../orm/records/read-records.ts";
import type { RecordTable } from "../../orm/records/record-table.ts";
import { stillShown } from "../../orm/records/still-shown.ts";
import { RecordInserts } from "../../orm/records/insert-records.ts";
import { updateRecord } from "../../orm/records/write-records.ts";
import { columnFacts } from "../../orm/values/column-facts.ts";
import { isSameValue } from "../../orm/values/is-same-value.ts";
import type { TextForms } from "../../orm/values/cell-text.ts";
import type { CsvOutcome, CsvRowError } from "../../protocol/crud.ts";
import { encodeValue } from "../../protocol/values.ts";
import { checkedChanges, checkedRow, checkReferences, type RowWriter } from "../write-rows.ts";
import type { CsvColumns } from "./csv-fields.ts";
import { restoreFormula } from "./formula.ts";
import type { ImportPlan } from "./import-plan.ts";
import { readRow, rowError, type FileRow } from "./read-row.ts";

/** Errors that are told, row by row; more are counted. */
const maxTold = 100;

/** What rows are imported with. */
export interface RowImportOptions {
  readonly plan: ImportPlan;
  readonly writer: RowWriter;
  readonly columns: CsvColumns;
  readonly forms: TextForms;
  readonly maxErrors: number;
}

/** Writes rows of a file within one transaction, and keeps count. */
export class RowImport {
  readonly #tx: Database;
  readonly #options: RowImportOptions;
  readonly #inserts: RecordInserts;
  readonly #errors: CsvRowError[] = [];
  /** Columns that a new row must have a value for, with their labels. */
  readonly #required: readonly (readonly [field: string, label: string])[];
  #rows = 0;
  #created = 0;
  #updated = 0;
  #failed = 0;

  constructor(tx: Database, options: RowImportOptions) {
    this.#tx = tx;
    this.#options = options;
    this.#inserts = new RecordInserts(tx, options.writer.table);
    this.#required = Object.entries(options.columns.create).flatMap(([field, column]) => {
      const { notNull, hasDefault, label } = columnFacts(column);
      return notNull && !hasDefault ? [[field, label] as const] : [];
    });
  }

  get rows(): number {
    return this.#rows;
  }

  /** Is there no sense in going on? */
  get isOver(): boolean {
    const { plan, maxErrors } = this.#options;
    return this.#failed >= (plan.isCheck || plan.skipsErrors ? maxErrors : 1);
  }

  get hasFailed(): boolean {
    return this.#failed > 0;
  }

  /** @param isEnd the file was read to its end. */
  outcome(written: boolean, isEnd: boolean): CsvOutcome {
    return {
      written,
      rows: this.#rows,
      created: this.#created,
      updated: this.#updated,
      failed: this.#failed,
      errors: this.#errors,
      ...(!isEnd && { gaveUp: true }),
    };
  }

  /** Writes some rows of the file; a row without any text is none. */
  async write(line: number, texts: readonly (readonly string[])[]): Promise<void> {
    const rows = texts
      .map((row, at): FileRow => ({ line: line + at, texts: row, values: {} }))
      .filter((row) => row.texts.some((text) => text !== ""));
    this.#rows += rows.length;
    const names = await this.#names(rows);
    const { plan, forms } = this.#options;
    for (const row of rows) await readRow(row, { columns: plan.columns, forms, names });
    for (const batch of plan.key.length > 0 ? distinct(rows, plan.key) : [rows]) await this.#writeBatch(batch);
    for (const { error } of rows) if (error !== undefined) this.#tell(error);
  }

  #tell(error: CsvRowError): void {
    this.#failed++;
    if (this.#errors.length < maxTold) this.#errors.push(error);
  }

  async #names(rows: readonly FileRow[]): Promise<ReadonlyMap<string, KeysByName>> {
    const found = new Map<string, KeysByName>();
    for (const { at, field, column, byName } of this.#options.plan.columns) {
      if (!byName) continue;
      const names = new Set(rows.flatMap(({ texts }) => restoreFormula(texts[at] ?? "") || []));
      found.set(field, await keysByName(this.#tx, column, [...names]));
    }
    return found;
  }

  async #writeBatch(rows: readonly FileRow[]): Promise<void> {
    const good = rows.filter(({ error }) => error === undefined);
    if (good.length === 0) return;
    try {
      await this.#inSavepoint(good);
    } catch (thrown) {
      if (!(thrown instanceof RxError) || thrown.status >= 500) throw thrown;
      for (const row of good) await this.#writeAlone(row);
    }
  }

  async #writeAlone(row: FileRow): Promise<void> {
    if (row.error !== undefined) return;
    const { plan, writer } = this.#options;
    try {
      await this.#inSavepoint([row]);
    } catch (thrown) {
      row.error = rowError(await this.#named(thrown, row, writer.table), row, { columns: plan.columns });
    }
  }

  /** Databases do not say which reference points to nothing. */
  async #named(thrown: unknown, row: FileRow, table: RecordTable): Promise<unknown> {
    if (!(thrown instanceof RxError) || thrown.code !== "FOREIGN_KEY_VIOLATION" || thrown.field !== undefined)
      return thrown;
    try {
      await checkReferences(this.#tx, table, row.values);
    } catch (named) {
      return named;
    }
    return thrown;
  }

  async #inSavepoint(rows: readonly FileRow[]): Promise<void> {
    const [created, updated] = await this.#tx.transaction((tx) => this.#writeRows(tx, rows));
    this.#created += created;
    this.#updated += updated;
  }

  async #writeRows(tx: Database, rows: readonly FileRow[]): Promise<readonly [created: number, updated: number]> {
    const { plan } = this.#options;
    const stored = await this.#stored(tx, rows);
    const made: StoredValues[] = [];
    let updated = 0;
    for (const row of rows) {
      const known = stored.size === 0 ? undefined : stored.get(keyText(row.values, plan.key));
      try {
        if (known === undefined) made.push(await this.#newRow(row));
        else updated += await this.#update(tx, row, known);
      } catch (thrown) {
        // A hook or a rule that refuses a row before it was written refuses that row alone.
        row.error = rowError(thrown, row, { columns: plan.columns });
      }
    }
    await this.#inserts.insert(tx, made);
    return [made.length, updated];
  }

  /** Rows that are there, by the texts of their keys. */
  async #stored(tx: Database, rows: readonly FileRow[]): Promise<ReadonlyMap<string, StoredValues>> {
    const { plan, writer } = this.#options;
    const { table } = writer;
    const key = plan.key.flatMap((name) => {
      const column = table.columns[name];
      return column ? [[name, column] as const] : [];
    });
    const wanted = rows.map(({ values }) => values).filter((values) => plan.key.every((name) => values[name] !== null));
    if (key.length === 0 || wanted.length === 0) return new Map();
    const found = await readRecords(tx, { ...table, key }, wanted);
    return new Map(found.map((row) => [keyText(row, plan.key), row]));
  }

  async #newRow({ values }: FileRow): Promise<StoredValues> {
    const { columns, writer, plan } = this.#options;
    const row: Record<string, unknown> = {};
    for (const { field, facts } of plan.columns) {
      const value = values[field];
      // Left empty: its default, else none.
      if (value === null && (facts.hasDefault || !(field in columns.create))) continue;
      if (!(field in columns.create)) throw notWritable(facts.label, field, plan.key.includes(field));
      row[field] = value;
    }
    for (const [field, label] of this.#required)
      if (row[field] === undefined || row[field] === null) throw needed(label, field);
    return checkedRow(writer, row);
  }

  async #update(tx: Database, { values }: FileRow, stored: StoredValues): Promise<number> {
    const { columns, writer, plan } = this.#options;
    const changes: Record<string, unknown> = {};
    for (const { field, facts, column } of plan.columns) {
      // A file says none and an empty text alike: neither becomes the other.
      if (isSameValue(column, stored[field] === "" ? null : stored[field], values[field])) continue;
      if (!(field in columns.edit)) throw notWritable(facts.label, field, false);
      if (values[field] === null && facts.notNull) throw needed(facts.label, field);
      changes[field] = values[field];
    }
    if (Object.keys(changes).length === 0) return 0;
    const [shown] = await stillShown(tx, writer.query(), writer.table, [stored]);
    if (shown === undefined) throw new RxError("ROW_NOT_IN_LIST");
    const checked = await checkedChanges(tx, writer, stored, changes);
    return updateRecord(tx, writer.table, { key: stored, changes: checked });
  }
}

function needed(label: string, field: string): RxError {
  return new RxError("VALUE_INVALID", { label, expected: "a value", found: "none" }, { field });
}

function notWritable(label: string, field: string, isKey: boolean): RxError {
  const expected = isKey ? "the value of a row that is there" : "the value that is there, which may not be changed";
  return new RxError("VALUE_INVALID", { label, expected, found: "another" }, { field });
}

function keyText(values: StoredValues, key: readonly string[]): string {
  return JSON.stringify(key.map((name) => encodeValue(values[name] ?? null)));
}

/** Lists in which no key stands twice: the second row of one must find what the first has made. */
function distinct(rows: readonly FileRow[], key: readonly string[]): readonly (readonly FileRow[])[] {
  const lists: FileRow[][] = [];
  let seen = new Set<string>();
  for (const row of rows) {
    const text = keyText(row.values, key);
    if (lists.length === 0 || seen.has(text)) {
      lists.push([]);
      seen = new Set();
    }
    seen.add(text);
    lists.at(-1)?.push(row);
  }
  return lists;
}
