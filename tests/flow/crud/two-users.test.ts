// What two people do to one row at the same time: nobody's save is lost without a word, and who works alone is never asked.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crud } from "../../../src/crud/crud.ts";
import { currentDatabase } from "../../../src/orm/current-database.ts";
import { decimal } from "../../../src/orm/columns/decimal.ts";
import { id } from "../../../src/orm/columns/id.ts";
import { integer } from "../../../src/orm/columns/integer.ts";
import { json } from "../../../src/orm/columns/json.ts";
import { real } from "../../../src/orm/columns/real.ts";
import { text } from "../../../src/orm/columns/text.ts";
import { timestamp } from "../../../src/orm/columns/timestamp.ts";
import { db } from "../../../src/orm/db.ts";
import { model } from "../../../src/orm/define-model.ts";
import type { DialectName } from "../../../src/orm/dialects/dialect-name.ts";
import { heldText } from "../../../src/orm/records/held-text.ts";
import { createLiveSource } from "../../../src/orm/window/create-live-source.ts";
import { rows } from "../../../src/orm/window/rows.ts";
import type { UpdateOutcome } from "../../../src/protocol/crud.ts";
import { encodeValue } from "../../../src/protocol/values.ts";
import { openTab } from "../../../src/testing/open-tab.ts";
import { testApp } from "../../../src/testing/test-app.ts";
import type { TestApp } from "../../../src/testing/testing-app.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../../support/servers/test-database.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
/** Histories on each database: more than 10,000 on the three of them. */
const histories = isLong ? 3_400 : 20;

const notes = model("two_user_notes", {
  id: id(),
  name: text(),
  price: decimal({ precision: 12, scale: 2 }),
  at: timestamp(),
  stock: integer(),
  share: real(),
  extra: json<unknown>(),
});

class Notes extends crud(notes, { create: true, edit: true }) {}

type Row = Omit<typeof notes.$inferSelect, "id">;
type Field = keyof Row;

/** Half a second for each, on a busy machine. */
const timeoutMs = Math.max(120_000, histories * 500);

/** Values that a person may write; few of each, so that two of them meet. */
const pool: { readonly [F in Field]: readonly Row[F][] } = {
  name: [null, "", "Larkspur", "'=1+1"],
  price: [null, "1.10", "-2.00"],
  at: [null, new Date("2026-01-31T09:30:00.123Z"), new Date("2026-01-31T09:30:00.124Z")],
  stock: [null, 0, -7],
  share: [null, 0.1, 0.30000000000000004],
  extra: [null, { a: [1, "x"] }, "text"],
};
const fields = Object.keys(pool) as Field[]; // as: the keys of the object above

/** What the columns hold that another program filled: finer than any browser shows. */
const finer: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: ["update two_user_notes set at = 1769851800123.4567, price = 1.10, share = 0.1000000000000000055"],
  postgres: ["update two_user_notes set at = '2026-01-31 09:30:00.123456+00', price = 1.1000, share = 0.1"],
  mysql: ["update two_user_notes set at = '2026-01-31 09:30:00.123456', price = 1.1000, share = 0.1"],
};
const widen: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [],
  postgres: [
    "alter table two_user_notes alter column at type timestamptz(6)",
    "alter table two_user_notes alter column price type numeric(20, 4)",
  ],
  mysql: [
    "alter table two_user_notes modify at datetime(6) null",
    "alter table two_user_notes modify price decimal(20, 4) null",
  ],
};

/** Values of some fields, by their places in the pool. */
const changes = fc
  .array(fc.record({ field: fc.constantFrom(...fields), at: fc.nat(3) }), { minLength: 1, maxLength: 3 })
  .map((parts) => Object.fromEntries(parts.map(({ field, at }) => [field, pool[field][at % pool[field].length]])));
const user = fc.constantFrom<0 | 1>(0, 1);
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant("look" as const), user }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("save" as const), user, changes, insists: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("edit" as const), user, changes }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("both" as const), first: changes, second: changes }) },
);

/** A price as the model says it: the database gives as many digits as its column has. */
const plain = <T extends object>(row: T): T => {
  const price: unknown = Reflect.get(row, "price");
  return typeof price === "string" ? { ...row, price: Number(price).toFixed(2) } : row;
};

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(encodeValue(a ?? null)) === JSON.stringify(encodeValue(b ?? null));
const pick = (row: Partial<Row>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, row[name as Field] ?? null])); // as: names of fields

describe.each(dialectNames)("on %s", (dialect) => {
  let server: TestDatabase;
  let app: TestApp;
  let key: number;
  let stored: number;
  const folder = mkdtempSync(join(tmpdir(), "rowx-two-users-"));

  beforeAll(async () => {
    server = await testDatabase(dialect);
    app = await testApp({ folder, config: { database: server.url } });
    for (const statement of widen[dialect]) await db.execute(statement);
    const [row] = await db.insert(notes).values({ name: "Larkspur" }).returning();
    stored = row!.id;
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  async function openBoth() {
    const tabs = [await openTab(app, Notes), await openTab(app, Notes)] as const;
    [key = 0] = await tabs[0].rows.keys(0, 1);
    await tabs[1].rows.keys(0, 1);
    return {
      update: (who: 0 | 1, change: object, was: object) =>
        save(tabs[who].update({ key, changes: change, was } as Parameters<(typeof tabs)[0]["update"]>[0])), // as: fields of the model
      async [Symbol.asyncDispose]() {
        for (const tab of tabs) await tab[Symbol.asyncDispose]();
      },
    };
  }

  async function save(saving: PromiseLike<UpdateOutcome>): Promise<UpdateOutcome> {
    const ended = await saving;
    return ended.outcome === "conflict" ? { ...ended, current: plain(ended.current) } : ended;
  }

  /** The row as it was before a history, with values that are finer than they are shown. */
  async function begin(): Promise<Row> {
    await db.update(notes).set({ name: "Larkspur", stock: 0, extra: { a: [1, "x"] } });
    for (const statement of finer[dialect]) await db.execute(statement);
    return read();
  }

  async function read(): Promise<Row> {
    const [row] = await db.select().from(notes).where(eq(notes.id, stored));
    const { id: _, ...values } = row!;
    return plain(values);
  }

  /** All of what the database holds, as it writes it. */
  async function held(): Promise<Record<string, unknown>> {
    const [row] = await db
      .select(Object.fromEntries(fields.map((name) => [name, heldText(notes[name])])))
      .from(notes)
      .where(eq(notes.id, stored));
    return row!;
  }

  async function editCell(field: Field, value: unknown, was: unknown): Promise<string> {
    const query = rows(db.select().from(notes), { edit: fields });
    const cell = (of: unknown): unknown =>
      of instanceof Date ? of.getTime() : field === "extra" ? encodeValue(of) : of;
    const source = createLiveSource(currentDatabase());
    return (await source.edit(query, { id: stored, column: field, value: cell(value), was: cell(was) })).type;
  }

  test("saving one field leaves what the database holds of all others, and of itself where it stays the same", async () => {
    await using both = await openBoth();
    const shown = await begin();
    const before = await held();
    expect(await both.update(0, { name: "mine" }, { name: "Larkspur" })).toEqual({ outcome: "saved" });
    const same = pick(shown, ["at", "price", "share"]);
    expect(await both.update(0, { ...same, stock: 5 }, { ...same, stock: 0 })).toEqual({ outcome: "saved" });
    const after = await held();
    expect(pick(after as Row, ["at", "price", "share", "extra"])).toEqual(
      pick(before as Row, ["at", "price", "share", "extra"]),
    );
    expect(await editCell("at", new Date(0), shown.at)).toBe("ok");
    expect(await editCell("price", "7.00", shown.price)).toBe("ok");
    expect(await editCell("at", new Date(1), shown.at)).toBe("conflict");
  });

  test(
    `${histories} random histories of two people: each save is as if there were only one order of all of them`,
    async () => {
      await using both = await openBoth();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
          let truth = await begin();
          const shown: [Row, Row] = [truth, truth];

          /** What a save must come to, by the one rule: a field may be written over where its writer was shown what it has. */
          const expected = (from: Row, change: object, was: object) => {
            const names = Object.keys(change) as Field[]; // as: fields of the model
            const taken = names.filter(
              (name) => !same(from[name], pick(was, [name])[name]) && !same(from[name], pick(change, [name])[name]),
            );
            if (taken.length > 0) return { outcome: { outcome: "conflict", current: pick(from, taken) }, row: from };
            return { outcome: { outcome: "saved" }, row: { ...from, ...change } };
          };
          const check = async (before: Record<string, unknown>): Promise<void> => {
            expect(await read()).toEqual(truth);
            const after = await held();
            for (const name of fields) if (same(truth[name], shownBefore[name])) expect(after[name]).toBe(before[name]);
          };
          let shownBefore = truth;

          for (const one of steps) {
            const before = await held();
            shownBefore = truth;
            if (one.type === "look") shown[one.user] = truth;
            else if (one.type === "save") {
              const names = Object.keys(one.changes);
              const was = pick(shown[one.user], names);
              const wanted = expected(truth, one.changes, was);
              expect(await both.update(one.user, one.changes, was)).toEqual(wanted.outcome);
              truth = wanted.row;
              if (wanted.outcome.outcome === "saved") shown[one.user] = { ...shown[one.user], ...one.changes };
              else {
                // The form shows what is there now; who insists saves again.
                const told = { ...was, ...wanted.outcome.current };
                shown[one.user] = { ...shown[one.user], ...wanted.outcome.current };
                if (one.insists) {
                  expect(await both.update(one.user, one.changes, told)).toEqual({ outcome: "saved" });
                  truth = { ...truth, ...one.changes };
                  shown[one.user] = { ...shown[one.user], ...one.changes };
                }
              }
            } else if (one.type === "edit") {
              const [[field, value]] = Object.entries(one.changes) as [[Field, unknown]]; // as: at least one
              const was = shown[one.user][field];
              const isThere = same(truth[field], was);
              expect(await editCell(field, value, was)).toBe(isThere ? "ok" : "conflict");
              if (isThere) truth = { ...truth, [field]: value };
              shown[one.user] = { ...shown[one.user], [field]: truth[field] };
            } else {
              const wasFirst = pick(shown[0], Object.keys(one.first));
              const wasSecond = pick(shown[1], Object.keys(one.second));
              const outcomes = await Promise.all([
                both.update(0, one.first, wasFirst),
                both.update(1, one.second, wasSecond),
              ]);
              const a1 = expected(truth, one.first, wasFirst);
              const b2 = expected(a1.row, one.second, wasSecond);
              const b1 = expected(truth, one.second, wasSecond);
              const a2 = expected(b1.row, one.first, wasFirst);
              const isForth = same(outcomes, [a1.outcome, b2.outcome]) && same(await read(), b2.row);
              if (!isForth) expect([outcomes, await read()]).toEqual([[a2.outcome, b1.outcome], a2.row]);
              truth = isForth ? b2.row : a2.row;
              shown[0] = shown[1] = truth;
            }
            await check(before);
          }
        }),
        { numRuns: histories },
      );
    },
    timeoutMs,
  );

  test(
    `${histories} random histories of one person: never a conflict, whatever finer values there are`,
    async () => {
      await using both = await openBoth();
      const alone = fc.array(fc.record({ changes, isEdit: fc.boolean() }), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(alone, async (steps) => {
          let shown = await begin();
          for (const { changes: change, isEdit } of steps) {
            if (isEdit) {
              const [[field, value]] = Object.entries(change) as [[Field, unknown]]; // as: at least one
              expect(await editCell(field, value, shown[field])).toBe("ok");
              shown = { ...shown, [field]: value };
            } else {
              const was = pick(shown, Object.keys(change));
              expect(await both.update(0, change, was)).toEqual({ outcome: "saved" });
              shown = { ...shown, ...change };
            }
          }
          expect(await read()).toEqual(shown);
        }),
        { numRuns: histories },
      );
    },
    timeoutMs,
  );
});
