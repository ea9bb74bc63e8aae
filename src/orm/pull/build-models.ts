import { sql, type Column, type SQL } from "drizzle-orm";
import type { PgColumnBuilderBase } from "drizzle-orm/pg-core";
import { bigint } from "../columns/bigint.ts";
import { boolean } from "../columns/boolean.ts";
import { bytes } from "../columns/bytes.ts";
import { date } from "../columns/date.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { json } from "../columns/json.ts";
import { longText } from "../columns/long-text.ts";
import { oneOf } from "../columns/one-of.ts";
import { real } from "../columns/real.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { uuid } from "../columns/uuid.ts";
import { check } from "../constraints/check.ts";
import type { Constraint } from "../constraints/constraint.ts";
import { foreignKey } from "../constraints/foreign-key.ts";
import { index } from "../constraints/index-on.ts";
import { primaryKey } from "../constraints/primary-key.ts";
import { unique } from "../constraints/unique-on.ts";
import { defineModel } from "../define-model.ts";
import type { ModelInfo } from "../model-info.ts";
import type { PulledColumn, PulledConstraint, PulledSchema } from "./pulled-model.ts";

/** Makes at once the models that the printed file would make. The registry is not told: they are no models of a running app. */
export function buildModels({ models }: PulledSchema): readonly ModelInfo[] {
  const made = new Map<string, ModelInfo>();
  const columnOf = (table: string, key: string): Column => {
    const column: unknown = made.get(table) && Reflect.get(made.get(table)?.proxy ?? {}, key);
    return column as Column; // as: a pulled reference leads to a column of a pulled model
  };
  for (const { table, name, columns, constraints, display } of models) {
    const built = columns.map((column) => [column.key, buildColumn(column, columnOf)] as const);
    const info = defineModel(table, Object.fromEntries(built), {
      ...(display.length > 0 && { display }),
      constraints: (t) => constraints.map((item) => buildConstraint(item, t, columnOf)),
    });
    info.exportName = name;
    made.set(table, info);
  }
  return [...made.values()];
}

type FindColumn = (table: string, key: string) => Column;

// oxlint-disable typescript/no-explicit-any -- what is called here was checked as a description; types come with the printed file
const functions: Readonly<Record<PulledColumn["call"], (...args: any[]) => any>> = {
  id,
  text,
  longText,
  integer,
  bigint,
  real,
  decimal,
  boolean,
  timestamp,
  date,
  json,
  oneOf,
  uuid,
  bytes,
  ref,
};

function buildColumn(column: PulledColumn, columnOf: FindColumn): PgColumnBuilderBase {
  const { call, target, choices = [], options, modifiers } = column;
  const first = target ? [() => columnOf(target.table, target.key)] : choices;
  const builder: any = functions[call](...first, options);
  return modifiers.reduce((made, { method, args }) => made[method](...args), builder);
}

function buildConstraint(
  item: PulledConstraint,
  t: Readonly<Record<string, Column>>,
  columnOf: FindColumn,
): Constraint {
  const own = (keys: readonly string[]): Column[] => keys.flatMap((key) => t[key] ?? []);
  switch (item.type) {
    case "primaryKey":
      return primaryKey({ columns: own(item.columns) });
    case "index":
      return index(item.name).on(...own(item.columns));
    case "unique":
      return unique(item.name).on(...own(item.columns));
    case "foreignKey": {
      const { onDelete, onUpdate, targets, table } = item;
      return foreignKey({
        columns: own(item.columns),
        references: () => targets.map((key) => columnOf(table, key)),
        ...(onDelete && { onDelete }),
        ...(onUpdate && { onUpdate }),
      });
    }
    case "check": {
      const parts = item.parts.map((part): SQL => (typeof part === "string" ? sql.raw(part) : sql`${t[part.column]}`));
      return check(item.name, sql.join(parts));
    }
  }
}
