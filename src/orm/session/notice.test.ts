import fc from "fast-check";
import { expect, test } from "vitest";
import type { CommittedChange } from "../../framework/ports/change-feed.ts";
import { readNotice } from "./read-notice.ts";
import { writeNotice } from "./write-notice.ts";

const key = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 16 }),
  fc.constant(null),
);
const change = fc.record(
  {
    table: fc.string({ minLength: 1 }),
    keys: fc.oneof(fc.constant("unknown" as const), fc.array(fc.array(key, { minLength: 1, maxLength: 3 }))),
    before: fc.constant(undefined),
    columns: fc.array(fc.string()),
  },
  { requiredKeys: ["table", "keys", "before"] },
);

test("what is told is what is heard, without rows as they were, in fewer than 8,000 bytes or by its table alone", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const text = writeNotice("me", changes);
      expect(Buffer.byteLength(text)).toBeLessThan(8_000);
      const heard = readNotice(text, "other");
      if (text === JSON.stringify({ from: "me", tables: [["*"]] })) return;
      expect(heard).toHaveLength(changes.length);
      for (const [at, found] of heard.entries()) {
        const told = { ...changes[at], elsewhere: true };
        expect([told, { table: told.table, keys: "unknown", before: undefined, elsewhere: true }]).toContainEqual(
          found,
        );
      }
    }),
  );
});

test("the longest lists give way first; names that are too long are every table", () => {
  const keys = Array.from({ length: 2_000 }, (_, at) => [at]);
  const changes: CommittedChange[] = [
    { table: "many", keys, before: undefined },
    { table: "few", keys: [[1]], before: undefined, columns: ["note"] },
  ];
  expect(readNotice(writeNotice("me", changes), "other")).toEqual([
    { table: "many", keys: "unknown", before: undefined, elsewhere: true },
    { table: "few", keys: [[1]], before: undefined, elsewhere: true, columns: ["note"] },
  ]);
  const wide = Array.from({ length: 300 }, (_, at) => ({
    table: `t${at}`.padEnd(60, "x"),
    keys: "unknown" as const,
    before: undefined,
  }));
  expect(readNotice(writeNotice("me", wide), "other")).toMatchObject([{ table: "*" }]);
});

test("one's own notices are nothing, texts of others every table", () => {
  const mine = writeNotice("me", [{ table: "a", keys: "unknown", before: undefined }]);
  expect(readNotice(mine, "me")).toEqual([]);
  for (const text of ["", "[]", "{}", '{"tables":[1]}', "null"])
    expect(readNotice(text, "me")).toMatchObject([{ table: "*", keys: "unknown", elsewhere: true }]);
});
