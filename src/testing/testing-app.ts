import type { App } from "../app/app.ts";
import type { Config } from "../app/define-config.ts";
import type { Log } from "../framework/ports/log.ts";
import type { StateClass } from "../framework/types/state-class.ts";
import type { MemoryLine } from "./memory-line.ts";

/** What a test may change about the app. */
export interface TestAppOptions {
  /** The app's folder. Default: where the tests run. */
  readonly folder?: string;
  /** Changes to the configuration. */
  readonly config?: Config;
  /** Runs when the database is migrated, before the first tab: `app/seed.ts`, or rows of the test's own. */
  readonly seed?: () => unknown;
  /** Default: JSON lines on stderr, warnings and errors. */
  readonly log?: Log;
}

/** A running app without a server: a migrated temporary database and the real event loop. */
export interface TestApp extends App, AsyncDisposable {
  /** Connection string of the temporary database. */
  readonly database: string;
  /** For openTab: the page of a State. A class that no loaded file registered is registered under its name. */
  page(State: StateClass): { readonly state: string; readonly route: string; readonly build: string };
  /** For openTab: a new line to the app. */
  line(visitor: string): MemoryLine;
}
