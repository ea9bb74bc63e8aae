// What a user does with the packed file, on every Node of this machine: npx makes an app, the app's own commands run in it.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack } from "../../scripts/pack.ts";

const root = join(import.meta.dirname, "../..");
// What npm fetched is kept for the next time; what npx installed is not.
const cache = join(root, ".cache", "npm");
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rowx-install-"));
  // A path of its own: npx keeps what it has installed by the path of the file.
  file = pack(join(folder, "packed"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(cache, "_npx"), { recursive: true, force: true });
});

const ownBin = join(root, "node_modules", ".bin");
const paths = (process.env["PATH"] ?? "").split(delimiter).filter((path) => path !== ownBin);
const without = paths.join(delimiter);
const versionOf = (path: string): string =>
  spawnSync("node", ["--version"], { env: { PATH: path }, encoding: "utf8" }).stdout?.trim();
const nodes = new Map([without, [ownBin, without].join(delimiter)].map((path) => [versionOf(path), path] as const));
const cases = [...nodes]
  .filter(([version]) => Boolean(version))
  .flatMap(([version, path]) => ["crud", "blank"].map((template) => [template, version, path] as const));

const canBeAlone = spawnSync("unshare", ["-n", "ip", "link", "set", "lo", "up"]).status === 0;

function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly path: string },
): string {
  const env = {
    ...process.env,
    PATH: options.path,
    npm_config_cache: cache,
    npm_config_prefer_offline: "true",
    VITEST: undefined,
    NODE_ENV: undefined,
  };
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: options.cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

test.each(cases)(
  "%s on Node %s: made by npx from the packed file, then served without a network",
  (template, version, path) => {
    const cwd = join(folder, `${template}-${version}`);
    mkdirSync(cwd);
    const said = run("npx", ["--yes", `--package=${file}`, "rowx", "init", "shop", "--template", template], {
      cwd,
      path,
    });
    expect(said).toContain("npx rx dev");
    const app = join(cwd, "shop");
    expect(existsSync(join(app, ".gitignore"))).toBe(true);
    cpSync(join(import.meta.dirname, "drive-app.mjs"), join(app, "drive-app.mjs"));
    const alone = canBeAlone
      ? ["unshare", "-n", "sh", "-c", "ip link set lo up && node drive-app.mjs"]
      : ["node", "drive-app.mjs"];
    const [command = "", ...args] = alone;
    const served = run(command, args, { cwd: app, path });
    expect(served).toMatch(/rx start served \d{3,}/);
    expect(served).toMatch(/rx dev served \d{3,}/);
    expect(run("npm", ["run", "typecheck"], { cwd: app, path })).toContain("tsc --noEmit");
  },
);
