import type { DatabaseShape } from "./database-shape.ts";
import { readShape as readMysql } from "./mysql/read-shape.ts";
import { readShape as readPostgres } from "./postgres/read-shape.ts";
import type { ShapeReader } from "./shape-reader.ts";
import { readShape as readSqlite } from "./sqlite/read-shape.ts";

const readers = { sqlite: readSqlite, postgres: readPostgres, mysql: readMysql };

/** Reads what a database is made of. The framework's own tables, whose names begin `rx_`, are left out unless asked for. */
export async function introspect(
  reader: ShapeReader,
  { own = false }: { readonly own?: boolean } = {},
): Promise<DatabaseShape> {
  const shape = await readers[reader.dialect](reader);
  return own ? shape : { ...shape, tables: shape.tables.filter(({ name }) => !name.startsWith("rx_")) };
}
