import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const fixture = join(import.meta.dirname, "..", "fixtures", "forty-lines");

test("two tables with a foreign key, models and pages, take at most 40 non-blank lines", () => {
  const files = readdirSync(join(fixture, "app"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const lines = files.flatMap((file) => readFileSync(join(fixture, "app", file), "utf8").split("\n"));
  expect(files.toSorted()).toEqual(["models.ts", join("pages", "authors.tsx"), join("pages", "index.tsx")]);
  expect(lines.filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(40);
});
