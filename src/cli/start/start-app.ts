import { createApp } from "../../app/create-app.ts";
import { importServerHalf } from "../../app/import-server-half.ts";
import { RxError } from "../../errors/rx-error.ts";
import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { pendingMigrations } from "../../orm/migrate/pending-migrations.ts";
import { SiteBuild } from "../build/site-build.ts";
import { readApp } from "../read-app.ts";

/** What `rx start` takes. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly migrate?: true;
}

/**
 * Serves until SIGINT or SIGTERM; then running events end first.
 *
 * @throws RxError BUILD_MISSING, MIGRATIONS_PENDING, LISTEN_FAILED, ORIGINS_REQUIRED.
 */
export async function startApp({ port, host, migrate }: StartOptions): Promise<void> {
  process.env["NODE_ENV"] ??= "production";
  const config = await readApp();
  const site = new SiteBuild(config.folder);
  const manifest = site.manifest();
  if (manifest === undefined) throw new RxError("BUILD_MISSING");
  process.setSourceMapsEnabled(true);
  const half = await importServerHalf(site.serverIndex, manifest.build);
  if (migrate) for (const tag of await applyMigrations(config)) console.log(`Applied ${tag}`);
  const pending = await pendingMigrations(config);
  if (pending.length > 0) throw new RxError("MIGRATIONS_PENDING", { tags: pending.join(", ") });
  const app = await createApp({ config, manifest: half, previousBuild: manifest.previous, site: site.site });
  const ending = new AbortController();
  const { url } = await app.start({ port, host, signal: ending.signal });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  console.log(`Ready on ${url}`);
}
