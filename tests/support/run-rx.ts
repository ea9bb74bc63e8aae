import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { PackedApp } from "./packed-app.ts";

/** A command of the installed package that runs. */
export interface RunningRx extends AsyncDisposable {
  /** All lines so far, of both streams. */
  readonly lines: readonly string[];
  /** Resolves with the first line, past or to come after `from`, that fits. Rejects when the command ends without one. */
  line(pattern: RegExp, from?: number): Promise<string>;
  /** Resolves with its exit code when it has ended by itself. */
  readonly ended: Promise<number | null>;
  readonly pid: number;
}

/** Runs `rx` of an app's installed package. */
export function runRx(app: Pick<PackedApp, "folder" | "rx">, ...args: readonly string[]): RunningRx {
  const env = { ...process.env, NODE_ENV: undefined, VITEST: undefined };
  const child = spawn(process.execPath, [app.rx, ...args], { cwd: app.folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      wake();
    });
  }
  let hasEnded = false;
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  child.once("close", (code) => {
    hasEnded = true;
    resolve(code);
    wake();
  });

  return {
    lines,
    ended,
    pid: child.pid ?? 0,
    line(pattern, from = 0) {
      const { promise, resolve: found, reject } = Promise.withResolvers<string>();
      const look = (): void => {
        const line = lines.slice(from).find((one) => pattern.test(one));
        if (line !== undefined) found(line);
        else if (hasEnded) reject(new Error(`rx ${args.join(" ")} ended without ${pattern}:\n${lines.join("\n")}`));
        else return;
        waiting.delete(look);
      };
      waiting.add(look);
      look();
      return promise;
    },
    async [Symbol.asyncDispose]() {
      if (!hasEnded) child.kill("SIGTERM");
      await ended;
    },
  };
}
