// What the app's migrations made of a database is written down beside the journal, in the same transaction: what somebody changes by
// hand afterwards differs from it.
import { introspect } from "../introspect/introspect.ts";
import type { DatabaseShape } from "../introspect/database-shape.ts";
import type { ShapeReader } from "../introspect/shape-reader.ts";

/** What a database was made of when the app's migration `tag` had been applied. */
export interface KeptShape {
  readonly tag: string;
  readonly shape: DatabaseShape;
}

/** The statement that makes the table for it where there is none. */
export const shapeTable =
  "CREATE TABLE IF NOT EXISTS rx_shape (origin varchar(16) NOT NULL PRIMARY KEY, tag varchar(128) NOT NULL, shape text NOT NULL)";

/** Writes down what the database is made of now; `tag` undefined: the app has no migration applied any more. */
export async function keepShape(reader: ShapeReader, tag: string | undefined): Promise<void> {
  await reader.rows("delete from rx_shape where origin = 'app'", []);
  if (tag === undefined) return;
  const shape = await introspect(reader);
  const marks = reader.dialect === "postgres" ? "$1, $2" : "?, ?";
  await reader.rows(`insert into rx_shape values ('app', ${marks})`, [tag, JSON.stringify(shape)]);
}

/** What was written down last; undefined where nothing was. */
export async function readKeptShape(reader: ShapeReader): Promise<KeptShape | undefined> {
  const { tables } = await introspect(reader, { own: true });
  if (!tables.some(({ name }) => name === "rx_shape")) return undefined;
  const [row] = await reader.rows("select tag, shape from rx_shape where origin = 'app'", []);
  return row && { tag: String(row[0]), shape: JSON.parse(String(row[1])) };
}
