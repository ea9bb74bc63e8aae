import type { ColumnDescription } from "../../../protocol/rows.ts";

/** Which columns a two-line item shows, by index; what a table has not is left out. */
export interface NarrowLayout {
  /** First line, left: what the row is. */
  readonly title: number | undefined;
  /** Second line, left. */
  readonly details: readonly number[];
  /** First line, right: the amount. */
  readonly amount: number | undefined;
  /** Second line, right. */
  readonly status: number | undefined;
}

/** Chooses what a row says in two lines: its name, number and day, its amount and status. */
export function narrowLayout(columns: readonly ColumnDescription[]): NarrowLayout {
  const first = (...kinds: readonly ColumnDescription["kind"][]): number | undefined => {
    for (const kind of kinds) {
      const index = columns.findIndex((column) => column.kind === kind);
      if (index !== -1) return index;
    }
    return undefined;
  };
  const named = first("ref", "text", "longText");
  const title = named ?? first("id", "uuid", "date", "timestamp");
  const amount = first("decimal", "real", "bigint", "integer");
  const status = first("oneOf", "boolean");
  const details = [first("id"), first("date", "timestamp")].filter((index) => index !== undefined && index !== title);
  const others = columns.findIndex((column, index) => column.kind === "text" && index !== title);
  const filled = details.length === 0 && others !== -1 ? [others] : details;
  return { title, details: filled.filter((index) => index !== undefined), amount, status };
}
