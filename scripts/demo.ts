// From a clone to a running app: packs the package, makes an app of the crud template from the packed file (never from a link:
// that app would have two Reacts), fills its database, builds it and serves it until Ctrl-C.
import { spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { initApp } from "../src/cli/init/init-app.ts";
import { withProgress } from "../src/cli/with-progress.ts";
import { pack } from "./pack.ts";

const cache = join(import.meta.dirname, "..", ".cache");
const folder = join(cache, "demo");
const bin = join(folder, "node_modules", ".bin");
// What `npm ci` of this clone has fetched is not asked for again.
process.env["npm_config_prefer_offline"] = "true";
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` };

rmSync(folder, { recursive: true, force: true });
const file = await withProgress("Packing rowx", async () => pack(cache));
await initApp({ dir: folder, template: "crud", install: true, packageSpec: `file:${file}` });
for (const args of [["db", "migrate"], ["db", "seed"], ["build"]]) run(args);
serve(await freePort(3000));

function run(args: readonly string[]): void {
  const { status } = spawnSync(join(bin, "rx"), args, { cwd: folder, env, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function serve(port: number): void {
  const server = spawn(join(bin, "rx"), ["start", "--port", String(port)], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: server.stdout }).on("line", (line) => {
    console.log(line);
    if (line.startsWith("Ready on"))
      console.log("\nThe demo runs there · its code is in .cache/demo · Ctrl-C stops it\n");
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
  server.on("close", (status) => process.exit(status ?? 0));
}

async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port += 1) if (await isFree(port)) return port;
  return 0;
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
