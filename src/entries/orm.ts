// Models, columns and the database; Drizzle's own operators under their names.
export { model, type Model, type ModelConfig, type ModelOptions } from "../orm/define-model.ts";
export { bigint } from "../orm/columns/bigint.ts";
export { boolean } from "../orm/columns/boolean.ts";
export { bytes } from "../orm/columns/bytes.ts";
export { date } from "../orm/columns/date.ts";
export { decimal } from "../orm/columns/decimal.ts";
export { id } from "../orm/columns/id.ts";
export { integer } from "../orm/columns/integer.ts";
export { json } from "../orm/columns/json.ts";
export { longText } from "../orm/columns/long-text.ts";
export { oneOf, type OneOfConfig } from "../orm/columns/one-of.ts";
export { real } from "../orm/columns/real.ts";
export { ref, type RefConfig, type RefMark, type RefOptions } from "../orm/columns/ref.ts";
export { text } from "../orm/columns/text.ts";
export { timestamp } from "../orm/columns/timestamp.ts";
export { uuid } from "../orm/columns/uuid.ts";
export type { ColumnOptions, ColumnSpec, DefaultSpec, ReferenceAction, RefSpec } from "../orm/columns/column-spec.ts";
export type { ColumnData, PortableColumn, Secret } from "../orm/columns/portable-column.ts";
export type { TimeColumn } from "../orm/columns/time-column.ts";
export type { UuidColumn } from "../orm/columns/uuid-column.ts";
export type { Decimal, DecimalMark } from "../orm/decimal.ts";
export { alias, type AliasedTable } from "../orm/alias-table.ts";
export { check } from "../orm/constraints/check.ts";
export type { Constraint } from "../orm/constraints/constraint.ts";
export { index } from "../orm/constraints/index-on.ts";
export { foreignKey } from "../orm/constraints/foreign-key.ts";
export { primaryKey } from "../orm/constraints/primary-key.ts";
export { unique } from "../orm/constraints/unique-on.ts";
export {
  connect,
  type MysqlNativeDatabase,
  type PostgresNativeDatabase,
  type SqliteNativeDatabase,
} from "../orm/connect.ts";
export { db } from "../orm/db.ts";
export type { Connection, Database, RawResult, TransactionDatabase, WriteResult } from "../orm/database.ts";
export type { Register } from "../orm/relations/register.ts";
export type {
  RegisteredModels,
  RelationalModels,
  RelationQueries,
  RelationQuery,
} from "../orm/relations/relation-queries.ts";
export { avg, type AverageOf } from "../orm/functions/avg.ts";
export { contains } from "../orm/functions/contains.ts";
export { excluded } from "../orm/functions/excluded.ts";
export { ilike } from "../orm/functions/ilike.ts";
export { max } from "../orm/functions/max.ts";
export { min } from "../orm/functions/min.ts";
export { sum, type SumOf } from "../orm/functions/sum.ts";
export {
  and,
  asc,
  between,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  not,
  notBetween,
  notExists,
  notInArray,
  notLike,
  or,
  sql,
  type InferInsertModel,
  type InferSelectModel,
  type SQL,
} from "drizzle-orm";
export { except, intersect, union, unionAll } from "drizzle-orm/pg-core";
