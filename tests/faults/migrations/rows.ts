import { asc } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { DatabaseHandle } from "../../../src/orm/session/database-handle.ts";
import { tableFor } from "../../../src/orm/table-for.ts";
import type { Plan, TablePlan } from "./plan.ts";
import { toModels } from "./to-models.ts";
import { rowsOf } from "./values.ts";

/** Fills every table of a random schema. */
export async function fill({ database, dialect }: DatabaseHandle, plan: Plan): Promise<void> {
  const models = toModels(plan);
  for (const table of plan) {
    const model = models.get(table.number);
    if (model) await database.insert(tableFor(model, dialect) as PgTable).values(rowsOf(plan, table)); // as: apps see PostgreSQL's
  }
}

/** All rows of a table, in the order in which they were filled. */
export async function readTable({ database, dialect }: DatabaseHandle, plan: Plan, table: TablePlan): Promise<unknown[]> {
  const model = toModels(plan).get(table.number);
  if (!model) return [];
  const real = tableFor(model, dialect) as PgTable; // as: apps see PostgreSQL's
  const first: unknown = Reflect.get(real, table.key === "pair" ? (table.columns[0]?.name ?? "") : "id");
  return await database.select().from(real).orderBy(asc(first as never));
}
