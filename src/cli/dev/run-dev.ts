import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { restartCode, type DevMessage, type DevOptions } from "./dev-messages.ts";
import { freePort } from "./free-port.ts";
import { startNext } from "./start-next.ts";
import { watchApp, type AppWatcher } from "./watch-app.ts";

const firstServerPort = 8000;
const graceMs = 4_000;

/**
 * Runs an app while it is written: its server half in one process, Next in another, both ended with this one.
 *
 * @throws RxError APP_NOT_FOUND, LISTEN_FAILED.
 */
export async function runDev(wantedPort: number): Promise<void> {
  const folder = process.cwd();
  if (!existsSync(join(folder, "app"))) throw new RxError("APP_NOT_FOUND", { folder });
  const pagePort = await freePort(wantedPort);
  if (pagePort !== wantedPort) console.log(`Port ${wantedPort} is taken: using ${pagePort}.`);
  const serverPort = await freePort(firstServerPort === pagePort ? firstServerPort + 1 : firstServerPort);
  const { promise, resolve } = Promise.withResolvers<void>();
  const processes = new DevProcesses({ folder, pagePort, serverPort }, resolve);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void processes.stop());
  console.log("Compiling the app and starting its two servers …");
  processes.start();
  await promise;
}

class DevProcesses {
  readonly #options: DevOptions;
  readonly #startedAt = performance.now();
  readonly #onEnd: () => void;
  readonly #pending = new Set(["pages", "events"]);
  #worker: ChildProcess | undefined;
  #next: ChildProcess | undefined;
  /** After the worker ended: waits for a change. */
  #watcher: AppWatcher | undefined;
  #stopping = false;

  constructor(options: DevOptions, onEnd: () => void) {
    this.#options = options;
    this.#onEnd = onEnd;
  }

  start(): void {
    const file = import.meta.url.endsWith(".ts") ? "./dev-worker.ts" : "./dev-worker.js";
    const worker = fork(new URL(file, import.meta.url), [JSON.stringify(this.#options)]);
    this.#worker = worker;
    worker.on("message", (message) => this.#told(message as DevMessage));
    worker.once("exit", (code) => this.#ended(code));
  }

  /** Ends both, and then this process. */
  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#watcher?.close();
    await Promise.all([endProcess(this.#worker), endProcess(this.#next)]);
    this.#onEnd();
  }

  #told(message: DevMessage): void {
    if (message.type === "ready") return this.#ready("events");
    if (this.#next !== undefined || this.#stopping) return;
    const { folder, pagePort: port } = this.#options;
    this.#next = startNext({ web: join(folder, ".rx", "web"), port, onReady: () => this.#pagesReady() });
    this.#next.once("exit", (code) => {
      if (this.#stopping) return;
      console.error(`Next ended with code ${code}.`);
      process.exitCode = 1;
      void this.stop();
    });
  }

  #pagesReady(): void {
    this.#ready("pages");
    // The start page is compiled while the event server starts and its author goes to the browser.
    fetch(`http://127.0.0.1:${this.#options.pagePort}/`).then(
      (answer) => answer.body?.cancel(),
      // Next says itself what is wrong with a page, and that it ended.
      () => {},
    );
  }

  #ready(part: string): void {
    if (!this.#pending.delete(part) || this.#pending.size > 0) return;
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1);
    console.log(`Ready on http://localhost:${this.#options.pagePort} in ${seconds} s`);
  }

  #ended(code: number | null): void {
    if (this.#stopping) return;
    if (code === restartCode) return this.start();
    // Whatever ended it lies in the app's code or configuration: a change of either may have mended it.
    console.error(
      `The server half ended${code === 1 ? "" : ` with code ${code}`}. It starts again with the next change.`,
    );
    this.#watcher = watchApp(this.#options.folder, () => {
      this.#watcher?.close();
      if (!this.#stopping) this.start();
    });
  }
}

async function endProcess(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once("exit", () => resolve());
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await promise;
  clearTimeout(timer);
}
