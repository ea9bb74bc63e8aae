// The process that compiles an app and runs its server half in development; `run-dev.ts` starts it, and anew when it asks.
import { DevServer } from "./dev-server.ts";
import { restartCode, type DevMessage, type DevOptions } from "./dev-messages.ts";
import { printError } from "../print-error.ts";

process.setSourceMapsEnabled(true);
const options: DevOptions = JSON.parse(process.argv[2] ?? "{}");
const server = new DevServer(options, {
  tell: (message: DevMessage) => process.send?.(message),
  restart: () => void end(restartCode),
});

async function end(code: number): Promise<void> {
  await server.stop();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(0));
// The command is gone, however it ended: nothing may stay behind.
process.once("disconnect", () => void end(0));

try {
  await server.start();
} catch (thrown) {
  printError(thrown, { verbose: process.argv.includes("--verbose") });
  process.exit(1);
}
