import type { Command } from "commander";

/** Declares `rx db seed`. */
export function declareDbSeed(group: Command): void {
  group
    .command("seed")
    .description("fill the database: runs the default export of app/seed.ts")
    .option("--check", "run it twice in temporary databases instead, and compare what it makes")
    .addHelpText("after", "\nExample:\n  rx db migrate && rx db seed\n")
    .action(async ({ check }: { check?: boolean }) => {
      if (check) {
        const { checkSeed } = await import("./db/check-seed.ts");
        await checkSeed();
        return;
      }
      const { seedApp } = await import("./db/seed-app.ts");
      await seedApp();
    });
}
