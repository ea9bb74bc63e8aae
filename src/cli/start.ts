import type { Command } from "commander";
import type { StartOptions } from "./start/start-app.ts";
import { toPort } from "./to-port.ts";

/** Declares `rx start`. */
export function declareStart(program: Command): void {
  program
    .command("start")
    .description("serve the build: pages and socket on one port")
    .option("-p, --port <port>", "port", toPort, 3000)
    .option(
      "--host <host>",
      "address to listen on; with one that others reach, rx.config.ts names `origins`",
      "127.0.0.1",
    )
    .option("--migrate", "apply pending migrations first")
    .addHelpText("after", "\nExample:\n  rx start --port 4000 --migrate\n")
    .action(async (options: StartOptions) => {
      const { startApp } = await import("./start/start-app.ts");
      await startApp(options);
    });
}
