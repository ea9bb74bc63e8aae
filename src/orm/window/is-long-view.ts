import type { Filter } from "../../protocol/rows.ts";
import type { IndexCatalog } from "./index-catalog.ts";
import type { WindowRows } from "./window-rows.ts";

/** Rows of a table from which on a scan of it is felt: 20,000 are about 10 ms. */
const manyRows = 20_000;

/** May a read of these rows have to look at very many, so that whoever cannot wait must not do it? */
export async function isLongView({ plan, terms, view }: WindowRows, indexes: IndexCatalog): Promise<boolean> {
  if (!plan.write.holdsUp) return false;
  const sizes = await Promise.all(Array.from(plan.tables, (table) => indexes.sizeOf(table, plan.write)));
  if (Math.max(...sizes) < manyRows) return false;
  if (plan.inner || view.search !== "" || !(await indexes.hasOrder(plan, terms))) return true;
  const narrowing = view.filter && equalColumns(view.filter);
  if (!narrowing) return false;
  const found = await Promise.all(narrowing.map((name) => indexes.leads(plan, plan.columns.get(name)?.expression)));
  return !found.includes(true);
}

/** Columns of which every row of the result has one of a few values. */
function equalColumns(filter: Filter): readonly string[] {
  if ("all" in filter) return filter.all.flatMap(equalColumns);
  if ("any" in filter) return [];
  return filter.op === "eq" || filter.op === "in" ? [filter.col] : [];
}
