import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The page by hand, on the same SQLite file. */
export interface Peer extends AsyncDisposable {
  readonly address: string;
}

/** Starts its server. */
export async function startPeer(database: string): Promise<Peer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "peer-server.ts"), database], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  const address = /http:\S+/.exec(String(line))?.[0];
  if (address === undefined) throw new Error(`Expected the peer's address, found: ${line}`);
  return {
    address,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
