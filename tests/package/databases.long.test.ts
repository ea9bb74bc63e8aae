import { afterAll, beforeAll, expect, test } from "vitest";
import { chinookRows, fillWithChinook } from "../support/chinook.ts";
import { musicShop } from "../support/music-shop.ts";
import type { PackedApp } from "../support/packed-app.ts";
import { runRx } from "../support/run-rx.ts";
import { testDatabase, type TestDatabase } from "../support/servers/test-database.ts";

let stack: AsyncDisposableStack;
let app: PackedApp;
let other: TestDatabase;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  const base = stack.use(await testDatabase("sqlite"));
  other = stack.use(await testDatabase("postgres"));
  await fillWithChinook(base);
  app = stack.use(await musicShop(base));
});

afterAll(() => stack[Symbol.asyncDispose]());

async function rx(...args: readonly string[]): Promise<{ status: number | null; text: string }> {
  const run = runRx(app, ...args);
  const status = await run.ended;
  return { status, text: run.lines.join("\n") };
}

const address = (): string => /DATABASE_URL=(.*)/.exec(app.read(".env"))?.[1] ?? "";

// One story in its order: each test stands on the one before.
test("a pulled app has a baseline, which is noted and agrees with models and database", async () => {
  expect(await rx("db", "migrate")).toMatchObject({
    status: 0,
    text: expect.stringContaining("applied 0001_baseline"),
  });
  expect(await rx("db", "check")).toMatchObject({ status: 0, text: expect.stringContaining("are the same") });
  expect(await rx("db", "pull")).toMatchObject({ status: 1, text: expect.stringMatching(/app\/models.ts.*--force/) });
  const models = app.read("app/models.ts");
  expect(await rx("db", "pull", "--force")).toMatchObject({ status: 0, text: expect.stringContaining("11 models") });
  const body = (text: string): string => text.slice(text.indexOf("\n"));
  expect(body(app.read("app/models.ts"))).toBe(body(models));
});

test("rx db switch copies to another database and makes it the app's own, once both are the same", async () => {
  const before = address();
  const { status, text } = await rx("db", "switch", other.url);
  expect({ status, text }).toMatchObject({
    status: 0,
    text: expect.stringMatching(/Track +3503 rows {2}[0-9a-f]{32}/),
  });
  expect(text).toContain("Both sides were read again and hold the same.");
  expect(address()).toBe(other.url);
  expect((await rx("db", "check")).text).toContain("are the same");
  expect(await rx("db", "switch", other.url)).toMatchObject({
    status: 1,
    text: expect.stringContaining("another database"),
  });
  expect(await rx("db", "switch", before)).toMatchObject({ status: 1, text: expect.stringContaining("found rows in") });
  const back = await rx("db", "switch", "sqlite:data/app.db", "--json");
  const sums = (from: string): readonly string[] => [...from.matchAll(/\b[0-9a-f]{32}\b/g)].map(([sum]) => sum);
  expect(sums(back.text)).toEqual(sums(text));
  expect(sums(text)).toHaveLength(Object.keys(chinookRows).length);
  expect(address()).toBe("sqlite:data/app.db");
});

test("rx db reset empties the app's tables, and only when it was told to", async () => {
  expect(await rx("db", "reset")).toMatchObject({ status: 1, text: expect.stringContaining("--yes") });
  expect((await rx("db", "reset", "--yes")).text).toMatch(/^Made anew in .*Album, Artist/m);
  expect((await rx("db", "check")).text).toContain("are the same");
  const again = await rx("db", "switch", other.url, "--json");
  expect(again.text).toContain("found rows in");
});

test("rx db seed --check says whether the seed gives everybody the same rows", async () => {
  const seed = (name: string): string =>
    `import { db } from "rowx/orm";\nimport { artists } from "./models.ts";\nexport default async () => { await db.insert(artists).values({ name: ${name} }); };\n`;
  app.write("app/seed.ts", seed('"Ada"'));
  expect(await rx("db", "seed", "--check")).toMatchObject({
    status: 0,
    text: expect.stringContaining("Artist: 1 rows, the same both times"),
  });
  app.write("app/seed.ts", seed("String(Math.random())"));
  expect(await rx("db", "seed", "--check")).toMatchObject({
    status: 1,
    text: expect.stringContaining("found others in Artist"),
  });
});
