// An app of its own from the packed package: migrated, seeded and built once for each content, then a copy of it, with its
// database, for each test file that asks.
import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { packedApp, type PackedApp } from "./packed-app.ts";
import { runRx } from "./run-rx.ts";

/** An app of a test, in production unless it is said, on a port of its own. */
export interface BuiltApp extends AsyncDisposable {
  /** `http://127.0.0.1:…`, the same after a restart. */
  readonly address: string;
  readonly folder: string;
  /** Path of its SQLite file. */
  readonly database: string;
  /** What the server that runs has printed. */
  readonly lines: readonly string[];
  /** Ends the server; SIGKILL leaves it no time for anything. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Starts it again, on the same port and database. */
  start(): Promise<void>;
}

/** Which app. */
export interface BuiltAppOptions {
  /** Its folder in the clone. */
  readonly source: string;
  readonly name: string;
  /** Under `rx dev` in the place of `rx start`. */
  readonly development?: boolean;
}

/**
 * Makes and starts one. `RX_SALES_APP` (or another name, in capitals) names a folder with a built and seeded app that has
 * the package in node_modules, to be used in the place of one made from this clone.
 */
export async function startBuiltApp({ source, name, development = false }: BuiltAppOptions): Promise<BuiltApp> {
  const given = process.env[`RX_${name.toUpperCase()}_APP`];
  const master = given ?? (await builtApp(source, name));
  // Below what has the package in its node_modules.
  const folder = join(given ?? dirname(dirname(master)), "apps", `${name}-${randomUUID().slice(0, 8)}`);
  const parts = ["app", "migrations", "data", "rx.config.ts", "package.json"];
  for (const part of development ? parts : [...parts, ".rx/build"]) {
    cpSync(join(master, part), join(folder, part), { recursive: true });
  }
  const rx = rxOf(folder);
  const command = development ? "dev" : "start";
  // `rx dev` takes the next free port where this one is taken.
  let { server, address } = await serve({ folder, rx }, command, development ? devPort : 0);
  const port = Number(new URL(address).port);
  return {
    address,
    folder,
    database: join(folder, "data", "app.db"),
    get lines() {
      return server.lines;
    },
    async stop(signal = "SIGTERM") {
      process.kill(server.pid, signal);
      await server.ended;
    },
    async start() {
      ({ server, address } = await serve({ folder, rx }, command, port));
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      if (process.env["RX_KEEP_APPS"] === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const devPort = 3950;

async function serve(app: Pick<PackedApp, "folder" | "rx">, command: "dev" | "start", port: number) {
  const server = runRx(app, command, "--port", String(port));
  const address = /http:\S+/.exec(await server.line(/Ready on/))?.[0] ?? "";
  return { server, address };
}

/** The app that copies are made of. */
async function builtApp(source: string, name: string): Promise<string> {
  using app = packedApp(source, { name: `${name}-draft` });
  const home = join(dirname(app.rx), "../../..");
  const masters = join(home, name);
  const master = join(masters, contentOf(source, readFileSync(join(home, "rowx.content"), "utf8")));
  if (existsSync(master)) return master;
  if (!existsSync(join(app.folder, "migrations"))) await made(app, "db", "generate", "--name", "first");
  await made(app, "db", "migrate");
  await made(app, "db", "seed");
  await made(app, "build");
  rmSync(join(app.folder, ".rx", "draft"), { recursive: true, force: true });
  mkdirSync(masters, { recursive: true });
  for (const old of readdirSync(masters)) rmSync(join(masters, old), { recursive: true, force: true });
  renameSync(app.folder, master);
  return master;
}

/** Names what an app is made of: the package and its own files. */
function contentOf(source: string, ofPackage: string): string {
  const digest = createHash("sha256").update(ofPackage);
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  for (const path of entries
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .toSorted()) {
    if (!path.includes("node_modules")) digest.update(path.slice(source.length)).update(readFileSync(path));
  }
  return digest.digest("hex").slice(0, 16);
}

async function made(app: PackedApp, ...command: readonly string[]): Promise<void> {
  const run = runRx(app, ...command);
  if ((await run.ended) !== 0) throw new Error(`rx ${command.join(" ")}:\n${run.lines.join("\n")}`);
}

/** `rx` of the package that an app of this folder resolves. */
function rxOf(folder: string): string {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const rx = join(at, "node_modules", "rowx", "bin", "rx.js");
    if (existsSync(rx)) return rx;
  }
  throw new Error(`no rowx installed at or above ${basename(folder)}`);
}
