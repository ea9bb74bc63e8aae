import { InvalidArgumentError, type Command } from "commander";
import { createApp } from "../app/create-app.ts";
import { importServerHalf } from "../app/import-server-half.ts";
import { loadConfig } from "../app/load-config.ts";
import { RxError } from "../errors/rx-error.ts";
import { applyMigrations } from "../orm/migrate/apply-migrations.ts";
import { pendingMigrations } from "../orm/migrate/pending-migrations.ts";
import { SiteBuild } from "./site-build.ts";

/** What `rx start` takes. */
interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly migrate?: true;
}

/** `rx start`. */
export function declareStart(program: Command): void {
  program
    .command("start")
    .description("serve the build: pages and socket on one port")
    .option("-p, --port <port>", "port", toPort, 3000)
    .option(
      "--host <host>",
      "address to listen on; with another than this machine's own, rx.config.ts names `origins`",
      "127.0.0.1",
    )
    .option("--migrate", "apply pending migrations first")
    .addHelpText("after", "\nExample:\n  rx start --port 4000 --migrate")
    .action((options: StartOptions) => start(options));
}

/**
 * Serves until SIGINT or SIGTERM; then running events end first.
 *
 * @throws RxError BUILD_MISSING, MIGRATIONS_PENDING, LISTEN_FAILED, ORIGINS_REQUIRED.
 */
async function start({ port, host, migrate }: StartOptions): Promise<void> {
  process.env["NODE_ENV"] ??= "production";
  const config = await loadConfig({ folder: process.cwd() });
  const site = new SiteBuild(config.folder);
  const manifest = site.manifest();
  if (manifest === undefined) throw new RxError("BUILD_MISSING");
  process.setSourceMapsEnabled(true);
  const half = await importServerHalf(site.serverIndex, manifest.build);
  if (migrate) for (const tag of await applyMigrations(config)) console.log(`Applied ${tag}`);
  const pending = pendingMigrations(config);
  if (pending.length > 0) throw new RxError("MIGRATIONS_PENDING", { list: pending.join(", ") });
  const app = await createApp({ config, manifest: half, previousBuild: manifest.previous, site: site.site });
  const ending = new AbortController();
  const { url } = await app.start({ port, host, signal: ending.signal });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  console.log(`Ready on ${url}`);
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
