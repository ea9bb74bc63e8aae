import type { DialectName } from "../dialects/dialect-name.ts";

/** What a shape is read through: an open database, or a connection of a migrator's own. */
export interface ShapeReader {
  readonly dialect: DialectName;
  /** Rows of a read as the driver's arrays. */
  rows(text: string, params: readonly unknown[]): Promise<unknown[][]>;
}
