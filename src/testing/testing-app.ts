import type { Config } from "../app/define-config.ts";
import type { App } from "../app/app.ts";

/** What a test may change about the app. */
export interface TestAppOptions {
  /** The app's folder. Default: where the tests run. */
  readonly folder?: string;
  /** Changes to the configuration. */
  readonly config?: Config;
  /** Runs when the database is migrated, before the first tab; `app/seed.ts` or rows of the test's own. */
  readonly seed?: () => unknown;
}

/** A running app without a server: a migrated temporary database and the real event loop. */
export interface TestApp extends App, AsyncDisposable {
  /** Connection string of the temporary database. */
  readonly database: string;
}
