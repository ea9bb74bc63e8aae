import type { Command } from "commander";

/** Declares `rx db migrate`. */
export function declareDbMigrate(group: Command): void {
  group
    .command("migrate")
    .description("apply the migrations that the database does not have yet")
    .addHelpText("after", "\nExample:\n  rx db migrate\n")
    .action(async () => {
      const { migrateApp } = await import("./db/migrate-app.ts");
      await migrateApp();
    });
}
