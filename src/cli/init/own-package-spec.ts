import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { packageFolder } from "../package-folder.ts";
import { packageVersion } from "../package-version.ts";

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly resolved?: string } | undefined>>;
}

/**
 * How an app in `folder` names this package: by `file:` where it came from a packed file itself, as by
 * `npx --package=rowx.tgz`, else by its version. npm writes beside the packages that it installs where each came from.
 */
export function ownPackageSpec(folder: string, installedIn: string = packageFolder): string {
  const modules = dirname(installedIn);
  const lock = join(modules, ".package-lock.json");
  if (!existsSync(lock)) return packageVersion();
  const { packages }: Lock = JSON.parse(readFileSync(lock, "utf8"));
  const resolved = packages?.["node_modules/rowx"]?.resolved;
  if (resolved === undefined || !resolved.startsWith("file:")) return packageVersion();
  const file = resolve(dirname(modules), resolved.slice("file:".length));
  return `file:${relative(folder, file).replaceAll("\\", "/")}`;
}
