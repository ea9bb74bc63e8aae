import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { nextEnvironment } from "../build/next-environment.ts";
import { nextFolder } from "../build/next-folder.ts";
import { createNextReader } from "./next-output.ts";

/** What Next needs to serve the pages of an app while it is written. */
export interface NextOptions {
  /** `.rx/web`. */
  readonly web: string;
  readonly port: number;
  readonly onReady: () => void;
}

/** Starts Next's development server on the loopback address, without its chatter and without its call to the package registry. */
export function startNext({ web, port, onReady }: NextOptions): ChildProcess {
  const preload = new URL(import.meta.url.endsWith(".ts") ? "./no-registry.ts" : "./no-registry.js", import.meta.url);
  const environment = nextEnvironment("development");
  const options = [environment["NODE_OPTIONS"], `--import=${preload.href}`].filter((option) => option !== undefined);
  const child = spawn(
    process.execPath,
    [join(nextFolder(), "dist/bin/next"), "dev", web, "--port", String(port), "--hostname", "127.0.0.1"],
    { cwd: web, env: { ...environment, NODE_OPTIONS: options.join(" ") }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const read = createNextReader();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      if (/✓ Ready in/.test(line)) onReady();
      const shown = read(line);
      if (shown !== undefined) console.error(shown);
    });
  }
  return child;
}
