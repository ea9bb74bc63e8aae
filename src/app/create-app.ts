// The composition root of the server half: the only place where database, live rows, sessions and server meet.
import { randomBytes, randomInt } from "node:crypto";
import { RxError } from "../errors/rx-error.ts";
import { formOfState } from "../crud/form-of-state.ts";
import { createMemoryStore } from "../framework/create-memory-store.ts";
import { createSessions } from "../framework/create-sessions.ts";
import { createTransfers } from "../framework/create-transfers.ts";
import { createRowsService } from "../framework/live/create-rows-service.ts";
import { Refusals } from "../framework/refusals.ts";
import { stateRegistry } from "../framework/state-registry.ts";
import { createServer } from "../server/create-server.ts";
import type { App, AppOptions } from "./app.ts";
import { createLog } from "./create-log.ts";
import { loadSecret } from "./load-secret.ts";
import { openData } from "./open-data.ts";
import { systemClock } from "./system-clock.ts";

const sweepEveryMs = 60_000;

/**
 * Puts an app together: opens its database, and makes its sessions and its server. Nothing listens before `start`.
 *
 * @throws RxError STATE_STORE_UNSUPPORTED, DATABASE_UNREADABLE, DATABASE_UNREACHABLE, SITE_NOT_BUILT.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, manifest, previousBuild, development = false, clock = systemClock, log = createLog() } = options;
  const { limits } = config;
  if (config.stateStore !== undefined) throw new RxError("STATE_STORE_UNSUPPORTED");
  const data = await openData(
    config,
    development
      ? ({ table, why, add }) =>
          log.warn(
            { table, why },
            `A table of many rows is read as a whole for each window: add ${add}, then rx db generate.`,
          )
      : undefined,
  );
  const refusals = new Refusals();
  const unitOfWork = options.aroundUnitOfWork?.(data.unitOfWork) ?? data.unitOfWork;
  const rows = createRowsService({
    source: data.liveSource,
    feed: data.changes,
    limits,
    clock,
    log,
    random,
    refusals,
    firstKey,
  });
  const transfers = createTransfers({ clock, random, limits });
  const sessions = createSessions({
    pages: manifest.pages,
    registry: stateRegistry,
    store: createMemoryStore(limits),
    unitOfWork,
    querySource: data.querySource,
    rows,
    transfers,
    form: formOfState,
    clock,
    random,
    limits,
    log,
    refusals,
    builds: buildsOf(manifest.build, previousBuild),
    development,
  });
  const server = createServer({
    sessions,
    transfers,
    limits,
    name: config.name,
    secret: loadSecret(config.folder),
    origins: options.origins ?? config.origins,
    trustProxy: config.trustProxy,
    clock,
    log,
    refusals,
    ...(options.site === undefined
      ? {}
      : { site: { folder: options.site, routes: manifest.pages.map(({ route }) => route) } }),
  });

  const tellRefusals = (): void => {
    const refused = refusals.take();
    // While an app is written each refusal is seen where it happens.
    if (refused !== undefined && !development) log.warn({ refused }, "refused, closed or slowed in the last minute");
  };
  let cancelSweep = (): void => {};
  const sweepLater = (): void => {
    cancelSweep = clock.after(sweepEveryMs, () => {
      tellRefusals();
      unitOfWork.sweep().catch((thrown: unknown) => log.error({ err: thrown }, "old ledger rows could not be deleted"));
      sweepLater();
    });
  };
  // Forgotten by a handler, or thrown by a timer: one tab's mistake must not end all the others.
  const onStray = (thrown: unknown): void => log.error({ err: thrown }, "an error that nobody caught");
  let build = manifest.build;
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    cancelSweep();
    tellRefusals();
    process.off("unhandledRejection", onStray);
    await sessions.close();
    rows.close();
    await server.close();
    await data.close();
  };
  const stopOnce = (): Promise<void> => (stopping ??= stop());

  return {
    sessions,
    transfers,
    get address() {
      return server.address;
    },
    async start({ port, host = "127.0.0.1", signal }) {
      await data.follow((err) => log.warn({ err }, "what other processes write is not heard at the moment"));
      const address = await server.listen({ port, host });
      process.on("unhandledRejection", onStray);
      sweepLater();
      signal?.addEventListener("abort", () => void stopOnce(), { once: true });
      return address;
    },
    reload(next) {
      sessions.replaceStates(next.pages, buildsOf(next.build, build));
      build = next.build;
    },
    stop: stopOnce,
  };
}

/** Far enough from every other one that two lives of a server never use a number for two rows. */
function firstKey(): number {
  return randomInt(1, 2 ** 40);
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

function buildsOf(build: string, previous: string | undefined): readonly string[] {
  return previous === undefined || previous === build ? [build] : [build, previous];
}
