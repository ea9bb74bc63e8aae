import type { AppSessions } from "../framework/sessions-options.ts";
import type { PageEntry } from "../framework/page-entry.ts";
import type { Clock } from "../framework/ports/clock.ts";
import type { Log } from "../framework/ports/log.ts";
import type { Transfers } from "../framework/ports/transfers.ts";
import type { UnitOfWork } from "../framework/ports/unit-of-work.ts";
import type { ServerAddress } from "../server/create-server.ts";
import type { AppConfig } from "./load-config.ts";

/** The server half of an app as the compiler wrote it: `.rx/server/index.mjs`, imported, so that its States are registered. */
export interface ServerManifest {
  readonly pages: readonly PageEntry[];
  /** Which build it is; a page of another one is told to reload. */
  readonly build: string;
}

/** What an app is made of. */
export interface AppOptions {
  readonly config: AppConfig;
  readonly manifest: ServerManifest;
  /** The build before this one, while its pages are still there to be served. */
  readonly previousBuild?: string | undefined;
  /** Folder of the static export. Absent: pages come from elsewhere, as in development and in tests. */
  readonly site?: string | undefined;
  /** Who may open the socket, before `config.origins`: in development the pages have a port of their own. */
  readonly origins?: readonly string[] | undefined;
  /** Extra checks that cost time. Default: false. */
  readonly development?: boolean;
  /** Default: JSON lines on stderr, warnings and errors. */
  readonly log?: Log;
  readonly clock?: Clock;
  /** Stands around the database's unit of work: where a fault test breaks the process between two steps. */
  readonly aroundUnitOfWork?: (unitOfWork: UnitOfWork) => UnitOfWork;
}

/** An app that is put together: database, live rows, sessions, server. */
export interface App {
  readonly sessions: AppSessions;
  /** Files that events have offered. */
  readonly transfers: Transfers;
  readonly address: ServerAddress | undefined;
  /**
   * Opens the port (0: a free one) and owns every timer until `stop`, or until the signal aborts. Throws LISTEN_FAILED,
   * ORIGINS_REQUIRED.
   */
  start(where: {
    readonly port: number;
    readonly host?: string;
    readonly signal?: AbortSignal;
  }): Promise<ServerAddress>;
  /** A reload in development: the server half was imported anew. Every State keeps the vars that both versions have. */
  reload(manifest: ServerManifest): void;
  /** Lets running events end, says `restart` to every tab, closes the database. Safe to call again. */
  stop(): Promise<void>;
}
