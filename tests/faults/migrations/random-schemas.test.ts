// Pairs of random schemas: a database that was led from one to the other, with rows, is the same as one that was made at once; its
// rows are all there; and the way back leads to the first. On every database.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DatabaseShape } from "../../../src/orm/introspect/database-shape.ts";
import { introspect } from "../../../src/orm/introspect/introspect.ts";
import { shapeDifferences } from "../../../src/orm/introspect/shape-differences.ts";
import { applyMigrations } from "../../../src/orm/migrate/apply-migrations.ts";
import { generateMigration } from "../../../src/orm/migrate/generate-migration.ts";
import { rollbackMigrations } from "../../../src/orm/migrate/rollback-migrations.ts";
import { writeMigration } from "../../../src/orm/migrate/write-migration.ts";
import { openDatabase } from "../../../src/orm/open-database.ts";
import { defaultLimits } from "../../../src/protocol/limits.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../../support/servers/test-database.ts";
import { evolve } from "./evolve.ts";
import type { Plan, TablePlan } from "./plan.ts";
import { makeTable, randomDrafts, type Numbers, type TableDraft } from "./random-plan.ts";
import { fill, readTable } from "./rows.ts";
import { renamesBetween, toSchema } from "./to-schema.ts";
import { expectedRows } from "./expected-rows.ts";

// On a machine that has other work, too.
const patient = { ...defaultLimits, statementTimeoutMs: 120_000, connectTimeoutMs: 60_000 };
const isLong = process.env["RX_TEST_LONG"] === "1";
const numRuns = Number(process.env["RX_PAIRS"] ?? (isLong ? 500 : 8));
const seed = Number(process.env["RX_SEED"] ?? Date.now() % 1_000_000_000);

test(
  `${numRuns} pairs of random schemas, up with rows and back down (RX_SEED=${seed})`,
  { timeout: numRuns * 30_000 },
  async () => {
    const property = fc.asyncProperty(randomDrafts, async ({ tables, steps }) => {
      const numbers: Numbers = { next: 1 };
      const before = tables.reduce<TablePlan[]>(
        (made, draft: TableDraft) => [...made, makeTable(draft, numbers, made)],
        [],
      );
      const after = evolve(before, steps, numbers);
      for (const dialect of dialectNames) {
        await using database = await testDatabase(dialect);
        await upAndDown(database, before, after).catch((cause: unknown) => {
          throw new Error(`${dialect}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
        });
      }
    });
    await fc.assert(property, {
      numRuns,
      seed,
      ...(process.env["RX_PATH"] === undefined ? {} : { path: process.env["RX_PATH"] }),
      endOnFailure: process.env["RX_SHRINK"] !== "1",
    });
  },
);

async function upAndDown(database: TestDatabase, before: Plan, after: Plan): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "rowx-random-"));
  const target = { folder, database: database.url };
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(folder, { recursive: true }));
  await generate(folder, database, before, []);
  await applyMigrations(target);
  const handle = await openDatabase(database.url, patient);
  stack.defer(() => handle.database.close());
  const expectRows = async (plan: Plan, way: "there" | "back"): Promise<void> => {
    for (const table of plan)
      expect(await readTable(handle, plan, table), `${table.name}, ${way}`).toMatchObject(
        expectedRows(before, after, table, way),
      );
  };

  const first = await introspect(handle);
  await fill(handle, before);
  const isChanged = await generate(folder, database, after, renamesBetween(before, after));
  await applyMigrations(target);
  const fresh = await freshShape(database.dialect, after);
  expect(shapeDifferences([await introspect(handle), fresh], ["migrated", "fresh"])).toEqual([]);
  await expectRows(after, "there");
  if (!isChanged) return;
  await rollbackMigrations(target, 1);
  expect(shapeDifferences([await introspect(handle), first], ["rolled back", "before"])).toEqual([]);
  await expectRows(before, "back");
}

async function generate(
  folder: string,
  { dialect }: Pick<TestDatabase, "dialect">,
  plan: Plan,
  renames: ReturnType<typeof renamesBetween>,
): Promise<boolean> {
  const migrations = join(folder, "migrations");
  const made = await generateMigration(toSchema(plan, renames), {
    folder: migrations,
    dialects: [dialect],
    answer: async () => undefined,
  });
  for (const one of made) writeMigration(join(migrations, one.dialect), one);
  return made.length > 0;
}

async function freshShape(dialect: TestDatabase["dialect"], plan: Plan): Promise<DatabaseShape> {
  await using fresh = await testDatabase(dialect);
  const folder = mkdtempSync(join(tmpdir(), "rowx-fresh-"));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(folder, { recursive: true }));
  await generate(folder, fresh, plan, []);
  await applyMigrations({ folder, database: fresh.url });
  const handle = await openDatabase(fresh.url, patient);
  stack.defer(() => handle.database.close());
  return await introspect(handle);
}
