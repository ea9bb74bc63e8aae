import type { Column, SQL } from "drizzle-orm";

/** What a model says beside its columns; columns are those of the dialect that is being made. */
export type Constraint =
  | { readonly type: "index"; readonly name: string | undefined; readonly columns: readonly (Column | SQL)[] }
  | { readonly type: "unique"; readonly name: string | undefined; readonly columns: readonly Column[] }
  | { readonly type: "primaryKey"; readonly columns: readonly Column[] }
  | { readonly type: "check"; readonly name: string; readonly condition: SQL };
