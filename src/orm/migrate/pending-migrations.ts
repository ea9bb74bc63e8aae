import { listMigrations } from "./list-migrations.ts";
import type { MigrationTarget } from "./migration-target.ts";

/** What a server that starts must know: the tags that its database has not applied, the framework's own included. */
export function pendingMigrations(target: MigrationTarget): readonly string[] {
  return listMigrations(target)
    .filter(({ state }) => state === "pending")
    .map(({ tag, origin }) => (origin === "app" ? tag : `${origin}/${tag}`));
}
