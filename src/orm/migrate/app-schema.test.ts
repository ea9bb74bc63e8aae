import { join } from "node:path";
import { expect, test } from "vitest";
import { ownSchema } from "./app-schema.ts";
import { generateMigration } from "./generate-migration.ts";

test("the framework's own tables and their migrations agree on every database (scripts/own-migrations.ts writes them)", async () => {
  const folder = join(import.meta.dirname, "../../../migrations");
  expect(await generateMigration(ownSchema(), { folder, dialects: ["sqlite", "postgres", "mysql"] })).toEqual([]);
});
