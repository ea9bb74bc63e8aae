// One change at a time: server half first, then the pages, so that a new page never meets old States. What opens a database
// is loaded when the pages are written: it takes a second, in which Next can start.
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { App } from "../../app/app.ts";
import { importServerHalf, type ServerHalf } from "../../app/import-server-half.ts";
import type { AppConfig } from "../../app/load-config.ts";
import type { AppCompiler } from "../../compiler/app-compiler.ts";
import type { CompiledApp } from "../../compiler/compile-app.ts";
import { appCompilerFor } from "../build/app-compiler-for.ts";
import { printError } from "../print-error.ts";
import { readApp } from "../read-app.ts";
import { devLog } from "./dev-log.ts";
import type { DevMessage, DevOptions } from "./dev-messages.ts";
import { printProblems } from "./print-problems.ts";
import { watchApp, type AppWatcher } from "./watch-app.ts";

/** What the server asks of the process that it runs in. */
export interface DevHost {
  tell(message: DevMessage): void;
  restart(): void;
}

/** An editor may have emptied a file and not filled it again: what does not compile is looked at once more before it is told. */
const halfWrittenMs = 30;

/** Compiles an app, runs its server half, and takes in every change. */
export class DevServer {
  readonly #options: DevOptions;
  readonly #host: DevHost;
  #config: AppConfig | undefined;
  #compiler: AppCompiler | undefined;
  #watcher: AppWatcher | undefined;
  #app: App | undefined;
  #server = "";
  #models = "";
  #hadProblems = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: DevOptions, host: DevHost) {
    this.#options = options;
    this.#host = host;
  }

  /** Throws where the configuration cannot be read; what is wrong with the code is told and waits to be mended. */
  async start(): Promise<void> {
    const { folder, serverPort } = this.#options;
    this.#config = await readApp(folder);
    this.#compiler = appCompilerFor(this.#config, {
      build: "dev",
      mode: { type: "dev", serverPort, hosts: [] },
      serverFolder: join(folder, ".rx", "server"),
      webFolder: join(folder, ".rx", "web"),
    });
    this.#watcher = watchApp(folder, (paths) => this.#changed(paths));
    await this.#enqueue(() => this.#take(true));
  }

  async stop(): Promise<void> {
    this.#watcher?.close();
    await this.#queue;
    await this.#app?.stop();
  }

  #changed(paths: ReadonlySet<string>): void {
    const setting = ["rx.config.ts", ".env"].find((file) => paths.has(file));
    if (setting === undefined) void this.#enqueue(() => this.#take(false));
    else {
      console.log(`${setting} changed: starting anew`);
      this.#host.restart();
    }
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((thrown: unknown) => printError(thrown, { verbose: false }));
    return this.#queue;
  }

  /** Takes the app in as it is on disk now. With problems what runs keeps running, and the open pages say what is wrong. */
  async #take(first: boolean): Promise<void> {
    const compiler = this.#compiler;
    if (compiler === undefined) return;
    let app = compiler.compile();
    if (app.problems.length > 0 && !first) {
      await setTimeout(halfWrittenMs);
      app = compiler.compile();
    }
    this.#watcher?.include(foldersOf(app));
    if (app.problems.length > 0) {
      this.#hadProblems = true;
      if (first) compiler.writeEmptyWeb();
      compiler.writeProblems(app.problems);
      printProblems(app.problems);
    } else {
      const { version, models } = compiler.writeServer(app);
      if (first) compiler.pruneServer();
      // The pages can be looked at while the database is opened.
      if (first) compiler.writeWeb(app);
      if (first) this.#host.tell({ type: "web" });
      if (version !== this.#server) await this.#load(version, models);
      compiler.writeWeb(app);
      if (this.#hadProblems) console.log("It compiles again.");
      this.#hadProblems = false;
    }
    if (first) this.#host.tell({ type: "web" });
  }

  async #load(version: string, models: string): Promise<void> {
    const { folder, serverPort, pagePort } = this.#options;
    const config = this.#config;
    if (config === undefined) return;
    const half = await importServerHalf(join(folder, ".rx", "server", "index.mjs"), version);
    this.#server = version;
    if (models !== this.#models) await this.#migrate(config);
    this.#models = models;
    if (this.#app === undefined) {
      this.#app = await this.#startApp(config, half, serverPort, pagePort);
      this.#host.tell({ type: "ready" });
    } else this.#app.reload(half);
  }

  async #migrate(config: AppConfig): Promise<void> {
    const { migrateForDevelopment } = await import("../../orm/migrate/migrate-for-development.ts");
    const { applied, notices } = await migrateForDevelopment(config);
    for (const tag of applied) console.log(`Applied migration ${tag}`);
    for (const notice of notices) console.log(notice);
  }

  async #startApp(config: AppConfig, manifest: ServerHalf, port: number, pagePort: number): Promise<App> {
    const { createApp } = await import("../../app/create-app.ts");
    // Pages come from Next's port and so does their socket, passed on: only that origin may open it.
    const origins = [`http://localhost:${pagePort}`, `http://127.0.0.1:${pagePort}`];
    const app = await createApp({ config, manifest, origins, development: true, log: devLog });
    await app.start({ port });
    return app;
  }
}

/** First folders of all files that either half uses: `app`, `lib`. */
function foldersOf({ client, server }: CompiledApp): ReadonlySet<string> {
  const files = [...client.keys(), ...server.keys()];
  return new Set(
    files.flatMap((file) => (file.includes("/") && !file.startsWith("..") ? [file.split("/")[0] ?? ""] : [])),
  );
}
