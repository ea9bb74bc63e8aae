import { expect, test } from "vitest";
import { outcomeText, sizeText } from "./import-text.ts";

const form = { singular: "Order", plural: "Orders" };
const outcome = { written: false, rows: 9, created: 0, updated: 0, failed: 0, errors: [] };

test("an outcome says what is new, changed and wrong, and nothing of what is none", () => {
  expect(outcomeText(form, { ...outcome, created: 1200, updated: 4, failed: 3 })).toBe(
    "1,200 orders new, 4 changed, 3 rows with errors",
  );
  expect(outcomeText(form, { ...outcome, updated: 1 })).toBe("1 order changed");
  expect(outcomeText(form, { ...outcome, failed: 1 })).toBe("0 orders new, 1 row with errors");
});

test("a size is said in the unit that fits", () => {
  expect(sizeText(64 * 1024 ** 2)).toBe("64 MB");
  expect(sizeText(512 * 1024)).toBe("512 KB");
});
