import { mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl, withoutPassword } from "../../orm/parse-database-url.ts";
import type { PulledSchema } from "../../orm/pull/pulled-model.ts";
import { appPackageJson } from "./app-package-json.ts";
import { chooseTemplate } from "./choose-template.ts";
import { copyTemplate } from "./copy-template.ts";
import { findDatabase } from "./find-database.ts";
import { installPackages } from "./install-packages.ts";
import { ownPackageSpec } from "./own-package-spec.ts";

/** What `rx init` is told. */
export interface InitOptions {
  /** Folder of the new app, made where there is none. */
  readonly dir: string;
  /** Asked for on a terminal where it is not given. */
  readonly template?: string | undefined;
  /** Connection string, kept in `.env`. Default: `sqlite:data/app.db`. */
  readonly database?: string | undefined;
  readonly install: boolean;
  /** How the app names this package in its dependencies. Default: as it was installed itself. */
  readonly packageSpec?: string | undefined;
}

/**
 * Writes a complete app into an empty folder and installs what it needs. With the template crud and a database that has tables it is
 * an app of models and pages for them.
 *
 * @returns the folder, absolute
 * @throws RxError FOLDER_NOT_EMPTY, TEMPLATE_UNKNOWN, DATABASE_URL_INVALID, DATABASE_UNREACHABLE,
 * DATABASE_UNREADABLE, INIT_NODE_OLD, INSTALL_FAILED.
 */
export async function initApp({ dir, template, database, install, packageSpec }: InitOptions): Promise<string> {
  const target = resolve(dir);
  if (database !== undefined) parseDatabaseUrl(database);
  refuseFullFolder(target);
  const name = await chooseTemplate(template);
  const found = database === undefined ? undefined : await findDatabase(database, target);
  // An app of pages for tables: the sample app's own pages would be for others.
  const schema = name === "crud" ? found?.schema : undefined;
  mkdirSync(target, { recursive: true });
  const folder = realpathSync(target);
  const base = schema ? "blank" : name;
  copyTemplate(base, folder);
  const manifest = appPackageJson(folder, packageSpec ?? ownPackageSpec(folder), base);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  if (found) writeFileSync(join(folder, ".env"), `DATABASE_URL=${found.url}\n`);
  if (found && schema) await writeTables(folder, found.url, schema);
  if (install) await installPackages(folder);
  return folder;
}

/** Puts models and pages of the tables that a database has in the place of the template's page. */
async function writeTables(folder: string, url: string, schema: PulledSchema): Promise<void> {
  for (const path of ["app/counter.test.ts", "app/layout.tsx", "app/pages/index.tsx"])
    rmSync(join(folder, path), { force: true });
  const { writePulledApp } = await import("../pull/write-pulled-app.ts");
  const words = basename(folder).replaceAll(/[-_]+/g, " ");
  await writePulledApp(schema, {
    folder,
    out: "app/models.ts",
    source: withoutPassword(url),
    dialects: ["sqlite", "postgres", "mysql"],
    pagesOf: words.charAt(0).toUpperCase() + words.slice(1),
    force: false,
  });
}

function refuseFullFolder(folder: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return; // There is none yet, or it is a file: mkdir says so.
  }
  const found = names.filter((name) => name !== ".git" && name !== ".DS_Store");
  const [first] = found;
  if (first === undefined) return;
  const more = found.length > 1 ? ` and ${found.length - 1} more` : "";
  throw new RxError("FOLDER_NOT_EMPTY", { folder, found: `${first}${more}` });
}
