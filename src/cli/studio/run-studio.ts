import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { locateDatabase } from "../../orm/migrate/locate-database.ts";
import { models } from "../../orm/model-registry.ts";
import { describeModels } from "../../orm/pull/describe-models.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { packageFolder } from "../package-folder.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";
import { writeStudio } from "./write-studio.ts";

/** What `rx db studio` takes. */
export interface StudioOptions {
  readonly port: number;
  readonly write: boolean;
}

/**
 * Serves pages of the app's own tables until it is ended: a small app in `.rx/studio`, built where the tables are others than last time.
 *
 * @throws RxError STUDIO_WITHOUT_MODELS, STUDIO_FAILED.
 */
export async function runStudio({ port, write }: StudioOptions): Promise<void> {
  const config = await readApp();
  await loadServerHalf(config);
  if (models().length === 0) throw new RxError("STUDIO_WITHOUT_MODELS", { folder: config.folder });
  const folder = join(config.folder, ".rx", "studio");
  const content = writeStudio(describeModels(models()), { folder, name: config.name, write });
  const environment = {
    ...process.env,
    RX_DATABASE: locateDatabase(config),
    RX_NAME: undefined,
    RX_ORIGINS: undefined,
  };
  const stamp = join(folder, "built");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== content) {
    await withProgress("Making the pages of the studio", () => build(folder, environment));
    writeFileSync(stamp, content);
  }
  const server = spawn(process.execPath, [rx, "start", "--port", String(port)], {
    cwd: folder,
    env: environment,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
  const [status] = await once(server, "close");
  process.exitCode = typeof status === "number" ? status : 0;
}

const rx = join(packageFolder, "bin", "rx.js");

async function build(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [rx, "build"], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let text = "";
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [status] = await once(child, "close");
  if (status === 0) return;
  throw new RxError("STUDIO_FAILED", { reason: text.trim().split("\n").at(-1) ?? "" }, { cause: new Error(text) });
}
