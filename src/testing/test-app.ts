import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../app/create-app.ts";
import { createLog } from "../app/create-log.ts";
import { loadConfig } from "../app/load-config.ts";
import type { PageEntry } from "../framework/page-entry.ts";
import { register, stateRegistry } from "../framework/state-registry.ts";
import { createTemporaryDatabase } from "../orm/create-temporary-database.ts";
import { migrateToLatest } from "../orm/migrate/migrate-to-latest.ts";
import { MemoryLine } from "./memory-line.ts";
import type { TestApp, TestAppOptions } from "./testing-app.ts";

const build = "test";

/**
 * The app of the folder that the tests run in, without a server: its configuration, its models in a migrated temporary
 * database that is deleted at the end, of the kind and on the server that the connection string names, and the real event loop. Import States and models before it is called.
 *
 * @example await using app = await testApp();
 */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const temporary = mkdtempSync(join(tmpdir(), "rowx-test-"));
  const loaded = await loadConfig({ folder: options.folder ?? process.cwd(), overrides: options.config ?? {} });
  const { url: database, ...made } = await createTemporaryDatabase(loaded.database);
  // Files that the app makes, its secret among them, go into a folder of the test's own.
  const config = { ...loaded, database, folder: temporary };
  await migrateToLatest({ folder: loaded.folder, database });
  const { log = createLog() } = options;
  const app = await createApp({
    config,
    manifest: { pages: pagesOf(stateRegistry.ids()), build },
    log,
    development: true,
  });
  await options.seed?.();

  return {
    ...app,
    get address() {
      return app.address;
    },
    database,
    page(State) {
      const known = stateRegistry.idOf(State);
      const state = known ?? State.key ?? State.name;
      if (known === undefined) {
        register(State, state);
        app.reload({ pages: pagesOf(stateRegistry.ids()), build });
      }
      return { state, route: routeOf(state), build };
    },
    line: (visitor) =>
      new MemoryLine({
        sessions: app.sessions,
        limits: config.limits,
        visitor,
        onFault: (thrown) => log.error({ err: thrown }, "a message of a tab failed outside any event"),
      }),
    async [Symbol.asyncDispose]() {
      await app.stop();
      await made[Symbol.asyncDispose]();
      rmSync(temporary, { recursive: true });
    },
  };
}

/** Every State on a page of its own: which pages an app has makes no difference to a State. */
function pagesOf(states: readonly string[]): readonly PageEntry[] {
  return states.map((state) => ({ route: routeOf(state), states: [state] }));
}

function routeOf(state: string): string {
  return `/test/${state}`;
}
