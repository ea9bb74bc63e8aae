import type { Command } from "commander";

/** Declares `rx db status`. */
export function declareDbStatus(group: Command): void {
  group
    .command("status")
    .description("list applied and pending migrations; exit code 1 where one was edited, is missing or was interrupted")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  rx db status --json\n")
    .action(async ({ json }: { json?: boolean }) => {
      const { printStatus } = await import("./db/print-status.ts");
      await printStatus({ json: json ?? false });
    });
}
