// A program of its own, started by SlowReads: reads one file, one statement at a time, and is killed where that takes too long.
import { NativeConnection } from "./native-connection.ts";
import type { SlowAnswer, SlowRead } from "./slow-read.ts";

const [, , file = ""] = process.argv;
const connection = new NativeConnection(file, true);
const send = (answer: SlowAnswer): void => void process.send?.(answer);

process.on("message", (message) => {
  const { text, params, bigints } = message as SlowRead; // as: SlowReads is who sends
  try {
    send({ type: "rows", rows: connection.rows(text, params, { bigints }) });
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    send({ type: "failed", message: error instanceof Error ? error.message : String(error), code: String(code ?? "") });
  }
});
// Whoever asked is gone.
process.on("disconnect", () => process.exit());
// An interrupt of the terminal is the parent's to answer.
process.on("SIGINT", () => undefined);
send({ type: "ready" });
