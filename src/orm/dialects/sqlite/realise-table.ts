import { sql, type SQL, type Table } from "drizzle-orm";
import {
  blob,
  check,
  customType,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
  type SQLiteColumnBuilderBase,
} from "drizzle-orm/sqlite-core";
import type { ModelInfo } from "../../model-info.ts";
import { constraintName } from "../../constraint-name.ts";
import { planColumns, planConstraints, type ColumnPlan, type Storage } from "../../table-plan.ts";
import { applyColumnSpec, type AnyBuilder } from "../apply-column-spec.ts";
import { buildConstraints } from "../build-constraints.ts";

const make = { index, unique, check, primaryKey, foreignKey };

type Builder = SQLiteColumnBuilderBase & AnyBuilder;

/** Makes a model's table for SQLite. */
export function realiseSqliteTable(model: ModelInfo, tableFor: (model: ModelInfo) => Table): Table {
  const columns: Record<string, Builder> = {};
  for (const plan of planColumns(model)) columns[plan.key] = columnOf(plan, model.name);
  return sqliteTable(model.name, columns, (own) => buildConstraints(planConstraints(model, own, tableFor), make));
}

function columnOf(plan: ColumnPlan, table: string): Builder {
  const builder = typeOf(plan.name, plan.storage);
  if (plan.spec.kind === "id") return integer(plan.name).primaryKey({ autoIncrement: true });
  applyColumnSpec(builder, plan, {
    uniqueName: constraintName(table, [plan.name], "unique"),
    now: nowOf(plan.storage),
    literal: (value) => literalOf(plan.storage, value),
    noDefault: plan.storage.kind === "bytes",
  });
  return builder;
}

function nowOf({ kind, sqliteText }: Storage): SQL {
  if (kind === "date") return sql`(date('now'))`;
  return sqliteText ? sql`CURRENT_TIMESTAMP` : sql`(cast(unixepoch('subsec') * 1000 as integer))`;
}

function typeOf(name: string, storage: Storage): Builder {
  switch (storage.kind) {
    case "id":
    case "integer":
      return integer(name);
    case "bigint":
      return bigintType(name);
    case "real":
      return real(name);
    case "decimal":
      return decimalType(name, { precision: storage.precision ?? 15, scale: storage.scale ?? 0 });
    case "boolean":
      return integer(name, { mode: "boolean" });
    case "timestamp":
      return storage.sqliteText ? textTime(name) : integer(name, { mode: "timestamp_ms" });
    case "json":
      return text(name, { mode: "json" });
    case "bytes":
      return blob(name, { mode: "buffer" });
    case "uuid":
    case "text":
    case "longText":
    case "date":
    case "oneOf":
      return text(name);
  }
}

/** A default that Drizzle's migrations cannot print from the value itself, as SQL. */
function literalOf(storage: Storage, value: unknown): SQL | undefined {
  // Drizzle's own printing forgets to double the quotes within.
  if (storage.kind === "json") return sql.raw(`'${JSON.stringify(value).replaceAll("'", "''")}'`);
  if (typeof value === "bigint") return sql.raw(String(value));
  if (value instanceof Date) return sql.raw(storage.sqliteText ? `'${toTimeText(value)}'` : String(value.getTime()));
  if (storage.kind === "decimal" && typeof value === "string") return sql.raw(String(Number(value)));
  return undefined;
}

const bigintType = customType<{ data: bigint; driverData: bigint | number }>({
  dataType: () => "integer",
  fromDriver: (value) => BigInt(value),
});

const textTime = customType<{ data: Date; driverData: string | number }>({
  dataType: () => "datetime",
  toDriver: toTimeText,
  // What has no zone is UTC. Numbers are milliseconds, as where there is no text.
  fromDriver: (value) =>
    new Date(
      typeof value === "number" || /[Z+]|\d-\d\d:?\d\d$/.test(value.slice(10)) ? value : `${value.replace(" ", "T")}Z`,
    ),
});

/** `2026-11-21 09:30:00`, as SQLite's own functions write it; milliseconds where there are any. Texts sort as the moments do. */
function toTimeText(value: Date): string {
  return value
    .toISOString()
    .replace("T", " ")
    .replace(/(\.000)?Z$/, "");
}

interface DecimalConfig {
  readonly precision: number;
  readonly scale: number;
}

const decimalType = (name: string, config: DecimalConfig): Builder =>
  customType<{ data: string; driverData: number }>({
    dataType: () => `numeric(${config.precision}, ${config.scale})`,
    // A number, not text: in an expression without a column, text is greater than every number. 15 digits are exact.
    toDriver: Number,
    fromDriver: (value) => Number(value).toFixed(config.scale),
  })(name);
