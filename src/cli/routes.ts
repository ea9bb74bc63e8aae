import type { Command } from "commander";

/** Declares `rx routes`. */
export function declareRoutes(program: Command): void {
  program
    .command("routes")
    .description("list the pages with their files and States, and the States with their events")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  rx routes --json\n")
    .action(async ({ json }: { json?: boolean }) => {
      const { printRoutes } = await import("./routes/print-routes.ts");
      await printRoutes({ json: json ?? false });
    });
}
