import type { Command } from "commander";

/** Declares `rx db reset`. */
export function declareDbReset(group: Command): void {
  group
    .command("reset")
    .description("drop the app's tables with all rows, make them anew, and run the seed where there is one; asks first")
    .option("-y, --yes", "do not ask")
    .option("--no-seed", "leave the tables empty")
    .addHelpText("after", "\nExample:\n  rx db reset --yes\n")
    .action(async ({ yes, seed }: { yes?: boolean; seed: boolean }) => {
      const { resetApp } = await import("./db/reset-app.ts");
      await resetApp({ yes: yes ?? false, seed });
    });
}
