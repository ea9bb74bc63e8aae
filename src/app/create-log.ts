import { pino } from "pino";
import type { Log } from "../framework/ports/log.ts";

/** The log of an app: JSON lines on stderr, warnings and errors; `RX_LOG_LEVEL` changes what is said. */
export function createLog(env: NodeJS.ProcessEnv = process.env): Log {
  return pino({ level: env["RX_LOG_LEVEL"] ?? "warn" }, pino.destination({ dest: 2, sync: true }));
}
