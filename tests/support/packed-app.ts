// Apps of tests stand on the packed package, as apps of users do: a link would give them two Reacts, and Turbopack a wrong root.
import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pack } from "../../scripts/pack.ts";

const root = join(import.meta.dirname, "..", "..");
const cache = join(root, ".cache", "packed");

/** An app of a test: a folder below the one that has the packed package installed. */
export interface PackedApp extends Disposable {
  readonly folder: string;
  /** Arguments for Node: `rx` of the installed package. */
  readonly rx: string;
  write(file: string, text: string): void;
  read(file: string): string;
}

/** Copies an app to where the packed package is installed; it is packed once for each content of the clone. */
export function packedApp(source: string, { name }: { readonly name: string }): PackedApp {
  const home = installed();
  const folder = join(home, "apps", `${name}-${randomUUID().slice(0, 8)}`);
  cpSync(source, folder, { recursive: true, filter: (path) => !/\/(node_modules|\.rx|data)(\/|$)/.test(path) });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  return {
    folder,
    rx: join(home, "node_modules", "rowx", "bin", "rx.js"),
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    read: (file) => readFileSync(join(folder, file), "utf8"),
    [Symbol.dispose]() {
      if (process.env["RX_KEEP_APPS"] === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder with the package and its peers in node_modules. Dependencies are installed once for each package-lock.json. */
function installed(): string {
  const home = join(cache, hash(["package.json", "package-lock.json"]));
  const content = hash(["package.json", "scripts/build.ts", "src", "bin", "migrations", "templates"]);
  const stamp = join(home, "rowx.content");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === content) return home;
  mkdirSync(home, { recursive: true });
  const file = pack(cache);
  if (existsSync(join(home, "node_modules"))) replacePackage(home, file);
  else install(home, file);
  writeFileSync(stamp, content);
  return home;
}

function install(home: string, file: string): void {
  const { peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const dependencies = { ...peerDependencies, rowx: `file:${file}` };
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], home);
}

/** Same dependencies, other code: only the package itself is laid anew. */
function replacePackage(home: string, file: string): void {
  const draft = join(home, "node_modules", `.rowx-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  run("tar", ["-xzf", file, "-C", draft], home);
  rmSync(join(home, "node_modules", "rowx"), { recursive: true, force: true });
  renameSync(join(draft, "package"), join(home, "node_modules", "rowx"));
  rmSync(draft, { recursive: true });
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
}

function hash(paths: readonly string[]): string {
  const digest = createHash("sha256");
  for (const path of paths)
    for (const file of filesOf(join(root, path))) digest.update(file).update(readFileSync(file));
  return digest.digest("hex").slice(0, 16);
}

function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|test-d)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
