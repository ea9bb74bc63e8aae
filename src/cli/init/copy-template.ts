import { cpSync, existsSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { packageFolder } from "../package-folder.ts";

// What running a template in a clone leaves in it, and what only init reads.
const leftovers: ReadonlySet<string> = new Set([
  "node_modules",
  ".rx",
  "data",
  "package.json",
  "package-lock.json",
  "template.json",
]);

/** Copies a template into the folder of a new app. */
export function copyTemplate(template: string, folder: string): void {
  const source = join(packageFolder, "templates", template);
  cpSync(source, folder, { recursive: true, filter: (path) => path === source || !leftovers.has(basename(path)) });
  // npm leaves every .gitignore out of a package, so a template carries it under another name.
  const stored = join(folder, "gitignore");
  if (existsSync(stored)) renameSync(stored, join(folder, ".gitignore"));
}
