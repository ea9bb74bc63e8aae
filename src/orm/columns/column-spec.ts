import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Column, SQL } from "drizzle-orm";
import type { ColumnKind } from "../../protocol/rows.ts";

/** What every column function takes beside its own options. */
export interface ColumnOptions {
  /** How the column is called on screen. Default: its name in words, `createdAt` → "Created at". */
  readonly label?: string;
  /** A line under the form field. */
  readonly help?: string;
  /** The column's name in the database. Default: its name in code in snake case, `createdAt` → `created_at`. */
  readonly column?: string;
}

/** What happens to a row when the row that it points to goes, or changes its key. */
export type ReferenceAction = "cascade" | "restrict" | "no action" | "set null";

/** Where a column points to. */
export interface RefSpec {
  /** A table by its name in the database, or its key column. */
  readonly target: string | (() => Column);
  /** What the other table's key is, where it is named by text. */
  readonly key: "number" | "uuid";
  readonly onDelete?: ReferenceAction;
  readonly onUpdate?: ReferenceAction;
  /** Name of the relation; default: the column's without `Id`. */
  readonly as?: string;
  /** Name of the relation's other side; default: the name under which the referring model is exported. */
  readonly many?: string;
  /** False: no index for this foreign key. */
  readonly index: boolean;
}

/** What a row gets where no value was given. */
export type DefaultSpec =
  | { readonly type: "value"; readonly value: unknown }
  | { readonly type: "sql"; readonly sql: SQL }
  | { readonly type: "now" }
  | { readonly type: "function"; readonly make: () => unknown };

/** Everything that is known of a column, the same on every database. Written by the column's builder, read by all else. */
export interface ColumnSpec {
  readonly kind: ColumnKind;
  readonly label?: string;
  readonly help?: string;
  /** Its name in the database, where that is not the one in code in snake case. */
  readonly column?: string;
  notNull: boolean;
  primary: boolean;
  unique: boolean;
  secret: boolean;
  default?: DefaultSpec;
  onUpdate?: () => unknown;
  rule?: StandardSchemaV1;
  /** Its name in the database before it was renamed: a migration keeps the values. */
  renamedFrom?: string;
  /** `text`, `longText`: most characters. */
  readonly max?: number;
  /** `decimal`: digits in all, and behind the point. */
  readonly precision?: number;
  readonly scale?: number;
  /** `timestamp`: SQLite keeps it as text. */
  readonly sqliteText?: boolean;
  /** `oneOf`. */
  readonly choices?: readonly string[];
  readonly ref?: RefSpec;
}
