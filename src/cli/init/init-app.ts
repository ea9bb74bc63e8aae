import { mkdirSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl, withoutPassword } from "../../orm/parse-database-url.ts";
import { appPackageJson } from "./app-package-json.ts";
import { chooseTemplate } from "./choose-template.ts";
import { copyTemplate } from "./copy-template.ts";
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
 * Writes a complete app into an empty folder and installs what it needs.
 *
 * @returns the folder, absolute
 * @throws RxError FOLDER_NOT_EMPTY, TEMPLATE_UNKNOWN, DATABASE_URL_INVALID, DIALECT_NOT_SERVED, INSTALL_FAILED.
 */
export async function initApp({ dir, template, database, install, packageSpec }: InitOptions): Promise<string> {
  const target = resolve(dir);
  if (database !== undefined) refuseOtherDatabase(database);
  refuseFullFolder(target);
  const name = await chooseTemplate(template);
  mkdirSync(target, { recursive: true });
  const folder = realpathSync(target);
  copyTemplate(name, folder);
  const manifest = appPackageJson(folder, packageSpec ?? ownPackageSpec(folder), name);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  if (database !== undefined) writeFileSync(join(folder, ".env"), `DATABASE_URL=${database}\n`);
  if (install) await installPackages(folder);
  return folder;
}

function refuseOtherDatabase(database: string): void {
  const { dialect } = parseDatabaseUrl(database);
  const names = { postgres: "PostgreSQL", mysql: "MySQL" };
  if (dialect !== "sqlite")
    throw new RxError("DIALECT_NOT_SERVED", { dialect: names[dialect], found: withoutPassword(database) });
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
