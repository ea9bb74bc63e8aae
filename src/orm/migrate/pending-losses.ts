import { listMigrations } from "./list-migrations.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import type { MigrationTarget } from "./migration-target.ts";

/** What the pending migrations of an app take away, in words; empty where nothing goes. */
export async function pendingLosses(target: MigrationTarget): Promise<readonly string[]> {
  const states = new Map((await listMigrations(target)).map(({ origin, tag, state }) => [`${origin}/${tag}`, state]));
  return migrationFilesOf(target, "app")
    .filter(({ tag }) => states.get(`app/${tag}`) === "pending")
    .flatMap(({ tag, losses }) => losses.map((loss) => `${loss} (${tag})`));
}
