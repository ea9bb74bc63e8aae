/** What the values of a column look like, among the first so many rows; undefined: not looked at. */
export interface ColumnLook {
  /** Rows with a value. */
  readonly values: number;
  /** SQLite: how many of them are kept as what. */
  readonly integers?: number;
  readonly reals?: number;
  readonly texts?: number;
  readonly blobs?: number;
  /** How many are a moment as `2026-11-21 09:30:00`, a day as `2026-11-21`, a UUID, JSON. */
  readonly moments?: number;
  readonly days?: number;
  readonly uuids?: number;
  readonly jsons?: number;
  /** Most characters. */
  readonly longest?: number;
  readonly least?: number;
  readonly greatest?: number;
  /** Most digits behind the point. */
  readonly fraction?: number;
}

/** Looks at the values of a table's columns, by the names in the database. */
export type TableLook = ReadonlyMap<string, ColumnLook>;
