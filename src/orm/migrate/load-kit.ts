import type { Table } from "drizzle-orm";
import type { DialectName } from "../dialects/dialect-name.ts";
import { normalSnapshot } from "./normal-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";
import { withKindsOf } from "./with-kinds-of.ts";
import { withoutKinds } from "./without-kinds.ts";

/** drizzle-kit for one dialect: writes a schema down, and prints the SQL that leads from one to another. */
export interface Kit {
  snapshot(tables: Readonly<Record<string, Table>>, previousId?: string): Promise<Snapshot>;
  /** Asks on the terminal as soon as something was created and something deleted: see diffSnapshots, which never lets it. */
  diff(from: Snapshot, to: Snapshot): Promise<string[]>;
}

/** Loads drizzle-kit's programmatic half, 3 MB, when a migration is to be written and not before. */
export async function loadKit(dialect: DialectName): Promise<Kit> {
  const api = await import("drizzle-kit/api");
  const functions = {
    sqlite: [api.generateSQLiteDrizzleJson, api.generateSQLiteMigration],
    postgres: [api.generateDrizzleJson, api.generateMigration],
    mysql: [api.generateMySQLDrizzleJson, api.generateMySQLMigration],
  } as const;
  // as: the three take and give one shape each; Snapshot names the parts of it that all share.
  const [snapshot, diff] = functions[dialect] as unknown as [Kit["snapshot"], Kit["diff"]];
  const withKinds = (schema: Snapshot, tables: Readonly<Record<string, Table>>): Snapshot =>
    dialect === "sqlite" ? withKindsOf(schema, Object.values(tables)) : schema;
  return {
    // As it is read back from its file: without the members that are undefined.
    snapshot: async (tables, id) =>
      withKinds(normalSnapshot(JSON.parse(JSON.stringify(await snapshot({ ...tables }, id)))), tables),
    diff: (from, to) => diff(withoutKinds(from), withoutKinds(to)),
  };
}
