// NULL is the smallest value on every database; PostgreSQL takes it for the greatest unless each part of an order says otherwise.
import { Column, getTableName, is, SQL, sql, StringChunk, Subquery, Table } from "drizzle-orm";
import { nullOrder } from "../../null-order.ts";

type OrderItem = Column | SQL | SQL.Aliased;

/** What is read of a select here, as Drizzle keeps it. */
export interface OrderedSelect {
  readonly table?: unknown;
  readonly joins?: readonly { readonly joinType: string; readonly table: unknown; readonly alias?: string }[];
  readonly orderBy?: readonly OrderItem[];
  readonly setOperators?: readonly { readonly orderBy?: readonly OrderItem[] }[];
}

/** The same select, ordered with NULL as the smallest value. Columns that cannot be NULL stay as they are: their indexes fit so. */
export function nullsFirst<S extends OrderedSelect>(select: S): S {
  const { orderBy, setOperators } = select;
  const always = new Set([select.table, ...(select.joins ?? []).map(({ table }) => table)].flatMap(nameOf));
  for (const { joinType, table, alias } of select.joins ?? []) {
    if (joinType === "left") for (const name of [alias ?? [], nameOf(table)].flat()) always.delete(name);
    if (joinType === "right" || joinType === "full") always.clear();
  }
  const isNeverNull = (item: unknown): boolean =>
    is(item, Column) && item.notNull && always.has(getTableName(item.table));
  return {
    ...select,
    ...(orderBy && { orderBy: orderBy.map((item) => ordered(item, isNeverNull)) }),
    // The rows of a union come from several tables.
    ...(setOperators && {
      setOperators: setOperators.map((operator) =>
        operator.orderBy
          ? { ...operator, orderBy: operator.orderBy.map((item) => ordered(item, () => false)) }
          : operator,
      ),
    }),
  };
}

// A column of a subquery may be NULL whatever it is in its table.
function nameOf(table: unknown): string[] {
  return is(table, Table) && !is(table, Subquery) ? [getTableName(table)] : [];
}

function ordered(item: OrderItem, isNeverNull: (item: unknown) => boolean): OrderItem {
  const end = nullOrder(item);
  if (end === "") return item;
  if (!is(item, SQL)) return isNeverNull(item) ? item : sql`${item}${sql.raw(end)}`;
  const [only, direction] = item.queryChunks.filter(
    (chunk) => !(is(chunk, StringChunk) && chunk.value.join("") === ""),
  );
  if (isNeverNull(only) && (direction === undefined || is(direction, StringChunk))) return item;
  return new SQL([...item.queryChunks, new StringChunk(end)]);
}
