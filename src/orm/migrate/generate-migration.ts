import { join } from "node:path";
import type { Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { diffSnapshots, type SchemaDiff } from "./diff-snapshots.ts";
import { loadKit } from "./load-kit.ts";
import type { NewMigration } from "./new-migration.ts";
import { watchTables } from "./postgres/watch-tables.ts";
import { readLastSnapshot } from "./read-last-snapshot.ts";
import { readMigrations } from "./read-migrations.ts";
import type { RenameAnswer } from "./rename-question.ts";
import type { Rename } from "./rename.ts";
import type { Snapshot, TableSnapshot } from "./snapshot.ts";
import { refuseForks } from "./refuse-forks.ts";
import { refuseToGuess } from "./refuse-to-guess.ts";
import { settleRenames } from "./settle-renames.ts";

/** What the tables should be. */
export interface Schema {
  /** The tables in one dialect, by any names. */
  tables(dialect: DialectName): Readonly<Record<string, Table>>;
  /** Tables and columns that say what they were called before, by their names in the database. */
  readonly renames: readonly Rename[];
  /** Defaults that a database of this dialect cannot hold, in SQL. */
  fill?(dialect: DialectName, table: string, column: string): string | undefined;
}

/** Which migration is to be made. */
export interface GenerateOptions {
  /** Holds one folder for each dialect. */
  readonly folder: string;
  readonly dialects: readonly DialectName[];
  /** Default: named after what it does first, as `add_orders`. */
  readonly name?: string | undefined;
  /** Tables that are gone from the models stay in the database; a column that is gone is left to `rx db generate`. Default: false. */
  readonly keepTables?: boolean;
  /** Asked where something went while something else came, once for all dialects. Default: MIGRATION_AMBIGUOUS is thrown. */
  readonly answer?: RenameAnswer;
  /** Those of the schema's renames that somebody has just said: each must be one. */
  readonly said?: readonly Rename[];
  /** PostgreSQL: it tells the app, too, when another program writes to one of its tables. Default: false. */
  readonly watch?: boolean;
}

/**
 * Makes the migration that leads from the last one to the models, for every dialect; nothing is written yet. Empty where the
 * models did not change.
 *
 * @throws RxError MIGRATION_AMBIGUOUS, MIGRATION_KEY_CHANGED, MIGRATION_NAME_INVALID, MIGRATION_SNAPSHOT_MISSING,
 * MIGRATION_NUMBER_TWICE, MIGRATION_FORKED, MIGRATION_RENAME_UNKNOWN.
 */
export async function generateMigration(schema: Schema, options: GenerateOptions): Promise<readonly NewMigration[]> {
  const number = nextNumber(options);
  for (const dialect of options.dialects) refuseForks(join(options.folder, dialect));
  const made: NewMigration[] = [];
  const answer = once(options.answer ?? refuseToGuess);
  for (const dialect of options.dialects) {
    const migration = await generateFor(schema, dialect, { ...options, answer });
    if (migration.up.statements.length > 0) made.push(migration);
  }
  refuseUnknown(options.said ?? [], made);
  const name = toName(options.name ?? describe(made[0]));
  return made.map((migration) => ({ ...migration, tag: `${number}_${name}` }));
}

async function generateFor(
  schema: Schema,
  dialect: DialectName,
  options: GenerateOptions & { readonly answer: RenameAnswer },
): Promise<NewMigration> {
  const kit = await loadKit(dialect);
  const from = readLastSnapshot(join(options.folder, dialect)) ?? (await kit.snapshot({}));
  let to = await kit.snapshot(schema.tables(dialect), from.id);
  if (options.keepTables) to = await keepTables(schema, [from, to], options.answer);
  const renames = await settleRenames(dialect, [from, to], schema.renames, options.answer);
  const watches = options.watch && dialect === "postgres";
  const watch = watches ? watchTables(join(options.folder, dialect), tableNames(to)) : { up: [], down: [] };
  const back = renames.toReversed().map((rename) => ({ ...rename, from: rename.to, to: rename.from }));
  return {
    dialect,
    tag: "",
    renames,
    up: behind(
      await diffSnapshots([from, to], {
        kit,
        dialect,
        renames,
        fill: (table, column) => schema.fill?.(dialect, table, column),
      }),
      watch.up,
    ),
    down: before(watch.down, await diffSnapshots([to, from], { kit, dialect, renames: back, isBack: true })),
    snapshot: to,
  };
}

/** The tables of `to`, and those that only `from` has and that have no other name now. */
async function keepTables(
  { renames }: Schema,
  [from, to]: readonly [Snapshot, Snapshot],
  answer: RenameAnswer,
): Promise<Snapshot> {
  const [before, after] = [from, to].map(({ tables }) => Object.values(tables));
  const names = new Set(after?.map(({ name }) => name));
  const known = new Set(before?.map(({ name }) => name));
  const added = after?.filter(({ name }) => !known.has(name)) ?? [];
  const kept = { ...from.tables };
  for (const [key, table] of Object.entries(from.tables)) {
    if (names.has(table.name)) continue;
    const said = renames.some((one) => one.type === "table" && one.from === table.name && names.has(one.to));
    const alike = added.filter((other) => isAlike(table, other)).map(({ name }) => name);
    if (said) delete kept[key];
    else if (alike.length > 0) await answer({ table: undefined, gone: table.name, added: alike });
  }
  return { ...to, tables: { ...kept, ...to.tables } };
}

/** Do two tables share most of their columns? Then one may be the other's new name. */
function isAlike(one: TableSnapshot, other: TableSnapshot): boolean {
  const [left, right] = [Object.keys(one.columns), Object.keys(other.columns)];
  return left.filter((name) => right.includes(name)).length * 2 > Math.max(left.length, right.length);
}

/** What was said to be renamed must be gone under one name and new under the other. */
function refuseUnknown(said: readonly Rename[], made: readonly NewMigration[]): void {
  const known = made.flatMap(({ renames }) => renames);
  for (const one of said) {
    if (known.some((other) => other.type === one.type && other.from === one.from && other.to === one.to)) continue;
    const path = one.type === "table" ? one.from : `${one.table}.${one.from}`;
    throw new RxError("MIGRATION_RENAME_UNKNOWN", {
      found: `${path}=${one.to}`,
      known:
        "a table or column that the last migration has and the models have not, and one that they have and it has not",
    });
  }
}

function tableNames({ tables }: Snapshot): readonly string[] {
  return Object.values(tables).map(({ name }) => name);
}

function behind(diff: SchemaDiff, more: readonly string[]): SchemaDiff {
  return { ...diff, statements: [...diff.statements, ...more] };
}

function before(more: readonly string[], diff: SchemaDiff): SchemaDiff {
  return { ...diff, statements: [...more, ...diff.statements] };
}

/** The same question is asked for each dialect: the first answer holds for all. */
function once(answer: RenameAnswer): RenameAnswer {
  const given = new Map<string, Promise<string | undefined>>();
  return (question) => {
    const key = JSON.stringify(question);
    const known = given.get(key) ?? answer(question);
    given.set(key, known);
    return known;
  };
}

function nextNumber({ folder, dialects }: GenerateOptions): string {
  const last = dialects.map((dialect) => Number(readMigrations(join(folder, dialect)).at(-1)?.tag.slice(0, 4) ?? 0));
  return String(Math.max(0, ...last) + 1).padStart(4, "0");
}

function describe(migration: NewMigration | undefined): string {
  const [first = ""] = migration?.up.statements ?? [];
  if (/^CREATE OR REPLACE (FUNCTION rx_tell|TRIGGER "rx_tell")/.test(first)) return "watch_tables";
  const [, verb = "", prefix, name] = /^(\w+)\s[^`"]*[`"](__new_)?(\w+)[`"]/.exec(first) ?? [];
  if (name === undefined) return "change";
  const isTable = prefix === undefined && /^\w+ TABLE/.test(first);
  return `${isTable && verb === "CREATE" ? "create" : isTable && verb === "DROP" ? "drop" : "change"}_${name}`;
}

function toName(text: string): string {
  const name = text.trim().toLowerCase().replaceAll(/\s+/g, "_");
  if (!/^[\w-]{1,80}$/.test(name)) throw new RxError("MIGRATION_NAME_INVALID", { found: JSON.stringify(text) });
  return name;
}
