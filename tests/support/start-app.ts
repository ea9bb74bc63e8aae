import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppOptions } from "../../src/app/app.ts";
import { createApp } from "../../src/app/create-app.ts";
import { loadConfig } from "../../src/app/load-config.ts";
import type { PageEntry } from "../../src/framework/page-entry.ts";
import type { Limits } from "../../src/protocol/limits.ts";

/** What a test says of its app. */
export interface StartAppOptions extends Partial<
  Pick<AppOptions, "aroundUnitOfWork" | "clock" | "log" | "development" | "site">
> {
  readonly pages: readonly PageEntry[];
  readonly limits?: Partial<Limits>;
  /** Folder of the app, kept at the end. Default: a temporary one. */
  readonly folder?: string;
  /** Default: a free one. */
  readonly port?: number;
  readonly signal?: AbortSignal;
  /** Who may open the socket. Default: pages on the same port. */
  readonly origins?: readonly string[];
}

/** An app of the States and models that are loaded, on a migrated SQLite file, behind a real port of this machine. */
export async function startApp(options: StartAppOptions) {
  const { pages, limits, port = 0, signal, ...more } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "rowx-app-"));
  const overrides = { name: "test", ...(limits === undefined ? {} : { limits }) };
  const config = await loadConfig({ folder, env: {}, overrides });
  // A folder that was served before has its tables.
  if (!existsSync(join(folder, "data", "app.db"))) {
    // Loads drizzle-kit, which takes longer than all the rest.
    const { migrateToLatest } = await import("../../src/orm/migrate/migrate-to-latest.ts");
    await migrateToLatest({ folder, database: config.database });
  }
  const app = await createApp({ ...more, config, manifest: { pages, build: "test" } });
  const address = await app.start({ port, ...(signal === undefined ? {} : { signal }) });
  return {
    app,
    port: address.port,
    async [Symbol.asyncDispose]() {
      await app.stop();
      if (options.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
}
