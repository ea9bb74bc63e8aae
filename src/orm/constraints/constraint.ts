import type { Column, SQL } from "drizzle-orm";
import type { ReferenceAction } from "../columns/column-spec.ts";

/** What a model says beside its columns; columns are those of the dialect that is being made. */
export type Constraint =
  | { readonly type: "index"; readonly name: string | undefined; readonly columns: readonly (Column | SQL)[] }
  | { readonly type: "unique"; readonly name: string | undefined; readonly columns: readonly Column[] }
  | { readonly type: "primaryKey"; readonly columns: readonly Column[] }
  | {
      readonly type: "foreignKey";
      readonly columns: readonly Column[];
      readonly references: () => readonly Column[];
      readonly onDelete?: ReferenceAction | undefined;
      readonly onUpdate?: ReferenceAction | undefined;
    }
  | { readonly type: "check"; readonly name: string; readonly condition: SQL };
