import { getTableColumns, is, SQL, type Column, type Table } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ColumnKind } from "../../protocol/rows.ts";
import type { ColumnSpec } from "../columns/column-spec.ts";
import { columnInfoOf } from "../model-info.ts";
import { storageOf, type Storage } from "../table-plan.ts";

/** What is known of a column, whether a model's or one of Drizzle's own functions. */
export interface ColumnFacts {
  /** Name in JavaScript. */
  readonly key: string;
  readonly kind: ColumnKind;
  /** How its value is kept: for a reference, the key that it points to. */
  readonly storage: Storage;
  readonly label: string;
  readonly help: string | undefined;
  readonly notNull: boolean;
  readonly primary: boolean;
  /** Does a row that is inserted without a value get one? */
  readonly hasDefault: boolean;
  /** The default, where it is a plain value. */
  readonly defaultValue: unknown;
  readonly secret: boolean;
  readonly rule: StandardSchemaV1 | undefined;
}

const known = new WeakMap<object, ColumnFacts>();

/** Looks up what is known of a column; through aliases and subqueries too. */
export function columnFacts(column: Column): ColumnFacts {
  const made = known.get(column);
  if (made) return made;
  const info = columnInfoOf(column);
  const facts = info
    ? ofModel(column, info.key, info.spec, storageOf(info.model, info.key, info.spec))
    : ofNative(column);
  known.set(column, facts);
  return facts;
}

function ofModel(column: Column, key: string, spec: ColumnSpec, storage: Storage): ColumnFacts {
  return {
    key,
    kind: spec.kind,
    storage,
    label: spec.label ?? toLabel(key, spec.kind),
    help: spec.help,
    notNull: column.notNull,
    primary: column.primary || isKeyTogether(column),
    hasDefault: spec.default !== undefined || spec.onUpdate !== undefined || spec.kind === "id",
    defaultValue: spec.default?.type === "value" ? spec.default.value : undefined,
    secret: spec.secret,
    rule: spec.rule,
  };
}

function ofNative(column: Column): ColumnFacts {
  const key = Object.entries(getTableColumns(column.table)).find(([, other]) => other.name === column.name)?.[0];
  const storage = nativeStorage(column);
  const kind: ColumnKind = isReference(column) ? "ref" : storage.kind;
  return {
    key: key ?? column.name,
    kind,
    storage,
    label: toLabel(key ?? column.name, kind),
    help: undefined,
    notNull: column.notNull,
    primary: column.primary || isKeyTogether(column),
    hasDefault: column.hasDefault || storage.kind === "id",
    defaultValue: is(column.default, SQL) ? undefined : column.default,
    secret: false,
    rule: undefined,
  };
}

/** The name of a column in words: `createdAt` → "Created at"; a reference without its `Id`. */
function toLabel(key: string, kind: ColumnKind): string {
  const words = key
    .replace(kind === "ref" ? /(?<=.)_?[Ii]d$/ : /$^/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase();
  return key === "id" ? "ID" : words.charAt(0).toUpperCase() + words.slice(1);
}

function nativeConfig(table: Table): ReturnType<typeof getTableConfig> | undefined {
  return is(table, SQLiteTable) ? getTableConfig(table) : undefined;
}

function isKeyTogether(column: Column): boolean {
  const keys = nativeConfig(column.table)?.primaryKeys ?? [];
  return keys.some((key) => key.columns.some((other) => other.name === column.name));
}

function isReference(column: Column): boolean {
  const keys = nativeConfig(column.table)?.foreignKeys ?? [];
  return keys.some((key) => {
    const { columns } = key.reference();
    return columns.length === 1 && columns[0]?.name === column.name;
  });
}

const nativeKinds: Readonly<Record<string, Storage["kind"]>> = {
  SQLiteInteger: "integer",
  SQLiteReal: "real",
  SQLiteBoolean: "boolean",
  SQLiteTimestamp: "timestamp",
  SQLiteTextJson: "json",
  SQLiteBlobJson: "json",
  SQLiteBlobBuffer: "bytes",
  SQLiteBigInt: "bigint",
  SQLiteNumericNumber: "real",
  SQLiteNumericBigInt: "bigint",
};

const kindOfData: Readonly<Record<string, Storage["kind"]>> = {
  number: "real",
  bigint: "bigint",
  boolean: "boolean",
  date: "timestamp",
  json: "json",
  array: "json",
  buffer: "bytes",
};

function nativeStorage(column: Column): Storage {
  if (column.primary && column.columnType === "SQLiteInteger") return { kind: "id" };
  const { enumValues } = column;
  if (enumValues && enumValues.length > 0) return { kind: "oneOf", choices: enumValues };
  const kind = nativeKinds[column.columnType] ?? kindOfData[column.dataType] ?? "longText";
  const max: unknown = Reflect.get(column, "length");
  return typeof max === "number" ? { kind: "text", max } : { kind };
}
