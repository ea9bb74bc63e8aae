import { join } from "node:path";
import { openData } from "../../app/open-data.ts";
import { RxError } from "../../errors/rx-error.ts";
import { pendingMigrations } from "../../orm/migrate/pending-migrations.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";

/**
 * Runs the default export of `app/seed.ts` with `db` bound to the app's database. It may take a function that says how far it is:
 * `export default async function seed(progress: (text: string) => void)`.
 *
 * @throws RxError SEED_MISSING, MIGRATIONS_PENDING, and what the seed throws.
 */
export async function seedApp(): Promise<void> {
  const config = await readApp();
  const path = join(config.folder, "app", "seed.ts");
  const half = await loadServerHalf(config);
  if (half.seed === undefined) throw new RxError("SEED_MISSING", { path, found: "no such file" });
  const pending = await pendingMigrations(config);
  if (pending.length > 0) throw new RxError("MIGRATIONS_PENDING", { tags: pending.join(", ") });
  const { default: seed } = await half.seed();
  if (typeof seed !== "function")
    throw new RxError("SEED_MISSING", { path, found: "no function as its default export" });
  const data = await openData(config);
  try {
    await withProgress("Seeding the database", (progress) =>
      Promise.resolve(seed((text: unknown) => progress.update(String(text)))),
    );
  } finally {
    await data.close();
  }
}
