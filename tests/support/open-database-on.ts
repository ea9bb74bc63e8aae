import type { DialectName } from "../../src/orm/dialects/dialect-name.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { frameworkTables } from "../../src/orm/framework-tables.ts";
import { loadKit } from "../../src/orm/migrate/load-kit.ts";
import { modelOf } from "../../src/orm/model-info.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { tableFor } from "../../src/orm/table-for.ts";
import { testDatabase } from "./servers/test-database.ts";

/** A database of its own on a real server with the tables of these models and the framework's own; `db` stands for it. */
export async function openDatabaseOn(
  dialect: DialectName,
  ...tables: object[]
): Promise<{ readonly handle: DatabaseHandle; readonly url: string } & AsyncDisposable> {
  const database = await testDatabase(dialect);
  const handle = await openDatabase(database.url);
  setCurrentDatabase(handle);
  const real = tables.map((table) => {
    const model = modelOf(table);
    return model ? tableFor(model, dialect) : table;
  });
  const all = [...real, ...Object.values(frameworkTables(dialect))].map((table, at) => [`t${at}`, table]);
  const kit = await loadKit(dialect);
  const statements = await kit.diff(await kit.snapshot({}), await kit.snapshot(Object.fromEntries(all)));
  for (const statement of statements) await handle.database.execute(statement);
  return {
    handle,
    url: database.url,
    async [Symbol.asyncDispose]() {
      setCurrentDatabase(undefined);
      await handle.database.close();
      await database[Symbol.asyncDispose]();
    },
  };
}
