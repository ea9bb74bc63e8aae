// RETURNING, which MySQL does not know, as several statements of one transaction.
import { and, getTableColumns, is, Param, sql, SQL, type Column } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import { keyFields } from "../../session/key-fields.ts";
import type { InsertSource, Statement, WriteSource } from "../../session/statement.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import type { RemoteClient, RemoteResult } from "../remote/remote-pool.ts";
import { insertedKeys, planKeys } from "./inserted-keys.ts";
import { RowReader, type ReturnedRows } from "./row-reader.ts";
import { takenColumns } from "./taken-columns.ts";
import { toDriverParams } from "./to-driver-params.ts";

type Client = Pick<RemoteClient, "run">;

/** What a write that returns rows needs. */
export interface ReturnContext {
  readonly client: Client;
  readonly dialect: QueryDialect;
  /** By how much the server counts on: asked for where several rows were counted. */
  readonly step: (client: Client) => Promise<number>;
}

/** Runs a write and reads the rows that it wrote; of a deletion, as they were. Throws NOT_PORTABLE. */
export async function returnRows(context: ReturnContext, statement: Statement): Promise<ReturnedRows> {
  const { write, fields = [], text, params } = statement;
  if (!write) return { rows: [], rowCount: 0, keys: [] };
  const { client, dialect } = context;
  const reader = new RowReader(client, dialect, write.table);
  const run = (): Promise<RemoteResult> => client.run({ text, params, asArrays: false });
  const { what } = write;
  const keys = keyFields(write.table);
  if (what.type === "delete") {
    const rows = await reader.read(fields, what.where, true);
    await run();
    return { rows, rowCount: rows.length, keys: undefined };
  }
  if (keys.length === 0) throw notPortable("returning() of a table without a key");
  if (what.type === "update") {
    if (keys.some(({ field }) => what.columns.some((key) => Reflect.get(write.table, key) === field)))
      throw notPortable("returning() of an update of the key");
    const held = await reader.keys(what.where);
    await run();
    return await reader.byKeys(fields, held);
  }
  const insert = what.type === "insert" ? what : what.insert;
  if (!insert) throw notPortable("returning() of this write");
  return await reader.byKeys(fields, await insertAll(context, write, insert, run));
}

/** Inserts rows, or those of them that are not there, or updates those that are; gives the keys of what was written, in order. */
async function insertAll(
  context: ReturnContext,
  write: WriteSource,
  insert: InsertSource,
  run: () => Promise<RemoteResult>,
): Promise<unknown[][]> {
  const plan = planKeys(write, insert);
  if (plan === "unknown") throw notPortable("returning() of rows whose keys only the database knows");
  if (plan === "together" && !insert.conflict) {
    const step = (insert.rows?.length ?? 0) > 1 ? await context.step(context.client) : 1;
    return insertedKeys(write, insert, await run(), step);
  }
  const keys: unknown[][] = [];
  for (const at of (insert.rows ?? []).keys()) keys.push(...(await insertOne(context, write, pick(insert, write, at))));
  return keys;
}

/** One row, given a second try where another process was faster. */
async function insertOne(context: ReturnContext, write: WriteSource, insert: InsertSource): Promise<unknown[][]> {
  const { client, dialect } = context;
  const { conflict, target } = insert;
  const run = (sql: SQL): Promise<RemoteResult> => {
    const { sql: text, params } = dialect.sqlToQuery(sql);
    return client.run({ text, params: toDriverParams(params), asArrays: false });
  };
  for (let isAgain = false; ; isAgain = true) {
    const there = conflict === "update" ? await existing(context, write, insert) : [];
    if (there.length > 0) {
      await run(insert.build(insert.rows ?? [], "with conflict clause"));
      return there;
    }
    try {
      return insertedKeys(write, insert, await run(insert.build(insert.rows ?? [], "plain")), 1);
    } catch (error) {
      if (!isTaken(error, write, target)) throw error;
      if (conflict === "nothing") return [];
      if (conflict === undefined || isAgain) throw error;
    }
  }
}

/** The key of the row that the upsert will find, which is held. */
async function existing(
  { client, dialect }: ReturnContext,
  { table }: WriteSource,
  { rows, target }: InsertSource,
): Promise<unknown[][]> {
  const names = Object.entries(getTableColumns(table));
  const conditions = target.map((column) => {
    const [key = ""] = names.find(([, own]) => own.name === column.name) ?? [];
    const value = rows?.[0]?.[key];
    // A default is known to the database alone; NULL is in nobody's way.
    if (value === undefined) throw notPortable("returning() of an upsert without a value for its target");
    return is(value, Param) && value.value === null ? undefined : sql`${column} = ${value}`;
  });
  if (conditions.includes(undefined)) return [];
  return await new RowReader(client, dialect, table).keys(and(...conditions));
}

/** Is it the upsert's target whose value another row has? */
function isTaken(error: unknown, { table }: WriteSource, target: readonly Column[]): boolean {
  if (!(error instanceof Error) || Reflect.get(error, "errno") !== 1062) return false;
  const names = takenColumns(table, error.message).map(({ name }) => name);
  return (
    target.length === 0 ||
    names.toSorted().join() ===
      target
        .map(({ name }) => name)
        .toSorted()
        .join()
  );
}

/** One row of an insert as an insert of its own, with the keys that were made for it. */
function pick(insert: InsertSource, { table }: WriteSource, at: number): InsertSource {
  const columns: Readonly<Record<string, Column>> = getTableColumns(table);
  const made = Object.entries(insert.madeIds[at] ?? {}).map(([key, value]) => {
    const column = columns[key];
    return [key, is(value, SQL) || !column ? value : new Param(value, column)];
  });
  return { ...insert, rows: [{ ...insert.rows?.[at], ...Object.fromEntries(made) }], madeIds: [] };
}

function notPortable(found: string): RxError {
  return new RxError("NOT_PORTABLE", { found, dialect: "MySQL" });
}
