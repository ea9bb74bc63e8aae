import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const bin = join(import.meta.dirname, "../../bin/rx.js");

function rx(args: readonly string[], node: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, bin, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const commands = [
  ["init"],
  ["dev"],
  ["run"],
  ["build"],
  ["start"],
  ["db"],
  ["db", "generate"],
  ["db", "migrate"],
  ["db", "status"],
  ["db", "seed"],
  ["routes"],
  ["doctor"],
];

test.each(commands)("rx %s %s --help shows an example and ends with 0", (...command) => {
  const { status, stdout } = rx([...command, "--help"]);
  expect(status).toBe(0);
  const name = command.join(" ").replace(/^(dev|run)$/, "dev|run");
  expect(stdout.slice(0, stdout.indexOf("\n"))).toMatch(`Usage: rx ${name} `);
  expect(stdout).toMatch(/\nExample:\n {2}\S/);
  expect(stdout).toContain("--verbose");
});

test("lists every command in its help, and none that is not there yet", () => {
  const { stdout } = rx(["--help"]);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?:\|[a-z]+)?\b/gm)].map(([, name]) => name);
  expect(listed.filter((name) => name !== "help" && name !== "npx").toSorted()).toEqual([
    "build",
    "db",
    "dev",
    "doctor",
    "init",
    "routes",
    "start",
  ]);
});

test("a command that is not there ends with 1 and says where help is", () => {
  const { status, stderr } = rx(["destroy"]);
  expect(status).toBe(1);
  expect(stderr).toContain("--help");
});

test("an error is one line: what was expected, what was found, what to do; --verbose has the rest", () => {
  const { status, stderr } = rx(["init", import.meta.dirname, "--template", "blank"]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^rx: Expected an empty folder at .+, found .+ and \d+ more\. Name a new folder, .+\n$/);
  expect(rx(["init", import.meta.dirname, "--template", "blank", "--verbose"]).stderr).toContain("init-app.ts");
});

test("outside an app a command says so", () => {
  const { status, stderr } = spawnSync(process.execPath, [bin, "db", "status"], { cwd: "/", encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toBe(
    "rx: Expected an app in /, found no folder named app. Run it in the folder of an app, or make one with `npx rowx init`.\n",
  );
});

test("an older Node is told what to do before anything is loaded", () => {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"22.17.1"})`;
  const { status, stderr } = rx(["db", "migrate"], ["--import", pretend]);
  expect(status).toBe(1);
  expect(stderr).toBe(
    "rx: Expected Node 22.18 or newer, found 22.17.1. Run it inside the app with `npx rx`, which brings its own Node 24, or install Node 22.18 or newer.\n",
  );
});
