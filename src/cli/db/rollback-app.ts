import { RxError } from "../../errors/rx-error.ts";
import { rollbackLosses } from "../../orm/migrate/rollback-losses.ts";
import { rollbackMigrations } from "../../orm/migrate/rollback-migrations.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";
import { confirmLosses } from "./confirm-losses.ts";

/** What `rx db rollback` takes. */
export interface RollbackAppOptions {
  readonly allowDrops?: boolean;
}

/**
 * Takes the last migrations of the app back, and says which. What goes with them is named first.
 *
 * @throws RxError MIGRATION_DESTROYS where something goes and nobody has said that it may.
 */
export async function rollbackApp(count: number, { allowDrops = false }: RollbackAppOptions): Promise<void> {
  const target = await readApp();
  const losses = await rollbackLosses(target, count);
  if (!(await confirmLosses(losses, { allowDrops, question: "Take it back, with what goes?" })))
    throw new RxError("MIGRATION_DESTROYS", { losses: losses.join(", ") });
  const taken = await withProgress("Taking migrations back", (progress) =>
    rollbackMigrations(target, count, (tag) => progress.update(tag)),
  );
  for (const tag of taken) console.log(`took back ${tag}`);
  if (taken.length === 0) console.log("No migration of the app is applied.");
}
