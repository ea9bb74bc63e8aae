import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packageFolder } from "../package-folder.ts";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/**
 * The package.json of a new app. Every version is exact and the one that this package was made with: `react`, `react-dom` and
 * `drizzle-orm` must be the same on both sides, and `node` gives the app the Node that it runs on, wherever npm runs.
 *
 * @param spec how the app names this package: a version, or `file:` and a path
 * @param template the template's name; packages that it needs beside are named in its template.json
 */
export function appPackageJson(folder: string, spec: string, template: string): object {
  const own: Manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const versions = { ...own.devDependencies, ...own.dependencies, ...own.peerDependencies };
  const take = (...names: readonly string[]): Record<string, string | undefined> =>
    Object.fromEntries(names.map((name) => [name, versions[name]]));
  return {
    name: toPackageName(basename(folder)),
    version: "0.0.0",
    private: true,
    type: "module",
    scripts: {
      dev: "rx dev",
      build: "rx build",
      start: "rx start",
      test: "vitest run",
      typecheck: "tsc --noEmit",
    },
    dependencies: {
      ...take(...ownNeeds(template), "drizzle-orm", "react", "react-dom"),
      rowx: spec,
      ...take("zod"),
    },
    devDependencies: take("@types/node", "@types/react", "@types/react-dom", "node", "typescript", "vitest"),
  };
}

function ownNeeds(template: string): readonly string[] {
  const file = join(packageFolder, "templates", template, "template.json");
  if (!existsSync(file)) return [];
  const { dependencies }: { readonly dependencies: readonly string[] } = JSON.parse(readFileSync(file, "utf8"));
  return dependencies;
}

function toPackageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name === "" || name === "rowx" ? "app" : name;
}
