import type { Command } from "commander";

/** Declares `rx db seed`. */
export function declareDbSeed(group: Command): void {
  group
    .command("seed")
    .description("fill the database: runs the default export of app/seed.ts")
    .addHelpText("after", "\nExample:\n  rx db migrate && rx db seed\n")
    .action(async () => {
      const { seedApp } = await import("./db/seed-app.ts");
      await seedApp();
    });
}
