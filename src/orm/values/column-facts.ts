import { getTableColumns, is, SQL, type Column } from "drizzle-orm";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ColumnKind } from "../../protocol/rows.ts";
import type { ColumnSpec } from "../columns/column-spec.ts";
import { columnInfoOf } from "../model-info.ts";
import { storageOf, type Storage } from "../table-plan.ts";
import { nativeKeys } from "./native-keys.ts";

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

function isKeyTogether(column: Column): boolean {
  return nativeKeys(column.table).primary.includes(column.name);
}

function isReference(column: Column): boolean {
  return nativeKeys(column.table).foreign.some(({ columns }) => columns.length === 1 && columns[0] === column.name);
}

// Drizzle's column types whose values say less than their names.
const nativeKinds: Readonly<Record<string, Storage["kind"]>> = {
  SQLiteInteger: "integer",
  SQLiteNumericNumber: "real",
  SQLiteNumericBigInt: "bigint",
  PgInteger: "integer",
  PgSmallInt: "integer",
  PgSerial: "integer",
  PgSmallSerial: "integer",
  PgDateString: "date",
  PgUUID: "uuid",
  PgNumeric: "decimal",
  MySqlInt: "integer",
  MySqlTinyInt: "integer",
  MySqlSmallInt: "integer",
  MySqlMediumInt: "integer",
  MySqlDateString: "date",
  MySqlDecimal: "decimal",
};
/** Whole numbers that, as the key of a table, are its counted number. */
const numberKey = /^(SQLiteInteger|PgInteger|PgSerial|PgBigInt53|PgBigSerial53|MySqlInt|MySqlSerial|MySqlBigInt53)$/;

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
  if (column.primary && numberKey.test(column.columnType)) return { kind: "id" };
  const { enumValues } = column;
  if (enumValues && enumValues.length > 0) return { kind: "oneOf", choices: enumValues };
  const kind = nativeKinds[column.columnType] ?? kindOfData[column.dataType] ?? "longText";
  if (kind === "decimal") return decimalStorage(column);
  const max: unknown = Reflect.get(column, "length");
  return typeof max === "number" ? { kind: "text", max } : { kind };
}

/** Without digits of its own a decimal may have any number of them. */
function decimalStorage(column: Column): Storage {
  const [precision, scale]: unknown[] = [Reflect.get(column, "precision"), Reflect.get(column, "scale")];
  return typeof precision === "number"
    ? { kind: "decimal", precision, scale: typeof scale === "number" ? scale : 0 }
    : { kind: "longText" };
}
