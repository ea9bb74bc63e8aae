/** The kinds of columns that random schemas are made of. */
export const plainKinds = [
  "text",
  "longText",
  "integer",
  "bigint",
  "real",
  "decimal",
  "boolean",
  "timestamp",
  "date",
  "json",
  "oneOf",
  "bytes",
  "uuid",
] as const;

/** A kind that is no key and no reference. */
export type PlainKind = (typeof plainKinds)[number];

/** A column of a random schema; its number stays when its name changes. */
export interface ColumnPlan {
  readonly number: number;
  name: string;
  kind: PlainKind;
  notNull: boolean;
  hasDefault: boolean;
  unique: boolean;
  /** `text`: most characters. */
  max: number;
  /** Number of the table that it points to. */
  ref?: number;
  onDelete?: "cascade" | "restrict" | "set null";
}

/** A table of a random schema. */
export interface TablePlan {
  readonly number: number;
  name: string;
  /** `pair`: a key of its first two columns. */
  readonly key: "id" | "uuid" | "pair";
  columns: ColumnPlan[];
  /** Numbers of columns. */
  indexes: number[][];
  uniques: number[][];
  /** Number of an integer column that may not be negative. */
  check?: number;
}

/** A schema: tables point to themselves or to those before them. */
export type Plan = readonly TablePlan[];

/** May the column stand in an index, on every database? */
export function isIndexable({ kind, max }: ColumnPlan): boolean {
  return kind !== "longText" && kind !== "json" && kind !== "bytes" && (kind !== "text" || max <= 255);
}

/** Does every row have another value? */
export function isDistinct(column: ColumnPlan): boolean {
  return isIndexable(column) && column.kind !== "boolean" && column.kind !== "oneOf" && !column.hasDefault;
}

/** May it have a default, the same on every database? */
export function takesDefault({ kind, ref }: ColumnPlan): boolean {
  return ref === undefined && kind !== "uuid";
}
