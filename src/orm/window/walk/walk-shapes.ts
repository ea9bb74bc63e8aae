// Queries of every shape that a rows var may have, over tables with NULLs, equal values and every kind that has an order.
import { count, desc, eq, gt, isNotNull, lt, ne, sql } from "drizzle-orm";
import * as mysql from "drizzle-orm/mysql-core";
import * as postgres from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import { alias } from "../../alias-table.ts";
import { bigint } from "../../columns/bigint.ts";
import { boolean } from "../../columns/boolean.ts";
import { date } from "../../columns/date.ts";
import { decimal } from "../../columns/decimal.ts";
import { id } from "../../columns/id.ts";
import { integer } from "../../columns/integer.ts";
import { oneOf } from "../../columns/one-of.ts";
import { real } from "../../columns/real.ts";
import { ref } from "../../columns/ref.ts";
import { text } from "../../columns/text.ts";
import { timestamp } from "../../columns/timestamp.ts";
import { uuid } from "../../columns/uuid.ts";
import { index } from "../../constraints/index-on.ts";
import { currentDialect } from "../../current-dialect.ts";
import { db } from "../../db.ts";
import { model } from "../../define-model.ts";
import { max } from "../../functions/max.ts";
import { sum } from "../../functions/sum.ts";

export const people = model("walk_people", {
  id: id(),
  name: text().notNull(),
  bossId: ref("walk_people"),
  born: date(),
});

export const sales = model(
  "walk_sales",
  {
    id: id(),
    personId: ref(() => people.id).notNull(),
    total: decimal({ precision: 10, scale: 2 }).notNull(),
    rank: integer(),
    big: bigint(),
    share: real(),
    at: timestamp(),
    paid: boolean(),
    kind: oneOf("a", "b", "c"),
    note: text(),
    code: uuid().notNull(),
  },
  (t) => [index().on(t.rank), index().on(t.kind, t.at)],
);

/** A query, and whether rows that are inserted leave the others as they are. */
export interface WalkShape {
  readonly query: () => unknown;
  readonly isSteady: boolean;
}

type Names = { readonly name: typeof people.name };

// as: the builders are the dialect's at run time, whose union is asked for
const unions = { sqlite, postgres, mysql } as unknown as Record<
  string,
  Record<"union" | "unionAll", (...all: unknown[]) => unknown>
>;
const names = (where: ReturnType<typeof lt>) =>
  db
    .select({ name: people.name } satisfies Names)
    .from(people)
    .where(where);
const united = (how: "union" | "unionAll"): unknown =>
  unions[currentDialect()]?.[how](names(lt(people.id, 9)), names(gt(people.id, 5)));

const all: Readonly<Record<string, () => unknown>> = {
  "a model": () => sales,
  "joined tables": () => db.select().from(sales).innerJoin(people, eq(people.id, sales.personId)),
  "a join that may find nothing": () => {
    const boss = alias(people, "boss");
    return db
      .select({ name: people.name, boss: boss.name, born: boss.born })
      .from(people)
      .leftJoin(boss, eq(boss.id, people.bossId));
  },
  "a join of many to one row": () =>
    db
      .select({ name: people.name, total: sales.total, rank: sales.rank, at: sales.at })
      .from(people)
      .leftJoin(sales, eq(sales.personId, people.id)),
  "its own condition, order and a computed column": () =>
    db
      .select({
        id: sales.id,
        twice: sql<number>`${sales.rank} * 2`.mapWith(Number),
        total: sales.total,
        big: sales.big,
      })
      .from(sales)
      .where(isNotNull(sales.rank))
      .orderBy(desc(sales.total)),
  "an order of the app by a nullable column": () =>
    db.select({ at: sales.at, paid: sales.paid, share: sales.share }).from(sales).orderBy(sales.at, desc(sales.note)),
  "a count in a subquery": () =>
    db
      .select({
        name: people.name,
        sold: sql<number>`(select count(*) from ${sales} where ${sales.personId} = ${people.id})`.mapWith(Number),
      })
      .from(people),
  groups: () =>
    db
      .select({ personId: sales.personId, revenue: sum(sales.total), last: max(sales.at), times: count() })
      .from(sales)
      .groupBy(sales.personId),
  "groups of two, one of them nullable, with an order": () =>
    db
      .select({ rank: sales.rank, personId: sales.personId, times: count() })
      .from(sales)
      .groupBy(sales.rank, sales.personId)
      .having(gt(count(), 0))
      .orderBy(desc(count()), sales.rank),
  "groups of a join": () =>
    db
      .select({ name: people.name, revenue: sum(sales.total) })
      .from(sales)
      .innerJoin(people, eq(people.id, sales.personId))
      .groupBy(people.name),
  "the first rows of an order": () =>
    db.select({ id: sales.id, total: sales.total, kind: sales.kind }).from(sales).orderBy(sales.id).limit(40),
  "distinct rows": () =>
    db.selectDistinct({ rank: sales.rank, kind: sales.kind }).from(sales).orderBy(desc(sales.rank)),
  "a union": () => united("union"),
  "a union with rows that are alike": () => united("unionAll"),
  "a subquery": () => {
    const inner = db
      .select({ personId: sales.personId, most: sql<string>`max(${sales.total})`.mapWith(sales.total).as("most") })
      .from(sales)
      .groupBy(sales.personId)
      .as("tops");
    return db.select({ person: inner.personId, most: inner.most }).from(inner).where(ne(inner.personId, 3));
  },
  "a common table expression": () => {
    const paid = db
      .$with("paid")
      .as(db.select({ id: sales.id, at: sales.at, big: sales.big }).from(sales).where(eq(sales.paid, true)));
    return db.with(paid).select().from(paid);
  },
  "one row of all": () => db.select({ revenue: sum(sales.total), times: count() }).from(sales),
};

/** By name. */
export const walkShapes: ReadonlyMap<string, WalkShape> = new Map(
  Object.entries(all).map(([name, query]) => [name, { query, isSteady: name !== "one row of all" }]),
);
