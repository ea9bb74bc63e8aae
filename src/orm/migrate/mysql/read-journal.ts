import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";
import type { AppliedMigration } from "../migration-status.ts";
import { toApplied } from "../to-applied.ts";
import { parseProgress } from "./progress.ts";

/** What was applied to a MySQL database, half applied included; nothing where it was never migrated. */
export async function readJournal(client: RemoteClient): Promise<readonly AppliedMigration[]> {
  const run = async (text: string): Promise<readonly unknown[][]> => {
    const { rows } = await client.run({ text, params: [], asArrays: true });
    return rows as unknown[][]; // as: asked for as arrays
  };
  const found = await run(
    "select 1 from information_schema.tables where table_schema = database() and table_name = 'rx_migrations'",
  );
  if (found.length === 0) return [];
  const rows = await run(
    "select origin, tag, checksum, applied_at, steps, progress from rx_migrations order by origin, tag",
  );
  return rows.map((row) => {
    const progress = parseProgress(row[5]);
    const { way, done, steps } = progress ?? {};
    if (way === undefined || done === undefined || steps === undefined) return toApplied(row);
    return { ...toApplied(row), progress: { way, done, steps } };
  });
}
