import type { Column } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { PgColumnBuilderBase } from "drizzle-orm/pg-core";
import { bigint } from "../../../src/orm/columns/bigint.ts";
import { boolean } from "../../../src/orm/columns/boolean.ts";
import { bytes } from "../../../src/orm/columns/bytes.ts";
import { date } from "../../../src/orm/columns/date.ts";
import { decimal } from "../../../src/orm/columns/decimal.ts";
import { id } from "../../../src/orm/columns/id.ts";
import { integer } from "../../../src/orm/columns/integer.ts";
import { json } from "../../../src/orm/columns/json.ts";
import { longText } from "../../../src/orm/columns/long-text.ts";
import { oneOf } from "../../../src/orm/columns/one-of.ts";
import { PortableColumn } from "../../../src/orm/columns/portable-column.ts";
import { real } from "../../../src/orm/columns/real.ts";
import { ref } from "../../../src/orm/columns/ref.ts";
import { text } from "../../../src/orm/columns/text.ts";
import { timestamp } from "../../../src/orm/columns/timestamp.ts";
import { uuid } from "../../../src/orm/columns/uuid.ts";
import { check } from "../../../src/orm/constraints/check.ts";
import type { Constraint } from "../../../src/orm/constraints/constraint.ts";
import { index } from "../../../src/orm/constraints/index-on.ts";
import { primaryKey } from "../../../src/orm/constraints/primary-key.ts";
import { unique } from "../../../src/orm/constraints/unique-on.ts";
import { defineModel } from "../../../src/orm/define-model.ts";
import type { ModelInfo } from "../../../src/orm/model-info.ts";
import type { ColumnPlan, Plan, TablePlan } from "./plan.ts";
import { defaultOf } from "./values.ts";

/** The models of a random schema, by the numbers of their tables. */
export function toModels(plan: Plan): ReadonlyMap<number, ModelInfo> {
  const models = new Map<number, ModelInfo>();
  for (const table of plan) models.set(table.number, toModel(table, models));
  return models;
}

function toModel(table: TablePlan, models: ReadonlyMap<number, ModelInfo>): ModelInfo {
  const columns: Record<string, PgColumnBuilderBase> = {};
  if (table.key === "id") columns["id"] = id();
  if (table.key === "uuid") columns["id"] = uuid().primaryKey();
  for (const column of table.columns) columns[column.name] = toColumn(column, models);
  return defineModel(table.name, columns, { constraints: (own) => constraintsOf(table, own) });
}

function toColumn(plan: ColumnPlan, models: ReadonlyMap<number, ModelInfo>): PgColumnBuilderBase {
  const { ref: target, onDelete, unique: isUnique, hasDefault, notNull, kind } = plan;
  const made: unknown =
    target === undefined
      ? makers[kind](plan)
      : ref(() => Reflect.get(models.get(target)?.proxy ?? {}, "id") as never, onDelete ? { onDelete } : {});
  if (!(made instanceof PortableColumn)) throw new Error(`no column: ${kind}`);
  if (notNull) made.notNull();
  if (hasDefault) made.default(defaultOf(plan) as never);
  if (isUnique) made.unique();
  return made as unknown as PgColumnBuilderBase;
}

const makers: Readonly<Record<ColumnPlan["kind"], (plan: ColumnPlan) => unknown>> = {
  text: ({ max }) => text({ max }),
  longText: () => longText(),
  integer: () => integer(),
  bigint: () => bigint(),
  real: () => real(),
  decimal: () => decimal({ precision: 12, scale: 2 }),
  boolean: () => boolean(),
  timestamp: () => timestamp(),
  date: () => date(),
  json: () => json(),
  oneOf: () => oneOf("lead", "it's", "lost"),
  bytes: () => bytes(),
  uuid: () => uuid(),
};

function constraintsOf(table: TablePlan, own: Readonly<Record<string, Column>>): readonly Constraint[] {
  const byNumber = (number: number | undefined): Column => {
    const found = own[table.columns.find((column) => column.number === number)?.name ?? ""];
    if (!found) throw new Error(`no column ${number} in ${table.name}`);
    return found;
  };
  return [
    ...table.indexes.map((numbers) => index().on(...numbers.map(byNumber))),
    ...table.uniques.map((numbers) => unique().on(...numbers.map(byNumber))),
    ...(table.check === undefined ? [] : [check("positive", sql`${byNumber(table.check)} >= 0`)]),
    ...(table.key === "pair" ? [primaryKey({ columns: table.columns.slice(0, 2).map(({ number }) => byNumber(number)) })] : []),
  ];
}
