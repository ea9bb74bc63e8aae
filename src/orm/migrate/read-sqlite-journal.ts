import type { NativeConnection } from "../dialects/sqlite/native-connection.ts";
import type { AppliedMigration } from "./migration-status.ts";
import type { Origin } from "./migration-target.ts";

/** What was applied to an SQLite database; nothing where it was never migrated. */
export function readSqliteJournal(connection: NativeConnection, origin: Origin): readonly AppliedMigration[] {
  const [table] = connection.objects("SELECT 1 FROM sqlite_master WHERE name = 'rx_migrations'", []);
  if (!table) return [];
  return connection
    .objects("SELECT tag, checksum, applied_at FROM rx_migrations WHERE origin = ? ORDER BY tag", [origin])
    .map(({ tag, checksum, applied_at: appliedAt }) => ({
      tag: String(tag),
      checksum: String(checksum),
      appliedAt: new Date(String(appliedAt)),
    }));
}
