import type { RowKey } from "../../protocol/rows.ts";

/** A row as a view shows it. The same object as long as nothing of it changed; another one when something did. */
export interface ViewRow {
  readonly key: RowKey;
  /** Encoded as on the wire, in the order of the handle's columns. */
  readonly cells: readonly unknown[];
  /** Held where it was while the mouse or an editor is on it: it left the result, or is elsewhere in it now. */
  readonly mark?: "gone" | "moved";
}
