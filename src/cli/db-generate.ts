import type { Command } from "commander";

/** Declares `rx db generate`. */
export function declareDbGenerate(group: Command): void {
  group
    .command("generate")
    .description("write the migration for what changed in the models, for all databases at once")
    .option("--name <name>", "what the files are called; default: what the migration does first")
    .addHelpText("after", "\nExample:\n  rx db generate --name add_orders\n")
    .action(async ({ name }: { name?: string }) => {
      const { generateForApp } = await import("./db/generate-for-app.ts");
      await generateForApp(name);
    });
}
