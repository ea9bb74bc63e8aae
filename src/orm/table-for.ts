import { getTableColumns, type Table } from "drizzle-orm";
import type { DialectName } from "./dialects/dialect-name.ts";
import { realiseMysqlTable } from "./dialects/mysql/realise-table.ts";
import { realisePostgresTable } from "./dialects/postgres/realise-table.ts";
import { realiseSqliteTable } from "./dialects/sqlite/realise-table.ts";
import { markTable, type ModelInfo } from "./model-info.ts";

const realise = {
  sqlite: realiseSqliteTable,
  postgres: realisePostgresTable,
  mysql: realiseMysqlTable,
} satisfies Record<DialectName, unknown>;

/** The real Drizzle table of a model in one dialect; made once. */
export function tableFor(model: ModelInfo, dialect: DialectName): Table {
  const made = model.tables.get(dialect);
  if (made) return made;
  const table = realise[dialect](model, (other) => tableFor(other, dialect));
  markTable(model, table, getTableColumns(table));
  model.tables.set(dialect, table);
  return table;
}
