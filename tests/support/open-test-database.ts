import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import { currentDialect } from "../../src/orm/current-dialect.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { frameworkTables } from "../../src/orm/framework-tables.ts";
import { modelOf } from "../../src/orm/model-info.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { tableFor } from "../../src/orm/table-for.ts";

/** A temporary SQLite file with the tables of these models and the framework's own; `db` stands for it. */
export async function openTestDatabase(
  ...tables: object[]
): Promise<{ readonly handle: DatabaseHandle; readonly file: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "rowx-"));
  const file = join(folder, "test.db");
  const handle = await openDatabase(`sqlite:${file}`);
  setCurrentDatabase(handle);
  const real = tables.map((table) => {
    const model = modelOf(table);
    return model ? tableFor(model, currentDialect()) : table;
  });
  const all = Object.fromEntries(
    [...real, ...Object.values(frameworkTables("sqlite"))].map((table, at) => [`t${at}`, table]),
  );
  const before = await generateSQLiteDrizzleJson({});
  for (const statement of await generateSQLiteMigration(before, await generateSQLiteDrizzleJson(all)))
    await handle.database.execute(statement);
  return {
    handle,
    file,
    async [Symbol.asyncDispose]() {
      setCurrentDatabase(undefined);
      await handle.database.close();
      await rm(folder, { recursive: true });
    },
  };
}
