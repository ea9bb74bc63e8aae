import { equalColumns } from "./equal-columns.ts";
import type { IndexCatalog } from "./index-catalog.ts";
import type { WindowRows } from "./window-rows.ts";

/** May a read of these rows have to look at very many, so that whoever cannot wait must not do it? */
export async function isLongView({ plan, terms, view }: WindowRows, indexes: IndexCatalog): Promise<boolean> {
  if (!(await indexes.holdsUp(plan.tables, plan.write))) return false;
  if (plan.inner || view.search !== "" || !(await indexes.hasOrder(plan, terms))) return true;
  const narrowing = view.filter && equalColumns(view.filter);
  if (!narrowing) return false;
  const found = await Promise.all(narrowing.map((name) => indexes.leads(plan, plan.columns.get(name)?.expression)));
  return !found.includes(true);
}
