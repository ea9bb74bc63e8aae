import type { SQL, Table } from "drizzle-orm";

/** What a builder is about to write. */
export interface WriteSource {
  readonly table: Table;
  readonly what:
    | { readonly type: "insert" }
    | { readonly type: "update"; readonly where: SQL | undefined; readonly columns: readonly string[] }
    | { readonly type: "delete"; readonly where: SQL | undefined }
    /** An upsert, a joined update, one with a limit: nobody knows which rows before it has run. */
    | { readonly type: "other" };
}
