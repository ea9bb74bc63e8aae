import type { Command } from "commander";

/** Declares `rx db check`. */
export function declareDbCheck(group: Command): void {
  group
    .command("check")
    .description("compare models, migration files and database; exit code 1 where they differ")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  rx db check\n")
    .action(async ({ json = false }: { json?: boolean }) => {
      const { checkApp } = await import("./db/check-app.ts");
      await checkApp({ json });
    });
}
