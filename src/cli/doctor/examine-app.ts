import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import type { AppConfig } from "../../app/load-config.ts";
import { RxError } from "../../errors/rx-error.ts";
import { listMigrations } from "../../orm/migrate/list-migrations.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { packageFolder } from "../package-folder.ts";
import { readApp } from "../read-app.ts";
import type { Finding } from "./finding.ts";

/** Looks at the app of a folder: its configuration, its packages, its code, its database. Nothing is changed. */
export async function examineApp(folder: string): Promise<readonly Finding[]> {
  let config: AppConfig;
  try {
    config = await readApp(folder);
  } catch (thrown) {
    return [{ check: "app and configuration", ok: false, found: words(thrown) }];
  }
  return [
    { check: "app and configuration", ok: true, found: config.name },
    ...examinePackages(config.folder),
    await attempt("code", async () => `${(await loadServerHalf(config)).pages.length} pages`),
    await attempt("database", () => examineDatabase(config)),
  ];
}

// Two Reacts break every hook, two Drizzles every `is()`: the app's must be the one that this package finds.
function examinePackages(folder: string): readonly Finding[] {
  const app = createRequire(join(folder, "package.json"));
  const own = createRequire(join(packageFolder, "package.json"));
  const peers: { readonly peerDependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(packageFolder, "package.json"), "utf8"),
  );
  const linked = join(folder, "node_modules", "rowx");
  return [
    ...Object.entries(peers.peerDependencies).map(([name, expected]): Finding => {
      const [inApp, inPackage] = [versionOf(app, name), versionOf(own, name)];
      const ok = inApp?.path === inPackage?.path && inApp?.version === expected;
      const remedy = `expected ${expected} and one of it: write "${name}": "${expected}" into package.json and run npm install`;
      const found = inApp?.version ?? "none";
      return { check: name, ok, found: ok ? found : `found ${found}; ${remedy}.` };
    }),
    ...(existsSync(linked) && lstatSync(linked).isSymbolicLink()
      ? [
          {
            check: "rowx",
            ok: false,
            found: "a link, which gives the app two Reacts; install a version or a packed file.",
          },
        ]
      : []),
  ];
}

function versionOf(
  from: NodeJS.Require,
  name: string,
): { readonly path: string; readonly version: string } | undefined {
  try {
    const entry = realpathSync(from.resolve(name));
    const end = entry.lastIndexOf(`${sep}node_modules${sep}${name}${sep}`);
    const path = end < 0 ? dirname(entry) : entry.slice(0, end + `${sep}node_modules${sep}${name}`.length);
    const { version }: { readonly version: string } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    return { path, version };
  } catch {
    return undefined; // Not installed: the finding says so.
  }
}

async function examineDatabase(config: AppConfig): Promise<string> {
  const list = await listMigrations(config);
  const wrong = list.filter(({ state }) => state !== "applied").map(({ tag, state }) => `${tag} ${state}`);
  if (wrong.length > 0) throw new RxError("MIGRATIONS_UNSETTLED", { found: wrong.join(", ") });
  return `${withoutPassword(config.database)}, ${list.length} migrations applied`;
}

async function attempt(check: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, found: await look() };
  } catch (thrown) {
    return { check, ok: false, found: words(thrown) };
  }
}

function words(thrown: unknown): string {
  if (thrown instanceof RxError) return `${thrown.message} ${thrown.remedy}`;
  return thrown instanceof Error ? thrown.message : String(thrown);
}
