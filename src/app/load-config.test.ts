import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultLimits } from "../protocol/limits.ts";
import { loadConfig } from "./load-config.ts";
import { loadSecret } from "./load-secret.ts";

const root = mkdtempSync(join(tmpdir(), "rowx-config-"));
let count = 0;

/** A new app folder with these files. */
function app(files: Readonly<Record<string, string>> = {}, name = `App ${++count}!`): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

const load = (files: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
  loadConfig({ folder: app(files), env });

afterAll(() => rmSync(root, { recursive: true }));

test("fills in every default, the name from the folder", async () => {
  const folder = app({}, "My Shop 2");
  expect(await loadConfig({ folder, env: {} })).toStrictEqual({
    folder,
    name: "my-shop-2",
    database: "sqlite:data/app.db",
    stateStore: undefined,
    theme: { primaryColor: "indigo", colorScheme: "auto" },
    origins: undefined,
    trustProxy: false,
    dialects: ["sqlite", "postgres", "mysql"],
    limits: defaultLimits,
  });
});

test("takes the file, the variables over the file, and the environment over .env", async () => {
  const env: NodeJS.ProcessEnv = { RX_NAME: "b", RX_LIMITS: '{"maxDepth":5}', RX_TRUST_PROXY: "10.0.0.0/8" };
  const config = await load(
    {
      "rx.config.ts": `export default { name: "a" as string, database: process.env["URL_OF_A_TEST"], theme: { colorScheme: "dark" } };`,
      ".env": "RX_NAME=c\nRX_ORIGINS=https://a.example, http://b:1\n",
    },
    env,
  );
  expect(config).toMatchObject({
    name: "b",
    database: "sqlite:data/app.db",
    theme: { primaryColor: "indigo", colorScheme: "dark" },
    origins: ["https://a.example", "http://b:1"],
    trustProxy: "10.0.0.0/8",
    limits: { ...defaultLimits, maxDepth: 5 },
  });
  expect(env["RX_ORIGINS"]).toBe("https://a.example, http://b:1");
});

test.each([
  ['{ databse: "x" }', /Expected databse of the configuration to be one of name, database, .*found an unknown name/],
  ["{ limits: { maxDept: 1 } }", /Expected limits\.maxDept of the configuration to be one of maxFrameBytes,/],
  ["{ limits: { maxDepth: -1 } }", /Expected limits\.maxDepth .*found -1/],
  ["{ name: 7 }", /Expected name of the configuration to be string, .*found 7/],
  ['{ name: "My App" }', /Expected name .*lower case letters/],
  ['{ origins: ["https://a.example/"] }', /Expected origins\.0 .*found "https:\/\/a\.example\/"/],
  ['{ dialects: ["oracle"] }', /Expected dialects\.0 .*"sqlite"\|"postgres"\|"mysql"/],
  ["undefined", /the default export/],
])("says what is wrong with %s", async (text, message) => {
  await expect(load({ "rx.config.ts": `export default ${text};` })).rejects.toThrow(message);
});

test("says why a file cannot be loaded", async () => {
  await expect(load({ "rx.config.ts": "export default {" })).rejects.toMatchObject({ code: "CONFIG_UNREADABLE" });
  await expect(load({}, { RX_THEME: "{" })).rejects.toThrow(/Expected RX_THEME .*JSON/);
});

test("keeps a secret of its own, for this user only, and takes RX_SECRET before it", () => {
  const folder = app();
  const secret = loadSecret(folder, {});
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(loadSecret(folder, {})).toBe(secret);
  expect(readFileSync(join(folder, "data", "secret"), "utf8")).toBe(secret);
  expect(statSync(join(folder, "data", "secret")).mode & 0o777).toBe(0o600);
  const given = "x".repeat(32);
  expect(loadSecret(folder, { RX_SECRET: given })).toBe(given);
  expect(() => loadSecret(folder, { RX_SECRET: "short" })).toThrow(/at least 32 characters.*RX_SECRET.*found 5/);
});
