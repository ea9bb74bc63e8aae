import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { initApp } from "./init-app.ts";
import { ownPackageSpec } from "./own-package-spec.ts";

function temporaryFolder(): { folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "rowx-init-"));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

const init = (options: Partial<Parameters<typeof initApp>[0]> & { dir: string }): Promise<string> =>
  initApp({ template: "blank", install: false, packageSpec: "file:../rowx.tgz", ...options });

test.each(["crud", "blank"])("writes a complete app from the template %s", async (template) => {
  using temporary = temporaryFolder();
  const dir = join(temporary.folder, "My Shop");
  expect(await init({ dir, template })).toBe(realpathSync(dir));
  const manifest = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
  expect(manifest.name).toBe("my-shop");
  expect(manifest.dependencies.rowx).toBe("file:../rowx.tgz");
  const versions: string[] = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([name]) => name !== "rowx")
    .map(([, version]) => version);
  expect(versions.length).toBeGreaterThan(8);
  for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.keys(manifest.scripts)).toEqual(["dev", "build", "start", "test", "typecheck"]);
  for (const name of [
    "rx.config.ts",
    "tsconfig.json",
    "vitest.config.ts",
    "README.md",
    "app/layout.tsx",
    "app/pages/index.tsx",
  ])
    expect(existsSync(join(dir, name)), name).toBe(true);
  expect(readFileSync(join(dir, ".gitignore"), "utf8")).toMatch(/^\.env$/m);
  for (const name of ["gitignore", "template.json", "node_modules", ".rx", ".env"])
    expect(existsSync(join(dir, name)), name).toBe(false);
});

test("keeps a connection string in .env", async () => {
  using temporary = temporaryFolder();
  await init({ dir: temporary.folder, database: "sqlite:other/shop.db" });
  expect(readFileSync(join(temporary.folder, ".env"), "utf8")).toBe("DATABASE_URL=sqlite:other/shop.db\n");
});

test("makes models and a page for each table of a database that has some, found from where the command was called", async () => {
  using temporary = temporaryFolder();
  const file = join(temporary.folder, "shop.db");
  const database = new Database(file);
  database.exec(`CREATE TABLE "Order" (id INTEGER PRIMARY KEY, placed datetime); CREATE TABLE log (line text)`);
  database.close();
  const dir = join(temporary.folder, "my-shop");
  await init({ dir, template: "crud", database: `sqlite:${relative(process.cwd(), file)}` });
  const read = (path: string): string => readFileSync(join(dir, path), "utf8");
  expect(read(".env")).toBe("DATABASE_URL=sqlite:../shop.db\n");
  expect(read("app/models.ts")).toContain(`export const orders = model("Order", {\n  id: id(),`);
  expect(read("app/pages/orders.tsx")).toContain("class Orders extends crud(orders,");
  expect(read("app/pages/logs.tsx")).toContain("read only");
  expect(read("app/layout.tsx")).toContain(`<Shell name="My shop" nav={nav}>`);
  expect(read("migrations/sqlite/0001_baseline.sql")).toMatch(/^-- Baseline: .*\nCREATE TABLE `/);
  expect(existsSync(join(dir, "migrations/mysql/0001_baseline.sql"))).toBe(true);
  const target = { folder: dir, database: "sqlite:../shop.db" };
  expect(await applyMigrations(target)).toEqual(["0001_baseline"]);
  expect(await applyMigrations(target)).toEqual([]);
  expect(await applyMigrations({ folder: dir, database: "sqlite:data/fresh.db" })).toEqual(["0001_baseline"]);
});

test.each([
  ["a template that is not there", { template: "nope" }, "TEMPLATE_UNKNOWN"],
  ["no template where nobody can be asked", { template: undefined }, "TEMPLATE_UNKNOWN"],
  ["a database that is not there", { database: "postgres://u:p@127.0.0.1:1/x" }, "DATABASE_UNREACHABLE"],
  ["a database that is none", { database: "shop" }, "DATABASE_URL_INVALID"],
])("refuses %s, and writes nothing", async (_, options, code) => {
  using temporary = temporaryFolder();
  const dir = join(temporary.folder, "app");
  await expect(init({ dir, ...options })).rejects.toMatchObject({ code });
  expect(existsSync(dir)).toBe(false);
});

test("refuses a folder that holds something, but not for .git", async () => {
  using temporary = temporaryFolder();
  mkdirSync(join(temporary.folder, ".git"));
  writeFileSync(join(temporary.folder, "notes.txt"), "");
  await expect(init({ dir: temporary.folder })).rejects.toMatchObject({ code: "FOLDER_NOT_EMPTY" });
  rmSync(join(temporary.folder, "notes.txt"));
  await init({ dir: temporary.folder });
});

test("an app names this package as it was installed: by its packed file, else by its version", () => {
  using temporary = temporaryFolder();
  const modules = join(temporary.folder, "npx/node_modules");
  mkdirSync(join(modules, "rowx"), { recursive: true });
  const app = join(temporary.folder, "work/shop");
  const lock = (resolved: string): void =>
    writeFileSync(
      join(modules, ".package-lock.json"),
      JSON.stringify({ packages: { "node_modules/rowx": { resolved } } }),
    );
  lock("file:../packed/rowx-0.1.0.tgz");
  expect(ownPackageSpec(app, join(modules, "rowx"))).toBe("file:../../packed/rowx-0.1.0.tgz");
  lock("https://registry.example/rowx/-/rowx-0.1.0.tgz");
  expect(ownPackageSpec(app, join(modules, "rowx"))).toMatch(/^\d+\.\d+\.\d+$/);
  rmSync(join(modules, ".package-lock.json"));
  expect(ownPackageSpec(app, join(modules, "rowx"))).toMatch(/^\d+\.\d+\.\d+$/);
});
