// Writes the migration of the framework's own tables for what changed in src/orm/framework-tables.ts, all dialects at once:
// node scripts/own-migrations.ts [name]. Never edit one that was released: databases hold its checksum.
import { join } from "node:path";
import { ownSchema } from "../src/orm/migrate/app-schema.ts";
import { generateMigration } from "../src/orm/migrate/generate-migration.ts";
import { writeMigration } from "../src/orm/migrate/write-migration.ts";

const folder = join(import.meta.dirname, "..", "migrations");
const dialects = ["sqlite", "postgres", "mysql"] as const;
const made = await generateMigration(ownSchema(), { folder, dialects, name: process.argv[2] });
for (const migration of made) console.log(writeMigration(join(folder, migration.dialect), migration)[0]);
if (made.length === 0) console.log("The framework's own tables did not change.");
