import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../../src/errors/codes.ts";
import { errorsPage } from "./errors-page.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/errors.md"), "utf8");

test("docs/errors.md says what the registry says (npm run docs writes it)", () => {
  expect(page).toBe(errorsPage());
});

test.each(Object.entries(codes))(
  "%s says what was expected or found, and what to do, in whole sentences",
  (_, info) => {
    expect(info.message).toMatch(/[.}]\n?$/);
    expect(info.remedy).toMatch(/\.$/);
    expect(info.status).toBeGreaterThanOrEqual(400);
  },
);
