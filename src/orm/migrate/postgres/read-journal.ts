import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";
import type { AppliedMigration } from "../migration-status.ts";
import { toApplied } from "../to-applied.ts";

/** What was applied to a PostgreSQL database; nothing where it was never migrated. */
export async function readJournal(client: RemoteClient): Promise<readonly AppliedMigration[]> {
  const found = await client.run({
    text: "select 1 where to_regclass('rx_migrations') is not null",
    params: [],
    asArrays: true,
  });
  if (found.rows.length === 0) return [];
  const text = "select origin, tag, checksum, applied_at, steps from rx_migrations order by origin, tag";
  const { rows } = await client.run({ text, params: [], asArrays: true });
  return (rows as unknown[][]).map(toApplied); // as: asked for as arrays
}
