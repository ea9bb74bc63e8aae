import type { Command } from "commander";

/** Declares `rx doctor`. */
export function declareDoctor(program: Command): void {
  program
    .command("doctor")
    .description("say what is wrong with this machine or app and how to mend it; exit code 1 where something is")
    .option("--json", "as JSON")
    .addHelpText("after", "\nExample:\n  rx doctor\n")
    .action(async ({ json }: { json?: boolean }) => {
      const { printFindings } = await import("./doctor/print-findings.ts");
      await printFindings({ json: json ?? false });
    });
}
