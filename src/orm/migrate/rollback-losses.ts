import type { MigrationTarget } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";
import { waysBack } from "./ways-back.ts";

/** What a rollback would take away, in words with the migration; empty where nothing goes. Throws as rollbackMigrations. */
export async function rollbackLosses(target: MigrationTarget, count: number): Promise<readonly string[]> {
  await using database = await openMigrationDatabase(target);
  const backs = waysBack(target, await database.readJournal(), count);
  return backs.flatMap(({ tag, losses }) => losses.map((loss) => `${loss} (${tag})`));
}
