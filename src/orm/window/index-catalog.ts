import { Column, is } from "drizzle-orm";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { keyColumns } from "../values/key-columns.ts";
import type { Expression } from "./expression.ts";
import type { OrderTerm } from "./order-of.ts";
import type { Plan } from "./plan.ts";
import type { IndexColumn, WindowSql } from "./sql/window-sql.ts";
import { isColumnOf, originalName } from "./table-names.ts";

/** The columns of one index. */
type Index = readonly IndexColumn[];

/** What was read of a table's indexes is read again after this time: an app may add one while it runs. */
const keptMs = 30_000;

/** Rows of a table from which on a scan of it is felt: 20,000 are about 10 ms. */
const manyRows = 20_000;

const catalogs = new WeakMap<DatabaseHandle["database"], IndexCatalog>();

/** The indexes of a database, by table, as they are looked up for windows. */
export class IndexCatalog {
  readonly #handle: DatabaseHandle;
  readonly #known = new Map<string, { readonly at: number; readonly indexes: Promise<readonly Index[]> }>();

  readonly #sizes = new Map<string, { readonly at: number; readonly rows: number }>();

  constructor(handle: DatabaseHandle) {
    this.#handle = handle;
  }

  /** Is there an index whose order this is? */
  async hasOrder(plan: Plan, terms: readonly OrderTerm[]): Promise<boolean> {
    const { base, write } = plan;
    if (!base) return false;
    const columns = terms.map(({ expression }) =>
      is(expression, Column) && isColumnOf(expression, base) ? expression.name : undefined,
    );
    if (columns.includes(undefined)) return false;
    const key = keyColumns(base).map(({ name }) => name);
    const own = { key, terms: terms.map((term, at) => ({ ...term, name: columns[at] })) };
    // A number key of SQLite is its row's number, which has no index of its own.
    if (columns.length === 1 && key.length === 1 && columns[0] === key[0]) return true;
    return (await this.#indexes(originalName(base), write)).some((index) => isOrder(index, own, write));
  }

  /** Terms in which the order of values that are not NULL is that of an index, where the first is a column that has one. */
  async fitTerms(plan: Plan, terms: readonly OrderTerm[]): Promise<readonly OrderTerm[]> {
    const [first, ...rest] = terms;
    const { base, write } = plan;
    if (write.nullsSmallest || !base || !first || first.nullable || !is(first.expression, Column)) return terms;
    const { name, notNull } = first.expression;
    if (notNull || !isColumnOf(first.expression, base)) return terms;
    const leading = (await this.#indexes(originalName(base), write)).filter(([column]) => column?.name === name);
    if (leading.length === 0 || leading.some(([column]) => column?.nullsSmallest)) return terms;
    return [{ ...first, nullsGreatest: true }, ...rest];
  }

  /** Does an index begin with this column of the base table? */
  async leads({ base, write }: Plan, expression: Expression | undefined): Promise<boolean> {
    if (!base || !is(expression, Column) || !isColumnOf(expression, base)) return false;
    const { name } = expression;
    if (keyColumns(base)[0]?.name === name) return true;
    return (await this.#indexes(originalName(base), write)).some(([column]) => column?.name === name);
  }

  /** Does a scan of one of these tables hold up everything else of this process for so long that it is felt? */
  async holdsUp(tables: Iterable<string>, write: WindowSql): Promise<boolean> {
    if (!write.holdsUp) return false;
    const sizes = await Promise.all(Array.from(tables, (table) => this.sizeOf(table, write)));
    return Math.max(0, ...sizes) >= manyRows;
  }

  /** About how many rows a table has; 0 where the database does not say. */
  async sizeOf(table: string, write: WindowSql): Promise<number> {
    const known = this.#sizes.get(table);
    if (known && performance.now() - known.at < keptMs) return known.rows;
    const { text, params } = this.#handle.toText(write.estimate(table));
    try {
      const [[count] = []] = await this.#handle.rows(text, params, { committed: true });
      const rows = Number(count ?? 0);
      this.#sizes.set(table, { at: performance.now(), rows });
      return rows;
    } catch {
      // A view, or a table without row numbers: what takes long there is known after the first time.
      return 0;
    }
  }

  #indexes(table: string, write: WindowSql): Promise<readonly Index[]> {
    const known = this.#known.get(table);
    const now = performance.now();
    if (known && now - known.at < keptMs) return known.indexes;
    const indexes = this.#read(table, write);
    this.#known.set(table, { at: now, indexes });
    indexes.catch(() => this.#known.delete(table));
    return indexes;
  }

  async #read(table: string, write: WindowSql): Promise<readonly Index[]> {
    const { text, params } = this.#handle.toText(write.indexes(table));
    const indexes = new Map<unknown, IndexColumn[]>();
    for (const [index, name, descending, nullsSmallest] of await this.#handle.rows(text, params, { committed: true })) {
      const columns = indexes.get(index) ?? [];
      indexes.set(index, columns);
      const column = typeof name === "string" ? name : undefined;
      columns.push({ name: column, descending: Boolean(descending), nullsSmallest: Boolean(nullsSmallest) });
    }
    return Array.from(indexes.values());
  }
}

/** The catalog of a database. */
export function indexCatalogOf(handle: DatabaseHandle): IndexCatalog {
  let catalog = catalogs.get(handle.database);
  if (!catalog) catalogs.set(handle.database, (catalog = new IndexCatalog(handle)));
  return catalog;
}

interface Order {
  readonly key: readonly string[];
  readonly terms: readonly (OrderTerm & { readonly name: string | undefined })[];
}

function isOrder(index: Index, { key, terms }: Order, write: WindowSql): boolean {
  const names = index.map(({ name }) => name);
  const appended = write.appendsKey ? key.filter((name) => !names.includes(name)) : [];
  const columns: Index = [...index, ...appended.map((name) => ({ name, descending: false, nullsSmallest: true }))];
  let isBackwards: boolean | undefined;
  for (const [at, { name, descending, nullable }] of terms.entries()) {
    const column = columns[at];
    if (!column) return at > 0 && write.sortsInSteps;
    const isOpposite = column.descending !== descending;
    const fits =
      column.name === name && (isBackwards ?? isOpposite) === isOpposite && (!nullable || column.nullsSmallest);
    if (!fits) return at > 0 && write.sortsInSteps;
    isBackwards = isOpposite;
  }
  return true;
}
