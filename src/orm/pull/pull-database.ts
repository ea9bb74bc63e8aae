import type { DatabaseShape } from "../introspect/database-shape.ts";
import { introspect } from "../introspect/introspect.ts";
import type { ShapeReader } from "../introspect/shape-reader.ts";
import type { TableLook } from "./column-look.ts";
import { lookAtValues } from "./look-at-values.ts";
import { pullSchema } from "./pull-schema.ts";
import type { PulledSchema } from "./pulled-model.ts";

/** A database that was read: its shape, and the models that say it. */
export interface PulledDatabase {
  readonly shape: DatabaseShape;
  readonly schema: PulledSchema;
}

/**
 * Reads a database and makes models of it. Nothing is written.
 *
 * @param onTable called before the values of each table are looked at
 */
export async function pullDatabase(reader: ShapeReader, onTable?: (name: string) => void): Promise<PulledDatabase> {
  const shape = await introspect(reader);
  const looks = new Map<string, TableLook>();
  for (const table of shape.tables) {
    onTable?.(table.name);
    looks.set(table.name, await lookAtValues(reader, table));
  }
  return { shape, schema: pullSchema(shape, looks) };
}
