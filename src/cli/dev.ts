import type { Command } from "commander";
import { toPort } from "./to-port.ts";

/** Declares `rx dev`. */
export function declareDev(program: Command): void {
  program
    .command("dev")
    .alias("run")
    .description("run the app and take in every change; State is kept")
    .option("-p, --port <port>", "port of the pages; the next free one where it is taken", toPort, 3000)
    .addHelpText("after", "\nExample:\n  rx dev --port 3100\n")
    .action(async ({ port }: { port: number }) => {
      const { runDev } = await import("./dev/run-dev.ts");
      await runDev(port);
    });
}
