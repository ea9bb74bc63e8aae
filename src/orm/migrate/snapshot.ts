/** A column as drizzle-kit writes it down. */
export interface ColumnSnapshot {
  name: string;
  type: string;
  notNull: boolean;
  primaryKey: boolean;
  autoincrement?: boolean;
  /** As SQL text, or a plain number or boolean. */
  default?: unknown;
  /** SQLite, where the type does not tell: which kind of our columns it is. */
  kind?: string | undefined;
  [detail: string]: unknown;
}

/** A foreign key as drizzle-kit writes it down. */
export interface ForeignKeySnapshot {
  name: string;
  tableFrom: string;
  tableTo: string;
  columnsFrom: string[];
  columnsTo: string[];
  [detail: string]: unknown;
}

/** An index, key or unique constraint: its columns are names, or on PostgreSQL objects that hold the name. */
export interface KeySnapshot {
  name: string;
  columns: (string | { expression: string; isExpression: boolean })[];
  [detail: string]: unknown;
}

/** A condition as drizzle-kit writes it down. */
export interface CheckSnapshot {
  name: string;
  value: string;
}

/** A table as drizzle-kit writes it down. */
export interface TableSnapshot {
  name: string;
  columns: Record<string, ColumnSnapshot>;
  indexes: Record<string, KeySnapshot>;
  foreignKeys: Record<string, ForeignKeySnapshot>;
  compositePrimaryKeys: Record<string, KeySnapshot>;
  uniqueConstraints: Record<string, KeySnapshot>;
  checkConstraints?: Record<string, CheckSnapshot>;
  /** MySQL's spelling. */
  checkConstraint?: Record<string, CheckSnapshot>;
  [detail: string]: unknown;
}

/** A schema of one dialect, in drizzle-kit's own format: what `meta/0001_snapshot.json` holds. */
export interface Snapshot {
  id: string;
  prevId: string;
  tables: Record<string, TableSnapshot>;
  _meta?: { columns?: Record<string, string>; [detail: string]: unknown };
  [detail: string]: unknown;
}
