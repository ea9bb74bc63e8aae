// Finding rows by their place: conditions on sort tuples. NULL is the smallest value everywhere.
import { sql, type SQL } from "drizzle-orm";
import type { Span, Tuple } from "../../framework/ports/live-source.ts";
import type { OrderTerm } from "./order-of.ts";
import type { WindowSql } from "./sql/window-sql.ts";

/** A span, or the part of one in which the first sort value is NULL, or is not. */
export interface SeekPart {
  readonly condition: SQL | undefined;
  /** The order within the part. */
  readonly terms: readonly OrderTerm[];
  /** What of the tuples' values is bound as a parameter, in the order of the placeholders. */
  readonly values: readonly unknown[];
  /** Parts with equal keys have the same SQL. */
  readonly key: string;
}

/**
 * The parts of a span in order. Where the first sort value may be NULL there are two, each of which an index can be read for;
 * together they are the span.
 */
export function seekParts(write: WindowSql, terms: readonly OrderTerm[], span: Span): readonly SeekPart[] {
  const [first, ...rest] = terms;
  if (!first?.nullable || rest.length === 0) return [seekPart(write, terms, span)];
  const parts: SeekPart[] = [];
  const { from, until } = span;
  const isIn = (isNull: boolean): boolean => {
    const comesFirst = isNull !== first.descending;
    // The group that comes first is passed when `from` is in the other; the one that comes last is not reached when `until` is.
    if (comesFirst) return from === null || (from[0] === null) === isNull;
    return until === null || (until[0] === null) === isNull;
  };
  const bound = (tuple: Tuple | null, isNull: boolean): Tuple | null =>
    tuple !== null && (tuple[0] === null) === isNull ? tuple : null;
  for (const isNull of first.descending ? [false, true] : [true, false]) {
    if (!isIn(isNull)) continue;
    const own = { from: bound(from, isNull), until: bound(until, isNull) };
    if (isNull) {
      const part = seekPart(write, rest, { from: own.from?.slice(1) ?? null, until: own.until?.slice(1) ?? null });
      const isNullSql = sql`${first.expression} is null`;
      parts.push({
        ...part,
        key: `n${part.key}`,
        condition: part.condition ? sql`${isNullSql} and ${part.condition}` : isNullSql,
      });
    } else {
      const part = seekPart(write, [{ ...first, nullable: false }, ...rest], own);
      const notNull = own.from || own.until ? undefined : sql`${first.expression} is not null`;
      parts.push({ ...part, key: `v${part.key}`, condition: both(notNull, part.condition) });
    }
  }
  return parts;
}

/** The whole span as one condition, whatever an index can do with it. */
export function seekPart(write: WindowSql, terms: readonly OrderTerm[], { from, until }: Span): SeekPart {
  const values: unknown[] = [];
  const bind = (value: unknown, { expression }: OrderTerm): SQL => {
    values.push(value);
    return write.bind(sql`${sql.placeholder(`t${values.length - 1}`)}`, expression);
  };
  const { comparesRows } = write;
  const after = from && beyond(terms, from, { bind, comparesRows, upwards: true, inclusive: true });
  const before = until && beyond(terms, until, { bind, comparesRows, upwards: false, inclusive: false });
  return {
    terms,
    values,
    key: `${shape(from)}|${shape(until)}`,
    condition: both(after ?? undefined, before ?? undefined),
  };
}

function shape(tuple: Tuple | null): string {
  return tuple === null ? "-" : tuple.map((value) => (value === null ? "n" : "v")).join("");
}

function both(a: SQL | undefined, b: SQL | undefined): SQL | undefined {
  return a && b ? sql`${a} and ${b}` : (a ?? b);
}

type Bind = (value: unknown, term: OrderTerm) => SQL;

interface Side {
  readonly bind: Bind;
  readonly comparesRows: boolean;
  /** Towards the end of the order. */
  readonly upwards: boolean;
  readonly inclusive: boolean;
}

/** Rows on one side of a place. */
function beyond(terms: readonly OrderTerm[], tuple: Tuple, side: Side): SQL {
  const { bind, comparesRows, upwards, inclusive } = side;
  const isUniform = terms.every((term) => term.descending === terms[0]?.descending && !term.nullable);
  if (isUniform && (comparesRows || terms.length === 1)) {
    const greater = upwards !== terms[0]?.descending;
    const sign = sql.raw(`${greater ? ">" : "<"}${inclusive ? "=" : ""}`);
    const left = sql.join(
      terms.map(({ expression }) => sql`${expression}`),
      sql`, `,
    );
    const right = sql.join(
      terms.map((term, at) => bind(tuple[at], term)),
      sql`, `,
    );
    return terms.length === 1 ? sql`${left} ${sign} ${right}` : sql`(${left}) ${sign} (${right})`;
  }
  const [first] = terms;
  const bound = first && step(first, tuple[0], { bind, greater: upwards !== first.descending, orEqual: true });
  const nested = lexicographic(terms, tuple, side);
  return bound ? sql`(${bound}) and (${nested})` : sql`(${nested})`;
}

function lexicographic(terms: readonly OrderTerm[], tuple: Tuple, side: Side): SQL {
  const [term, ...rest] = terms;
  if (!term) return side.inclusive ? sql`1 = 1` : sql`1 = 0`;
  const greater = side.upwards !== term.descending;
  const past = step(term, tuple[0], { bind: side.bind, greater, orEqual: false });
  const same =
    tuple[0] === null ? sql`${term.expression} is null` : sql`${term.expression} = ${side.bind(tuple[0], term)}`;
  return sql`(${past ?? sql`1 = 1`} or (${same} and ${lexicographic(rest, tuple.slice(1), side)}))`;
}

/** One value against one bound; undefined: always true. */
function step(
  term: OrderTerm,
  value: unknown,
  { bind, greater, orEqual }: { bind: Bind; greater: boolean; orEqual: boolean },
): SQL | undefined {
  const { expression, nullable } = term;
  if (value === null) {
    if (greater) return orEqual ? undefined : sql`${expression} is not null`;
    return orEqual ? sql`${expression} is null` : sql`1 = 0`;
  }
  const sign = sql.raw(`${greater ? ">" : "<"}${orEqual ? "=" : ""}`);
  const compared = sql`${expression} ${sign} ${bind(value, term)}`;
  return !greater && nullable ? sql`(${compared} or ${expression} is null)` : compared;
}
