/** What a process with live grids is told to do: by its parent, one at a time, each answered. */
export type ProcessOrder =
  | { readonly type: "write"; readonly times: number }
  /** Says that it is quiet, waits until the other one is, and compares. */
  | { readonly type: "compare"; readonly tell: string; readonly until: string }
  | { readonly type: "end" };
