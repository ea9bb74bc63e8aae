// Writes the statements of one view. Joins that only decorate are made after the keys are found.
import { sql, type Column, type SQL } from "drizzle-orm";
import { fromSql } from "./from-sql.ts";
import { mentions, type Expression } from "./expression.ts";
import { orderSql, type OrderTerm } from "./order-of.ts";
import type { Plan } from "./plan.ts";
import { joinsSql } from "./joins-sql.ts";
import { nameOf } from "./plan-joins.ts";
import type { SelectJoin } from "./read-select.ts";
import type { WindowSql } from "./sql/window-sql.ts";

/** What a statement asks of the rows of a view. */
export interface Wanted {
  /** The list of the select. */
  readonly selection: SQL;
  readonly where: SQL | undefined;
  readonly terms: readonly OrderTerm[];
  readonly backwards?: boolean;
  readonly limit?: SQL;
  readonly offset?: SQL;
}

/** Writes statements over the rows of one plan under one condition. */
export class QueryWriter {
  readonly #plan: Plan;
  readonly #write: WindowSql;
  readonly #view: SQL | undefined;
  readonly #own: SQL | undefined;
  readonly #needed: readonly SelectJoin[];
  readonly #all: readonly SelectJoin[];

  /**
   * @param terms the order: what it speaks of must be joined before rows are found
   * @param view filter and search
   */
  constructor(plan: Plan, terms: readonly OrderTerm[], view: SQL | undefined) {
    this.#plan = plan;
    this.#write = plan.write;
    this.#view = view;
    this.#own = plan.inner ? undefined : plan.select.config.where;
    const labels = plan.list.flatMap(({ label }) => (label ? [label.join] : []));
    const own = plan.inner ? [] : (plan.select.config.joins ?? []);
    this.#all = [...own, ...labels];
    const isUsed = (join: SelectJoin): boolean => {
      const name = nameOf(join.table);
      return name === undefined || mentions(view, name) || terms.some(({ expression }) => mentions(expression, name));
    };
    const needed = this.#all.filter((join) => {
      const decorates = labels.includes(join) || plan.decorating.has(join);
      return !decorates || isUsed(join);
    });
    this.#needed = withNeeds(needed, this.#all);
  }

  /** Does anything but the app's own joins and conditions decide which rows there are? */
  get isFiltered(): boolean {
    return this.#view !== undefined || this.#own !== undefined || this.#needed.length > 0;
  }

  /** Is the base table all that decides place and number of rows? */
  get isBaseOnly(): boolean {
    return this.#needed.length === 0;
  }

  /** Rows with all their columns. */
  rows(wanted: Wanted): SQL {
    const { base, keys } = this.#plan;
    const outer = this.#all.filter((join) => !this.#needed.includes(join));
    if (!base || outer.length === 0 || wanted.limit === undefined) return this.#statement(wanted, this.#all);
    const slots = keys.map(({ expression }, at) => sql`${expression} as ${sql.identifier(`k${at}`)}`);
    const slim = this.#statement({ ...wanted, selection: sql.join(slots, sql`, `) }, this.#needed);
    const on = keys.map(
      ({ expression }, at) => sql`${expression} = ${sql.identifier("rx_k")}.${sql.identifier(`k${at}`)}`,
    );
    return sql`${this.#with()}select ${wanted.selection} from (${slim}) rx_k ${this.#write.lateJoin} ${this.#from()} on ${sql.join(on, sql` and `)}${this.#joins(this.#all)}${orderSql(this.#write, wanted.terms, wanted.backwards)}`;
  }

  /** Only what finds rows: keys, places, counts. */
  slim(wanted: Wanted): SQL {
    return sql`${this.#with()}${this.#statement(wanted, this.#needed)}`;
  }

  /** Places of the base table's rows, without any condition. */
  unconditioned(wanted: Wanted): SQL {
    return sql`${this.#with()}select ${wanted.selection} from ${this.#from()}${where(wanted.where)}${orderSql(this.#write, wanted.terms)}${tail(wanted)}`;
  }

  count(condition?: SQL): SQL {
    const body = sql`select count(*) from ${this.#from()}${this.#joins(this.#needed)}${where(this.#own, this.#view, condition)}`;
    return sql`${this.#with()}${body}`;
  }

  /** Counts to the limit and no further. */
  cappedCount(limit: number): SQL {
    const body = sql`select 1 from ${this.#from()}${this.#joins(this.#needed)}${where(this.#own, this.#view)} limit ${sql.raw(String(limit))}`;
    return sql`${this.#with()}select count(*) from (${body}) rx_c`;
  }

  /** Groups of rows: the distinct values of expressions. */
  groups(selection: SQL, by: readonly Expression[]): SQL {
    const groups = sql.join(
      by.map((expression) => sql`${expression}`),
      sql`, `,
    );
    return sql`${this.#with()}select ${selection} from ${this.#from()}${this.#joins(this.#needed)}${where(this.#own, this.#view)} group by ${groups}`;
  }

  /** Key columns of one table, of the rows under a condition. */
  keysOf(keys: readonly Column[], condition: SQL): SQL {
    const list = sql.join(
      keys.map((key) => sql`${key}`),
      sql`, `,
    );
    return sql`${this.#with()}select ${list} from ${this.#from()}${this.#joins(this.#all)}${where(this.#own, this.#view, condition)}`;
  }

  #statement({ selection, where: condition, terms, backwards, ...rest }: Wanted, joins: readonly SelectJoin[]): SQL {
    return sql`select ${selection} from ${this.#from()}${this.#joins(joins)}${where(this.#own, this.#view, condition)}${orderSql(this.#write, terms, backwards)}${tail(rest)}`;
  }

  #from(): SQL {
    const { inner, select } = this.#plan;
    if (inner) return sql`(${inner}) q`;
    return fromSql(select.config.table);
  }

  #joins(joins: readonly SelectJoin[]): SQL | undefined {
    return joinsSql(joins, this.#write.loosensJoins ? this.#plan.decorating : undefined);
  }

  #with(): SQL | undefined {
    const { inner, select } = this.#plan;
    return inner ? undefined : select.dialect.buildWithCTE(select.config.withList);
  }
}

function where(...conditions: readonly (SQL | undefined)[]): SQL | undefined {
  const some = conditions.filter((condition) => condition !== undefined);
  if (some.length === 0) return undefined;
  return sql` where ${sql.join(
    some.map((condition) => sql`(${condition})`),
    sql` and `,
  )}`;
}

function tail({ limit, offset }: Pick<Wanted, "limit" | "offset">): SQL | undefined {
  if (limit === undefined) return undefined;
  return offset === undefined ? sql` limit ${limit}` : sql` limit ${limit} offset ${offset}`;
}

/** Joins with those that they themselves speak of. */
function withNeeds(needed: readonly SelectJoin[], all: readonly SelectJoin[]): readonly SelectJoin[] {
  const found = new Set(needed);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const join of all) {
      const name = nameOf(join.table);
      const isNeeded =
        name !== undefined && Array.from(found).some((other) => other !== join && mentions(other.on, name));
      if (isNeeded) found.add(join);
    }
  }
  return all.filter((join) => found.has(join));
}
