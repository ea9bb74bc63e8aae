import { afterAll, describe, test } from "vitest";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import type { Connection } from "../../src/orm/database.ts";
import type { DialectName } from "../../src/orm/dialects/dialect-name.ts";
import { loadKit } from "../../src/orm/migrate/load-kit.ts";
import { modelOf } from "../../src/orm/model-info.ts";
import { nameModels } from "../../src/orm/model-registry.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { tableFor } from "../../src/orm/table-for.ts";
import { mysql8Database } from "./servers/mysql8-database.ts";
import { dialectNames, testDatabase, type TestDatabase } from "./servers/test-database.ts";

// Wherever the process runs, a moment is the same: here in a zone that is not the servers', and that has summer time.
process.env["TZ"] = "America/New_York";

/** Models by the names under which an app would export them. */
export type Models = Readonly<Record<string, object>>;

interface Open {
  readonly place: TestDatabase;
  readonly handle: DatabaseHandle;
  /** Those of the last check, by name. */
  tables: readonly string[];
}

type Place = DialectName | "mysql8";

const open = new Map<Place, Promise<Open>>();
const places: readonly Place[] = mysql8Database ? [...dialectNames, "mysql8"] : dialectNames;

/**
 * One check of the contract that every database keeps: run on SQLite, PostgreSQL and MariaDB, and on MySQL 8 where `MYSQL8_URL` names one, each time with empty tables of the
 * models, made by the migration generator's own DDL. What is expected is written once, in the check.
 */
export function onEachDatabase(models: Models, name: string, check: (db: Connection) => Promise<void>): void {
  describe(name, () => {
    test.each(places)("%s", async (place) => {
      const database = await openOnce(place);
      const { handle } = database;
      setCurrentDatabase(handle);
      nameModels(models);
      await makeTables(database, models);
      await check(handle.database);
    });
  });
}

afterAll(async () => {
  setCurrentDatabase(undefined);
  for (const opening of open.values()) {
    const { handle, place } = await opening;
    await handle.database.close();
    await place[Symbol.asyncDispose]();
  }
});

/** One database of each dialect for all checks of a file. */
function openOnce(name: Place): Promise<Open> {
  const found = open.get(name);
  if (found) return found;
  const opening = (async () => {
    const place = await (name === "mysql8" ? mysql8Database?.() : testDatabase(name));
    if (!place) throw new Error("MYSQL8_URL is not set");
    return { place, handle: await openDatabase(place.url), tables: [] };
  })();
  open.set(name, opening);
  return opening;
}

async function makeTables(database: Open, models: Models): Promise<void> {
  const { database: db, dialect } = database.handle;
  const tables = Object.values(models).flatMap((model) => {
    const info = modelOf(model);
    return info ? [[info.name, tableFor(info, dialect)] as const] : [];
  });
  const names = tables.map(([name]) => name);
  if (names.join() === database.tables.join()) return await emptyTables(database);
  const quote = dialect === "mysql" ? "`" : '"';
  // Those that point to others come later.
  for (const name of database.tables.toReversed()) await db.execute(`drop table ${quote}${name}${quote}`);
  database.tables = names;
  for (const statement of await printTables(dialect, Object.fromEntries(tables))) await db.execute(statement);
}

/** As new: no rows, and numbers begin at 1 again. */
async function emptyTables({ handle, tables }: Open): Promise<void> {
  const { database: db, dialect } = handle;
  if (dialect === "postgres") {
    await db.execute(`truncate ${tables.map((name) => `"${name}"`).join(", ")} restart identity`);
    return;
  }
  await db.transaction(async (tx) => {
    // Rows that point at each other go in any order.
    await tx.execute(dialect === "mysql" ? "set foreign_key_checks = 0" : "pragma defer_foreign_keys = on");
    for (const name of tables) await tx.execute(`delete from "${name}"`);
    if (dialect === "sqlite") await tx.execute("delete from sqlite_sequence");
    else await tx.execute("set foreign_key_checks = 1");
  });
  // Behind a comment it is no change of the schema to us, and none is looked for.
  if (dialect === "mysql") for (const name of tables) await db.execute(`/**/ alter table "${name}" auto_increment = 1`);
}

async function printTables(
  dialect: DialectName,
  tables: Parameters<Awaited<ReturnType<typeof loadKit>>["snapshot"]>[0],
): Promise<readonly string[]> {
  const kit = await loadKit(dialect);
  return await kit.diff(await kit.snapshot({}), await kit.snapshot(tables));
}
