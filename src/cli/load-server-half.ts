import { join } from "node:path";
import { importServerHalf, type ServerHalf } from "../app/import-server-half.ts";
import type { AppConfig } from "../app/load-config.ts";
import { appCompilerFor } from "./build/app-compiler-for.ts";
import { checkCompiled } from "./build/check-compiled.ts";

/**
 * Compiles the server half of an app and loads it: afterwards every State and model of its files is registered. For commands
 * that need models or the seed and no pages.
 *
 * @throws RxError COMPILE_FAILED, SERVER_HALF_UNREADABLE.
 */
export async function loadServerHalf(config: AppConfig): Promise<ServerHalf> {
  // A folder of its own: `rx dev` may be running, and has loaded what is in `.rx/server`.
  const serverFolder = join(config.folder, ".rx", "cli");
  const compiler = appCompilerFor(config, {
    build: "cli",
    mode: { type: "build" },
    serverFolder,
    webFolder: join(config.folder, ".rx", "web"),
  });
  const app = compiler.compile();
  checkCompiled(app);
  const { version } = compiler.writeServer(app);
  compiler.pruneServer();
  return importServerHalf(join(serverFolder, "index.mjs"), version);
}
