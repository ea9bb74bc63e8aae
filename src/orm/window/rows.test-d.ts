// What `rows`, `first` and `all` take and give; compiled, never run.
import { eq, type SQL } from "drizzle-orm";
import type { CellsOf, HandleOf, RowOf, RowsVar } from "../../framework/types/rows.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import { sum } from "../functions/sum.ts";
import { all } from "./all.ts";
import { first } from "./first.ts";
import { rows } from "./rows.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function exact<A>(): <B>(value: B) => Equal<A, B> extends true ? void : never;
type RowBehind<V> = V extends RowsVar<infer H> ? RowOf<H> : never;
declare function rowOf<V>(value: V): RowBehind<V>;

const customers = model("types_customers", { id: id(), name: text().notNull(), taxId: text().secret() });
const orders = model("types_orders", {
  id: id(),
  customerId: ref(() => customers.id).notNull(),
  total: integer(),
});
declare const condition: SQL;

const joined = db.select().from(orders).innerJoin(customers, eq(customers.id, orders.customerId));
const flat = db
  .select({ id: orders.id, customer: customers.name, tax: customers.taxId })
  .from(orders)
  .innerJoin(customers, condition);

exact<{ id: number; name: string }>()(rowOf(rows(customers)));
exact<{ id: number; customer: string }>()(rowOf(rows(flat)));
exact<{ id: number; customer: string } | null>()(await first(flat));
exact<{ id: number; name: string }[]>()(await all(db.select().from(customers).where(condition)));
exact<
  "types_orders.id" | "types_orders.customerId" | "types_orders.total" | "types_customers.id" | "types_customers.name"
>()(
  {} as keyof CellsOf<HandleOf<typeof joined>>, // as: only its type is looked at
);

rows(flat, { search: ["customer"], sort: ["id"], filter: ["id", "customer"], edit: ["customer"], live: false });
rows(joined, { sort: ["types_customers.name"], edit: ["types_orders.total"] });
rows(
  db
    .select({ total: sum(orders.total) })
    .from(orders)
    .groupBy(orders.customerId),
  { sort: ["total"] },
);
// @ts-expect-error a secret column is no name
rows(flat, { sort: ["tax"] });
// @ts-expect-error a column that is not selected is no name
rows(flat, { filter: ["total"] });
// @ts-expect-error a joined table's column has both names
rows(joined, { sort: ["name"] });
// @ts-expect-error not a query
rows("customers");
