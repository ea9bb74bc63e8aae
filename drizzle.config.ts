// The framework's own tables, for drizzle-kit's `check`: are the migrations of a dialect and what they left consistent? They are
// written by scripts/own-migrations.ts, all dialects from one load.
import { defineConfig } from "drizzle-kit";

const folders = { sqlite: "sqlite", postgresql: "postgres", mysql: "mysql" } as const;
const dialect =
  Object.keys(folders).find((name): name is keyof typeof folders => name === process.env["RX_DIALECT"]) ?? "sqlite";

export default defineConfig({ dialect, schema: "src/orm/framework-tables.ts", out: `migrations/${folders[dialect]}` });
