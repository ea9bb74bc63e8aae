import { getTableColumns, getTableName, type Column, type Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { modelOf } from "../model-info.ts";
import { columnFacts } from "./column-facts.ts";
import { keyColumns } from "./key-columns.ts";

const usual = ["name", "title", "label", "code"];

/**
 * The columns that name a row of a table in pickers, links and titles; the second, where there is one, is the picker's second
 * line. As `display` says, else name, title, label or code, else the first NOT NULL text, else the key. Never a secret.
 */
export function displayColumns(table: Table): readonly [Column] | readonly [first: Column, second: Column] {
  const columns: Readonly<Record<string, Column>> = getTableColumns(table);
  const shown = (modelOf(table)?.display ?? []).flatMap((key) => columns[key] ?? []);
  const [first, second] = shown;
  if (first) return second ? [first, second] : [first];
  const open = Object.values(columns).filter((column) => !columnFacts(column).secret);
  const byName = usual.flatMap((name) => open.filter((column) => columnFacts(column).key === name));
  const texts = open.filter((column) => column.notNull && columnFacts(column).kind === "text");
  const [chosen = keyColumns(table)[0] ?? open[0]] = [...byName, ...texts];
  if (!chosen) throw new RxError("MODEL_KEY_INVALID", { table: getTableName(table), found: "no column" });
  return [chosen];
}
