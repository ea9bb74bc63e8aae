import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { AppConfig } from "../../app/load-config.ts";
import { checkLeaks } from "../../compiler/leak/check-leaks.ts";
import { RxError } from "../../errors/rx-error.ts";
import { appCompilerFor } from "./app-compiler-for.ts";
import { checkCompiled } from "./check-compiled.ts";
import { readApp } from "../read-app.ts";
import { packageVersion } from "../package-version.ts";
import { runNextBuild } from "./run-next-build.ts";
import { SiteBuild } from "./site-build.ts";
import { withProgress } from "../with-progress.ts";

/**
 * Builds the app that the command was called in, into `.rx/build`.
 *
 * @throws RxError COMPILE_FAILED, APP_WITHOUT_PAGES, BUILD_FAILED, BUILD_LEAK.
 */
export async function buildApp(): Promise<void> {
  const config = await readApp();
  const build = await withProgress("Building the app", ({ update }) => buildInto(config, update));
  console.log(`Built ${build} in .rx/build. \`rx start\` serves it.`);
}

async function buildInto(config: AppConfig, update: (text: string) => void): Promise<string> {
  const root = config.folder;
  update("compiling");
  const build = nameOf(root, config.theme);
  // Beside `rx dev`, which may be running; as deep as where it goes in the end, so that source maps hold.
  const draft = join(root, ".rx", "draft");
  const [serverFolder, web] = [join(draft, "server"), join(draft, "web")];
  const compiler = appCompilerFor(config, { build, mode: { type: "build" }, serverFolder, webFolder: web });
  const app = compiler.compile();
  checkCompiled(app);
  if (app.pages.length === 0) throw new RxError("APP_WITHOUT_PAGES");
  compiler.writeServer(app);
  compiler.pruneServer();
  compiler.writeWeb(app);
  update("building pages");
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
