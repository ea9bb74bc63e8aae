import type { DatabaseShape } from "../introspect/database-shape.ts";
import { introspect } from "../introspect/introspect.ts";
import type { ShapeReader } from "../introspect/shape-reader.ts";

/** What a database was made of when the app's migration `tag` had been applied. */
export interface KeptShape {
  readonly tag: string;
  readonly shape: DatabaseShape;
}

/** What was written down last; undefined where nothing was. */
export async function readKeptShape(reader: ShapeReader): Promise<KeptShape | undefined> {
  const { tables } = await introspect(reader, { own: true });
  if (!tables.some(({ name }) => name === "rx_shape")) return undefined;
  const [row] = await reader.rows("select tag, shape from rx_shape where origin = 'app'", []);
  return row && { tag: String(row[0]), shape: JSON.parse(String(row[1])) };
}
