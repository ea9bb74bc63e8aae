import type { Command } from "commander";

/** Declares `rx db pull`. */
export function declareDbPull(group: Command): void {
  group
    .command("pull")
    .description(
      "write models, and the migration that they begin with, from an existing database; nothing in it is changed",
    )
    .argument("[url]", "connection string of the database; default: the app's own")
    .option("--out <file>", "file of the models", "app/models.ts")
    .option("--pages", "write a page for every table, too")
    .option("--force", "write over files that are there")
    .addHelpText("after", "\nExample:\n  rx db pull postgres://me@localhost/shop --out app/models.ts\n")
    .action(async (url: string | undefined, options: { out: string; pages?: boolean; force?: boolean }) => {
      const { pullIntoApp } = await import("./pull/pull-into-app.ts");
      await pullIntoApp(url, { out: options.out, pages: options.pages ?? false, force: options.force ?? false });
    });
}
