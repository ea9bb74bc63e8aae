/** A read that a child process is asked for. */
export interface SlowRead {
  readonly text: string;
  readonly params: readonly unknown[];
  readonly bigints: boolean;
}

/** What it answers. */
export type SlowAnswer =
  | { readonly type: "ready" }
  | { readonly type: "rows"; readonly rows: unknown[][] }
  | { readonly type: "failed"; readonly message: string; readonly code: string };
