import type { ViewRow } from "../../../client/rows/view-row.ts";

/** The place of rows that are not loaded, above or below those that are. */
export interface SpacerRow {
  readonly spacer: "top" | "bottom";
  height: number;
  /** Does the grid know its height? */
  isMeasured: boolean;
}

/** What the grid holds. */
export type GridRow = ViewRow | SpacerRow;

/** Is it a spacer? */
export function isSpacer(row: GridRow | undefined): row is SpacerRow {
  return row !== undefined && "spacer" in row;
}

/** The grid's id of a row. */
export function rowIdOf(row: GridRow): string {
  return isSpacer(row) ? `~${row.spacer}` : String(row.key);
}
