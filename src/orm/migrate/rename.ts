/** A table that changed its name; or a column that did, in a table that is called by the name that it has now. */
export type Rename =
  | { readonly type: "table"; readonly from: string; readonly to: string }
  | { readonly type: "column"; readonly table: string; readonly from: string; readonly to: string };
