import { is, sql, type SQL, type Table } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  ExtraConfigColumn,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
  varchar,
  type PgColumnBuilderBase,
} from "drizzle-orm/pg-core";
import { constraintName } from "../../constraint-name.ts";
import type { ModelInfo } from "../../model-info.ts";
import { planColumns, planConstraints, type ColumnPlan, type Storage } from "../../table-plan.ts";
import { applyColumnSpec, type AnyBuilder } from "../apply-column-spec.ts";
import { buildConstraints } from "../build-constraints.ts";

// NULL is the smallest value on every database: an index of a nullable column is made to fit that order.
const indexed = (column: unknown): unknown =>
  is(column, ExtraConfigColumn) && !column.notNull ? column.nullsFirst() : column;
const make = { index, unique, check, primaryKey, foreignKey, indexed };

type Builder = PgColumnBuilderBase & AnyBuilder;

/** Makes a model's table for PostgreSQL. */
export function realisePostgresTable(model: ModelInfo, tableFor: (model: ModelInfo) => Table): Table {
  const columns: Record<string, Builder> = {};
  for (const plan of planColumns(model)) columns[plan.key] = columnOf(plan, model.name);
  return pgTable(model.name, columns, (own) => buildConstraints(planConstraints(model, own, tableFor), make));
}

function columnOf(plan: ColumnPlan, table: string): Builder {
  if (plan.spec.kind === "id") return bigint(plan.name, { mode: "number" }).primaryKey().generatedByDefaultAsIdentity();
  const builder = typeOf(plan.name, plan.storage);
  applyColumnSpec(builder, plan, {
    uniqueName: constraintName(table, [plan.name], "unique"),
    now: plan.storage.kind === "date" ? sql`(now() at time zone 'utc')::date` : sql`now()`,
    literal: (value) => literalOf(plan.storage, value),
    noDefault: plan.storage.kind === "bytes",
  });
  return builder;
}

function typeOf(name: string, { kind, max, precision, scale }: Storage): Builder {
  switch (kind) {
    case "id":
      return bigint(name, { mode: "number" });
    case "integer":
      return integer(name);
    case "bigint":
      return bigint(name, { mode: "bigint" });
    case "real":
      return doublePrecision(name);
    case "decimal":
      return numeric(name, { precision: precision ?? 15, scale: scale ?? 0 });
    case "boolean":
      return boolean(name);
    case "timestamp":
      return timeType(name);
    case "date":
      return date(name, { mode: "string" });
    case "json":
      return jsonType(name);
    case "bytes":
      return bytesType(name);
    case "uuid":
      return uuid(name);
    case "text":
      return varchar(name, { length: max ?? 255 });
    case "longText":
      return text(name);
    case "oneOf":
      return varchar(name, { length: 64 });
  }
}

function literalOf(storage: Storage, value: unknown): SQL | undefined {
  // Drizzle's own printing forgets to double the quotes within.
  if (storage.kind === "json") return sql.raw(`'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`);
  return typeof value === "bigint" ? sql.raw(String(value)) : undefined;
}

// A column of a table that was there before may have no zone: it is UTC then.
const timeType = customType<{ data: Date; driverData: string }>({
  dataType: () => "timestamp (3) with time zone",
  toDriver: (value) => value.toISOString(),
  fromDriver: (value) => new Date(/[+-]\d\d(?::?\d\d)*$/.test(value.slice(10)) ? value : `${value}Z`),
});

// The connection leaves JSON as text, so that it is parsed once, here.
const jsonType = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "jsonb",
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => (typeof value === "string" ? JSON.parse(value) : value),
});

const bytesType = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
