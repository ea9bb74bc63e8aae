// What the events of crud() do to the database. Invariants: only rows that the query still selects are written; only
// columns that were changed; only where the value that was shown is still there.
import { RxError } from "../errors/rx-error.ts";
import type { StoredValues } from "../framework/ports/change-feed.ts";
import type { Database } from "../orm/database.ts";
import { modelOf } from "../orm/model-info.ts";
import { missingReference } from "../orm/records/missing-reference.ts";
import { readRecords } from "../orm/records/read-records.ts";
import type { RecordTable } from "../orm/records/record-table.ts";
import { stillHeld } from "../orm/records/still-held.ts";
import { stillShown } from "../orm/records/still-shown.ts";
import { deleteRecords, insertRecord, updateRecord } from "../orm/records/write-records.ts";
import { columnFacts } from "../orm/values/column-facts.ts";
import { isSameValue } from "../orm/values/is-same-value.ts";
import type { UpdateOutcome } from "../protocol/crud.ts";

/** Where rows are written: a table, the query that shows them, and what the app does before each write. */
export interface RowWriter {
  readonly table: RecordTable;
  readonly query: () => unknown;
  readonly beforeCreate: (row: StoredValues) => unknown;
  readonly beforeUpdate: (changes: StoredValues, stored: StoredValues) => unknown;
  readonly beforeRemove: (stored: StoredValues) => unknown;
  /** A stored row as a browser may see it. */
  readonly shown: (stored: StoredValues) => StoredValues;
}

/** Makes a row; gives it as it is stored. */
export async function createRow(db: Database, writer: RowWriter, given: StoredValues): Promise<StoredValues> {
  const row = await checkedRow(writer, given);
  await checkReferences(db, writer.table, row);
  return writer.shown(await db.transaction((tx) => insertRecord(tx, writer.table, row)));
}

/** Changes one row. */
export async function updateRow(db: Database, writer: RowWriter, change: RowUpdate): Promise<UpdateOutcome> {
  return db.transaction(async (tx) => {
    // Another turn only where somebody else wrote between the read and the write, which on SQLite nobody can.
    for (let turn = 0; turn < maxTurns; turn++) {
      const outcome = await tryUpdate(tx, writer, change);
      if (outcome !== undefined) return outcome;
    }
    throw new RxError("DATABASE_BUSY", { waitedMs: 0 });
  });
}

/** One change of a row: its key, the columns to be written, and of those the values that were shown. */
export interface RowUpdate {
  readonly key: StoredValues;
  readonly changes: StoredValues;
  readonly was: StoredValues;
}

const maxTurns = 5;

/** Undefined: what was read was no longer there when it was to be written. */
async function tryUpdate(tx: Database, writer: RowWriter, change: RowUpdate): Promise<UpdateOutcome | undefined> {
  const { columns } = writer.table;
  const [stored] = await shownRecords(tx, writer, [change.key]);
  if (stored === undefined) return { outcome: "gone" };
  const isSame = (name: string, a: unknown, b: unknown): boolean => isSameValue(columns[name], a, b);
  // Who wrote the same value meanwhile is of one mind with this one.
  const overlap = Object.keys(change.was).filter(
    (name) => !isSame(name, stored[name], change.was[name]) && !isSame(name, stored[name], change.changes[name]),
  );
  if (overlap.length > 0) return conflictOf(stored, overlap);
  const held = await stillHeld(tx, writer.table, stored, Object.keys(change.was));
  if (held === undefined) return undefined;
  const changes = await checkedChanges(tx, writer, stored, change.changes);
  if (Object.keys(changes).length === 0) return { outcome: "saved" };
  const count = await updateRecord(tx, writer.table, { key: stored, changes, held: held.condition });
  return count > 0 ? { outcome: "saved" } : undefined;
}

/** Writes the same values into many rows; gives how many there were. */
export async function updateRows(
  db: Database,
  writer: RowWriter,
  keys: readonly StoredValues[],
  given: StoredValues,
): Promise<number> {
  return db.transaction(async (tx) => {
    let count = 0;
    for (const stored of await shownRecords(tx, writer, keys)) {
      const changes = await checkedChanges(tx, writer, stored, given);
      if (Object.keys(changes).length === 0) continue;
      count += await updateRecord(tx, writer.table, { key: stored, changes });
    }
    return count;
  });
}

/** Deletes rows; gives how many there were. */
export async function removeRows(db: Database, writer: RowWriter, keys: readonly StoredValues[]): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await shownRecords(tx, writer, keys);
    for (const stored of rows) await writer.beforeRemove(writer.shown(stored));
    return rows.length === 0 ? 0 : deleteRecords(tx, writer.table, rows);
  });
}

/** The rows with these keys that are there and that the query still selects. */
export async function shownRecords(
  db: Database,
  { table, query }: RowWriter,
  keys: readonly StoredValues[],
): Promise<readonly StoredValues[]> {
  return readRecords(db, table, await stillShown(db, query(), table, keys));
}

/** A new row as the app lets it be made: what `beforeCreate` makes of it, and not against the model's rule. */
export async function checkedRow(writer: RowWriter, given: StoredValues): Promise<StoredValues> {
  const row = replaced(await writer.beforeCreate(given), given);
  const rule = modelOf(writer.table.table)?.rule;
  if (rule !== undefined) await rule({ ...defaultsOf(writer.table), ...row });
  return row;
}

/**
 * Changes of a row as the app lets them be made; none of a column that has the value already, which may be finer than what
 * JavaScript has of it.
 */
export async function checkedChanges(
  db: Database,
  writer: RowWriter,
  stored: StoredValues,
  given: StoredValues,
): Promise<StoredValues> {
  const wanted = replaced(await writer.beforeUpdate(given, writer.shown(stored)), given);
  const { columns } = writer.table;
  const changes = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !isSameValue(columns[name], stored[name], value)),
  );
  await checkReferences(db, writer.table, changes);
  await modelOf(writer.table.table)?.rule?.({ ...stored, ...changes });
  return changes;
}

/** Refuses a row with a reference to a row that is not there, at its field. */
export async function checkReferences(db: Database, table: RecordTable, row: StoredValues): Promise<void> {
  const field = await missingReference(db, table, row);
  const column = field === undefined ? undefined : table.columns[field];
  if (field === undefined || column === undefined) return;
  const message = `${columnFacts(column).label}: expected a row that exists, found one that was deleted.`;
  throw new RxError("FOREIGN_KEY_VIOLATION", { message }, { field });
}

function conflictOf(stored: StoredValues, names: readonly string[]): UpdateOutcome {
  return { outcome: "conflict", current: Object.fromEntries(names.map((name) => [name, stored[name] ?? null])) };
}

/** Plain defaults of the model, so that a rule over the whole row sees the row that there will be. */
function defaultsOf({ columns }: RecordTable): StoredValues {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, columnFacts(column).defaultValue ?? null]),
  );
}

function replaced(result: unknown, given: StoredValues): StoredValues {
  return typeof result === "object" && result !== null ? { ...result } : given;
}
