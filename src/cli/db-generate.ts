import type { Command } from "commander";
import type { GenerateForAppOptions } from "./db/generate-for-app.ts";

/** Declares `rx db generate`. */
export function declareDbGenerate(group: Command): void {
  group
    .command("generate")
    .description("write the migration for what changed in the models, for all databases at once")
    .option("--name <name>", "what the files are called; default: what the migration does first")
    .option(
      "--rename <table.column=name>",
      "a column, or with table=name a table, that is called otherwise now; may be said again",
      (one: string, others: readonly string[]) => [...others, one],
      [],
    )
    .option("--watch", "PostgreSQL: tables tell the app when another program writes to them")
    .option("--allow-drops", "also where tables, columns or values are taken away")
    .addHelpText("after", "\nExample:\n  rx db generate --name title_is_name --rename orders.title=name\n")
    .action(async (options: GenerateForAppOptions) => {
      const { generateForApp } = await import("./db/generate-for-app.ts");
      await generateForApp(options);
    });
}
