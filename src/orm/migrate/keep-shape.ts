// What the app's migrations made of a database is written down beside the journal, in the same transaction: what somebody changes by
// hand afterwards differs from it.
import { introspect } from "../introspect/introspect.ts";
import type { ShapeReader } from "../introspect/shape-reader.ts";

/** Writes down what the database is made of now; `tag` undefined: the app has no migration applied any more. */
export async function keepShape(reader: ShapeReader, tag: string | undefined): Promise<void> {
  await reader.rows("delete from rx_shape where origin = 'app'", []);
  if (tag === undefined) return;
  const shape = await introspect(reader);
  const marks = reader.dialect === "postgres" ? "$1, $2" : "?, ?";
  await reader.rows(`insert into rx_shape values ('app', ${marks})`, [tag, JSON.stringify(shape)]);
}
