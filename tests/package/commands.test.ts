import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packedApp, type PackedApp } from "../support/packed-app.ts";
import { runRx } from "../support/run-rx.ts";

let app: PackedApp;

beforeAll(() => {
  app = packedApp(join(import.meta.dirname, "../../templates/crud"), { name: "commands" });
});

afterAll(() => app?.[Symbol.dispose]());

async function rx(...args: readonly string[]): Promise<{ status: number | null; text: string }> {
  const run = runRx(app, ...args);
  const status = await run.ended;
  return { status, text: run.lines.join("\n") };
}

const models = "app/models.ts";

// One story in the order in which an author lives it: each test stands on the one before.
test("a new app's migrations are pending, and applied once", async () => {
  expect((await rx("db", "status")).text).toContain("pending   0001_first");
  expect((await rx("db", "seed")).text).toContain("Run `rx db migrate`");
  expect(await rx("db", "migrate")).toMatchObject({ status: 0, text: expect.stringContaining("applied 0001_first") });
  expect((await rx("db", "migrate")).text).toContain("Nothing is pending");
  const list = JSON.parse((await rx("db", "status", "--json")).text);
  expect(list).toMatchObject([
    { origin: "rowx", tag: "0001_events", state: "applied" },
    { origin: "rowx", tag: "0002_changes", state: "applied" },
    { origin: "app", tag: "0001_first", state: "applied" },
  ]);
});

test("the seed gives everybody the same rows", async () => {
  expect((await rx("db", "seed")).status).toBe(0);
});

test("the models and the migrations of the template agree", async () => {
  expect(await rx("db", "generate")).toMatchObject({ status: 0, text: expect.stringContaining("did not change") });
});

test("a changed model becomes a migration for three databases", async () => {
  app.write(
    models,
    app
      .read(models)
      .replace(
        "city: text({ max: 80 }).notNull(),",
        'town: text({ max: 80 }).notNull().renamedFrom("city"), fax: text(),',
      )
      .replace('display: ["name", "city"]', 'display: ["name", "town"]'),
  );
  expect((await rx("db", "generate", "--name", "towns")).text).toContain("migrations/sqlite/0002_towns.sql");
  expect(app.read("migrations/mysql/0002_towns.sql")).toContain("RENAME COLUMN `city` TO `town`");
  expect((await rx("db", "migrate")).text).toContain("applied 0002_towns");
});

test("what a migration takes away is named", async () => {
  app.write(models, app.read(models).replace(" fax: text(),", ""));
  const refused = await rx("db", "generate");
  expect(refused).toMatchObject({ status: 1, text: expect.stringContaining("Takes away: column customers.fax") });
  expect(refused.text).toContain("--allow-drops");
  expect((await rx("db", "status")).text).not.toContain("0003");
  const check = await rx("db", "check");
  expect(check).toMatchObject({ status: 1, text: expect.stringContaining("models and files: sqlite: ") });
  expect((await rx("db", "generate", "--allow-drops")).status).toBe(0);
  expect((await rx("db", "status")).text).toMatch(/^pending +0003_change_customers$/m);
});

test("rx routes lists pages and States", async () => {
  const { pages, states } = JSON.parse((await rx("routes", "--json")).text);
  expect(pages.map(({ route }: { route: string }) => route)).toContain("/customers/[id]");
  const orders = states.find(({ state }: { state: string }) => state === "Orders");
  expect(orders.events).toEqual(expect.arrayContaining(["create", "update", "remove"]));
});

test("rx doctor names what is not in order, and ends with 1", async () => {
  const { status, text } = await rx("doctor");
  expect(status).toBe(1);
  expect(text).toMatch(/^WRONG {2}database: .*0003_change_customers pending/m);
  expect(text.match(/^WRONG/gm)).toHaveLength(1);
  expect((await rx("db", "migrate")).text).toContain("Takes away: column customers.fax (0003_change_customers)");
  expect((await rx("doctor")).status).toBe(0);
  expect((await rx("db", "check")).status).toBe(0);
});

test("rx db rollback takes migrations back, and what goes with them only where that is said", async () => {
  expect((await rx("db", "rollback")).text).toContain("took back 0003_change_customers");
  const refused = await rx("db", "rollback", "2");
  expect(refused).toMatchObject({ status: 1, text: expect.stringContaining("Takes away: table customers (0001_") });
  expect((await rx("db", "status")).text).toMatch(/^applied +0002_towns/m);
  expect((await rx("db", "rollback", "2", "--allow-drops")).text).toMatch(/took back 0002_towns\n.*took back 0001_/s);
  expect((await rx("db", "migrate")).text).toContain("applied 0003_change_customers");
});
