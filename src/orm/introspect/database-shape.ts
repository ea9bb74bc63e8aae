import type { ReferenceAction } from "../columns/column-spec.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { Storage } from "../table-plan.ts";

/**
 * What a database is made of, read from itself. Equal schemas of one dialect give equal shapes: lists are sorted by name (columns
 * stand in their order), and the names of constraints that the database made up itself are left out.
 */
export interface DatabaseShape {
  readonly dialect: DialectName;
  readonly tables: readonly TableShape[];
  readonly views: readonly ViewShape[];
  /** PostgreSQL's enum types; on MySQL an enum is a matter of its column. */
  readonly enums: readonly EnumShape[];
}

/** A table. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  /** Columns of the primary key in its order; none: a table without a key. */
  readonly primaryKey: readonly string[];
  /** Unique constraints, and unique indexes over whole columns. */
  readonly uniques: readonly UniqueShape[];
  readonly indexes: readonly IndexShape[];
  readonly foreignKeys: readonly ForeignKeyShape[];
  readonly checks: readonly CheckShape[];
  /** Names of triggers. */
  readonly triggers: readonly string[];
  /** What else the table was made with: `strict`, `without rowid`, `autoincrement`. */
  readonly options: readonly string[];
}

/** A column as it is, and as one of our kinds. */
export interface ColumnShape extends ColumnKindShape {
  readonly name: string;
  /** The type as the database says it, in lower case. */
  readonly type: string;
  readonly notNull: boolean;
  readonly default: DefaultShape | undefined;
  /** The database counts it up by itself. */
  readonly autoIncrement: boolean;
  /** The expression of a generated column; MySQL: also of ON UPDATE. */
  readonly generated: string | undefined;
  readonly collation: string | undefined;
}

/** Which of our kinds a column is, and where that is not all of it, what it is beside. */
export interface ColumnKindShape extends Storage {
  /** Why a column of ours is not quite what it is, in words that a comment may hold; undefined: it is the same. */
  readonly differs?: string | undefined;
  /** No column of ours can hold its values: drivers give them as something else than text. */
  readonly foreign?: true | undefined;
}

/** What a row gets where no value was given. */
export type DefaultShape =
  | { readonly type: "value"; readonly value: string | number | boolean }
  /** The moment of the insert. */
  | { readonly type: "now" }
  | { readonly type: "sql"; readonly sql: string };

/** Columns whose values together no two rows share. */
export interface UniqueShape {
  readonly name: string | undefined;
  readonly columns: readonly string[];
}

/** An index that is not there for a key alone. */
export interface IndexShape {
  readonly name: string | undefined;
  readonly unique: boolean;
  readonly columns: readonly IndexPartShape[];
  /** The condition of a partial index. */
  readonly where: string | undefined;
  /** `btree` is left out. */
  readonly method: string | undefined;
}

/** One part of an index: a column by its name, or an expression. */
export interface IndexPartShape {
  readonly column: string | undefined;
  readonly expression: string | undefined;
  readonly descending: boolean;
  /** PostgreSQL, where it is not as for its direction. */
  readonly nulls: "first" | "last" | undefined;
  /** MySQL: how many characters. */
  readonly length: number | undefined;
}

/** A foreign key. */
export interface ForeignKeyShape {
  readonly name: string | undefined;
  readonly columns: readonly string[];
  readonly table: string;
  readonly targets: readonly string[];
  readonly onDelete: ReferenceActionShape;
  readonly onUpdate: ReferenceActionShape;
}

/** `set default` is in no model, but in databases. */
export type ReferenceActionShape = ReferenceAction | "set default";

/** A condition on every row. */
export interface CheckShape {
  readonly name: string | undefined;
  readonly condition: string;
}

/** A view with its columns. */
export interface ViewShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
}

/** An enum type. */
export interface EnumShape {
  readonly name: string;
  readonly values: readonly string[];
}
