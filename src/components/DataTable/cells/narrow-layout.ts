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

/**
 * Chooses what a row says in two lines: its name, number and first day, its amount and status.
 *
 * @param isHidden is a column left out, by its name? Default: none is.
 */
export function narrowLayout(
  columns: readonly ColumnDescription[],
  isHidden: (name: string) => boolean = () => false,
): NarrowLayout {
  const firstOf = (...kinds: readonly ColumnDescription["kind"][]): number | undefined => {
    const index = columns.findIndex((column) => kinds.includes(column.kind) && !isHidden(column.name));
    return index === -1 ? undefined : index;
  };
  const first = (...kinds: readonly ColumnDescription["kind"][]): number | undefined =>
    kinds.map((kind) => firstOf(kind)).find((index) => index !== undefined);
  const named = first("ref", "text", "longText");
  const title = named ?? first("id", "uuid", "date", "timestamp");
  const amount = first("decimal", "real", "bigint", "integer");
  const status = first("oneOf", "boolean");
  const details = [first("id"), firstOf("date", "timestamp")].filter((index) => index !== undefined && index !== title);
  const others = columns.findIndex(({ kind, name }, index) => kind === "text" && index !== title && !isHidden(name));
  const filled = details.length === 0 && others !== -1 ? [others] : details;
  return { title, details: filled.filter((index) => index !== undefined), amount, status };
}
