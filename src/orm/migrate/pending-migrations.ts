import { listMigrations } from "./list-migrations.ts";
import type { MigrationTarget } from "./migration-target.ts";

/**
 * What a server that starts must know: the tags that its database has not applied, or not to the end, the framework's own
 * included.
 */
export async function pendingMigrations(target: MigrationTarget): Promise<readonly string[]> {
  return (await listMigrations(target))
    .filter(({ state }) => state === "pending" || state === "partial")
    .map(({ tag, origin }) => (origin === "app" ? tag : `${origin}/${tag}`));
}
