import type { Command } from "commander";
import { toPort } from "./to-port.ts";

/** Declares `rx db studio`. */
export function declareDbStudio(group: Command): void {
  group
    .command("studio")
    .description("look at the app's tables in the browser, on this machine alone; read only")
    .option("-p, --port <port>", "port", toPort, 3900)
    .option("--write", "rows may be made, changed and deleted, without the rules of the app's own pages")
    .addHelpText("after", "\nExample:\n  rx db studio --port 3900\n")
    .action(async ({ port, write }: { port: number; write?: boolean }) => {
      const { runStudio } = await import("./studio/run-studio.ts");
      await runStudio({ port, write: write ?? false });
    });
}
