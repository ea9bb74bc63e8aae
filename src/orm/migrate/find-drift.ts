import { RxError } from "../../errors/rx-error.ts";
import { introspect } from "../introspect/introspect.ts";
import { shapeDifferences } from "../introspect/shape-differences.ts";
import { join } from "node:path";
import { generateMigration, type GenerateOptions, type Schema } from "./generate-migration.ts";
import { readKeptShape } from "./read-kept-shape.ts";
import { lastTag } from "./last-tag.ts";
import { listMigrations } from "./list-migrations.ts";
import type { MigrationTarget } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";
import { readMigrations } from "./read-migrations.ts";
import { refuseGaps } from "./refuse-gaps.ts";

/** One thing in which models, files and database differ. */
export interface Drift {
  readonly between: "models and files" | "files" | "files and database";
  readonly found: string;
  readonly remedy: string;
}

/** What is compared with the database of a target. */
export interface DriftOptions extends Pick<GenerateOptions, "folder" | "dialects"> {
  readonly schema: Schema;
}

/** Where models, migration files and database differ; empty where they are the same. Nothing is changed. */
export async function findDrift(target: MigrationTarget, options: DriftOptions): Promise<readonly Drift[]> {
  return [...(await filesDrift(options)), ...(await databaseDrift(target))];
}

async function filesDrift({ schema, folder, dialects }: DriftOptions): Promise<readonly Drift[]> {
  try {
    for (const dialect of dialects) {
      const own = join(folder, dialect);
      refuseGaps(own, readMigrations(own));
    }
    const made = await generateMigration(schema, { folder, dialects, answer: async () => undefined });
    return made.map(({ dialect, up }): Drift => {
      const [first = "", ...more] = up.statements;
      const found = `${dialect}: ${first.replaceAll(/\s+/g, " ")}${more.length > 0 ? ` and ${more.length} more` : ""}`;
      return { between: "models and files", found, remedy: "`rx db generate` writes the migration for it." };
    });
  } catch (thrown) {
    if (!(thrown instanceof RxError)) throw thrown;
    return [{ between: "files", found: thrown.message, remedy: thrown.remedy }];
  }
}

async function databaseDrift(target: MigrationTarget): Promise<readonly Drift[]> {
  const between = "files and database";
  const unsettled = (await listMigrations(target)).filter(({ state }) => state !== "applied");
  const states = unsettled.map(({ origin, tag, state }): Drift => {
    const found = `${origin === "app" ? tag : `${origin}/${tag}`} is ${state}`;
    return { between, found, remedy: remedies[state] };
  });
  await using database = await openMigrationDatabase(target);
  const kept = await readKeptShape(database.reader);
  // Where a migration was interrupted since, what was written down is of another time.
  if (!kept || kept.tag !== lastTag(await database.readJournal())) return states;
  const now = await introspect(database.reader);
  const differences = shapeDifferences([kept.shape, now], ["what the migrations made", "the database"]);
  const remedy = "Somebody changed it by hand: change it back, or write the same change into the models.";
  return [...states, ...differences.map((found): Drift => ({ between, found, remedy }))];
}

const remedies = {
  applied: "",
  pending: "`rx db migrate` applies it.",
  partial: "`rx db migrate` or `rx db rollback`, whichever was interrupted, goes on with it.",
  edited: "Restore the file, and write what is to change into a new migration.",
  missing: "Restore the file from version control.",
} as const;
