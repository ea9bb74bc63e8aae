import { sql, type SQL, type Table } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  customType,
  date,
  datetime,
  decimal,
  double,
  foreignKey,
  index,
  int,
  longtext,
  mysqlTable,
  primaryKey,
  unique,
  varchar,
  type MySqlColumnBuilder,
} from "drizzle-orm/mysql-core";
import { constraintName } from "../../constraint-name.ts";
import type { ModelInfo } from "../../model-info.ts";
import { planColumns, planConstraints, type ColumnPlan, type Storage } from "../../table-plan.ts";
import { applyColumnSpec, type AnyBuilder } from "../apply-column-spec.ts";
import { buildConstraints } from "../build-constraints.ts";

const make = { index, unique, check, primaryKey, foreignKey };
const withoutDefault: ReadonlySet<string> = new Set(["longText", "json", "bytes"]);

type Builder = MySqlColumnBuilder & AnyBuilder;

/** Makes a model's table for MySQL and MariaDB. */
export function realiseMysqlTable(model: ModelInfo, tableFor: (model: ModelInfo) => Table): Table {
  const columns: Record<string, Builder> = {};
  for (const plan of planColumns(model)) columns[plan.key] = columnOf(plan, model.name);
  return mysqlTable(model.name, columns, (own) => buildConstraints(planConstraints(model, own, tableFor), make));
}

function columnOf(plan: ColumnPlan, table: string): Builder {
  if (plan.spec.kind === "id") return bigint(plan.name, { mode: "number" }).primaryKey().autoincrement();
  const builder = typeOf(plan.name, plan.storage);
  applyColumnSpec(builder, plan, {
    uniqueName: constraintName(table, [plan.name], "unique"),
    now: plan.storage.kind === "date" ? sql`(utc_date())` : sql`CURRENT_TIMESTAMP(3)`,
    literal: literalOf,
    noDefault: withoutDefault.has(plan.storage.kind),
  });
  return builder;
}

function typeOf(name: string, { kind, max, precision, scale }: Storage): Builder {
  switch (kind) {
    case "id":
      return bigint(name, { mode: "number" });
    case "integer":
      return int(name);
    case "bigint":
      return bigint(name, { mode: "bigint" });
    case "real":
      return double(name);
    case "decimal":
      return decimal(name, { precision: precision ?? 15, scale: scale ?? 0 });
    case "boolean":
      return boolean(name);
    case "timestamp":
      return datetime(name, { mode: "date", fsp: 3 });
    case "date":
      return date(name, { mode: "string" });
    case "json":
      return jsonType(name);
    case "bytes":
      return bytesType(name);
    case "uuid":
      return char(name, { length: 36 });
    case "text":
      return varchar(name, { length: max ?? 255 });
    case "longText":
      return longtext(name);
    case "oneOf":
      return varchar(name, { length: 64 });
  }
}

function literalOf(value: unknown): SQL | undefined {
  if (typeof value === "bigint") return sql.raw(String(value));
  // The time zone of every connection is UTC.
  if (value instanceof Date) return sql.raw(`'${value.toISOString().slice(0, 23).replace("T", " ")}'`);
  // A backslash stands for what follows it.
  if (typeof value === "string" && value.includes("\\"))
    return sql.raw(`'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`);
  return undefined;
}

// The connection leaves JSON as text, so that it is parsed once, here.
const jsonType = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "json",
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => (typeof value === "string" ? JSON.parse(value) : value),
});

const bytesType = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "longblob" });
