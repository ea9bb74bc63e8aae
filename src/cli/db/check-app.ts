import { join } from "node:path";
import { findDrift } from "../../orm/migrate/find-drift.ts";
import { appSchema } from "../../orm/migrate/app-schema.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";

/** Says where models, migration files and database differ. Exit code 1 where they do. */
export async function checkApp({ json }: { readonly json: boolean }): Promise<void> {
  const config = await readApp();
  const drift = await withProgress("Comparing models, files and database", async () => {
    await loadServerHalf(config);
    return findDrift(config, {
      schema: appSchema(),
      folder: join(config.folder, "migrations"),
      dialects: config.dialects,
    });
  });
  if (drift.length > 0) process.exitCode = 1;
  if (json) {
    console.log(JSON.stringify(drift, undefined, 2));
    return;
  }
  for (const { between, found, remedy } of drift) console.log(`${between}: ${found}\n  ${remedy}`);
  if (drift.length === 0) console.log(`Models, migration files and ${withoutPassword(config.database)} are the same.`);
}
