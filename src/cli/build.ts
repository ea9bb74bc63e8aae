import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { Command } from "commander";
import { loadConfig } from "../app/load-config.ts";
import { checkLeaks } from "../compiler/leak/check-leaks.ts";
import { RxError } from "../errors/rx-error.ts";
import { appCompilerFor } from "./app-compiler-for.ts";
import { checkCompiled } from "./check-compiled.ts";
import { packageVersion } from "./package-version.ts";
import { runNextBuild } from "./run-next-build.ts";
import { SiteBuild } from "./site-build.ts";
import { withProgress } from "./with-progress.ts";

/** `rx build`. */
export function declareBuild(program: Command): void {
  program
    .command("build")
    .description("build the app for production, into .rx/build")
    .addHelpText("after", "\nExample:\n  rx build && rx start --port 4000")
    .action(async () => {
      const build = await withProgress("Build", ({ update }) => buildApp(process.cwd(), update));
      console.log(`Built ${build} in .rx/build. \`rx start\` serves it.`);
    });
}

/**
 * Builds the app of a folder into `.rx/build`. Returns the build's name, which changes with the app's code.
 *
 * @throws RxError COMPILE_FAILED, APP_WITHOUT_PAGES, BUILD_FAILED, BUILD_LEAK.
 */
async function buildApp(folder: string, update: (text: string) => void): Promise<string> {
  const config = await loadConfig({ folder });
  const root = config.folder;
  update("compiling");
  const build = nameOf(root, config.theme);
  // As deep as where it goes in the end, so that its source maps hold.
  const serverFolder = join(root, ".rx", "draft", "server");
  const compiler = appCompilerFor(config, { build, mode: { type: "build" }, serverFolder });
  const app = compiler.compile();
  checkCompiled(app);
  if (app.pages.length === 0) throw new RxError("APP_WITHOUT_PAGES");
  compiler.writeServer(app);
  compiler.pruneServer();
  compiler.writeWeb(app);
  update("building pages");
  const web = join(root, ".rx", "web");
  const out = join(web, "out");
  rmSync(out, { recursive: true, force: true });
  await runNextBuild(web);
  update("looking for server code in the pages");
  checkLeaks(app, { root, folder: out, control: build, values: environmentValues(root) });
  new SiteBuild(root).replace(build, { site: out, server: serverFolder });
  return build;
}

/** The same code, styles, public files, theme and version of rowx are the same build. */
function nameOf(root: string, theme: object): string {
  const hash = createHash("sha256").update(JSON.stringify([packageVersion(), theme]));
  for (const folder of ["app", "public"]) {
    const path = join(root, folder);
    if (!existsSync(path)) continue;
    const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of entries.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
      hash.update(file.slice(root.length)).update(readFileSync(file));
    }
  }
  for (const file of ["package.json", "package-lock.json"]) {
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** What the app keeps in `.env` must not be in a page, however it would get there. */
function environmentValues(root: string): readonly string[] {
  const path = join(root, ".env");
  if (!existsSync(path)) return [];
  return Object.values(parseEnv(readFileSync(path, "utf8"))).filter((value) => value !== undefined);
}
