import type { Command } from "commander";
import type { MigrateAppOptions } from "./db/migrate-app.ts";

/** Declares `rx db migrate`. */
export function declareDbMigrate(group: Command): void {
  group
    .command("migrate")
    .description("apply the migrations that the database does not have yet")
    .option("--allow-drops", "do not ask where tables, columns or values are taken away")
    .addHelpText("after", "\nExample:\n  rx db migrate\n")
    .action(async (options: MigrateAppOptions) => {
      const { migrateApp } = await import("./db/migrate-app.ts");
      await migrateApp(options);
    });
}
