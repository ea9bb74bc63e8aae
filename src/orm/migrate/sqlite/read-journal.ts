import type { NativeConnection } from "../../dialects/sqlite/native-connection.ts";
import type { AppliedMigration } from "../migration-status.ts";
import { toApplied } from "../to-applied.ts";

/** What was applied to an SQLite database; nothing where it was never migrated. */
export function readJournal(connection: NativeConnection): readonly AppliedMigration[] {
  const [table] = connection.objects("SELECT 1 FROM sqlite_master WHERE name = 'rx_migrations'", []);
  if (!table) return [];
  return connection
    .rows("SELECT origin, tag, checksum, applied_at, steps FROM rx_migrations ORDER BY origin, tag", [])
    .map(toApplied);
}
