import { Column, getTableName, is, SQL, Subquery } from "drizzle-orm";
import { markSecret, secretIn } from "../../protocol/secret-mark.ts";
import { columnInfoOf, type ColumnInfo } from "../model-info.ts";
import { storageOf } from "../table-plan.ts";

/** One selected field, as Drizzle orders them. */
export interface SelectedField {
  readonly path: readonly string[];
  readonly field: unknown;
}

/** Which tables of a join always have a row; by name. */
export type AlwaysThere = Readonly<Record<string, boolean>> | undefined;

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

/** Turns the driver's arrays into rows of the shape that the select asked for; same rules as Drizzle's own, compiled once a query. */
export function mapRows(
  fields: readonly SelectedField[],
  rows: readonly (readonly unknown[])[],
  alwaysThere: AlwaysThere,
): unknown[] {
  const decoders = fields.map(({ field }) => decoderOf(field));
  const mapped = rowMapper(fields, decoders, alwaysThere);
  const secrets = fields.filter(({ field }) => is(field, Column) && columnInfoOf(field)?.spec.secret);
  return rows.map((row) => {
    const result = mapped(row);
    for (const { path } of secrets) markHolder(result, path);
    return result;
  });
}

function rowMapper(
  fields: readonly SelectedField[],
  decoders: readonly Decoder[],
  alwaysThere: AlwaysThere,
): (row: readonly unknown[]) => object {
  if (fields.every(({ path }) => path.length === 1)) {
    const names = fields.map(({ path }) => path[0] ?? "");
    return (row) => flatRow(names, decoders, row);
  }
  const owners = fields.map(({ path, field }) =>
    alwaysThere && is(field, Column) && path.length === 2 ? getTableName(field.table) : undefined,
  );
  return (row) => nestedRow(fields, decoders, owners, row, alwaysThere);
}

/** Marks the object that holds a secret value, so that it is never sent as it is. */
function markHolder(row: object, path: readonly string[]): void {
  const holder: unknown = path
    .slice(0, -1)
    .reduce<unknown>((node, part) => (node === null ? null : Reflect.get(Object(node), part)), row);
  if (typeof holder === "object" && holder !== null && secretIn(holder) === undefined)
    markSecret(holder, path.at(-1) ?? "");
}

/** Does a field hold integers beyond 2^53, so that the driver must give them as bigint? */
export function needsBigint(fields: readonly SelectedField[]): boolean {
  return fields.some(({ field }) => isBigintColumn(decoderOf(field)));
}

/** The driver gave all integers as bigint: those of other columns become numbers again. */
export function narrowIntegers(fields: readonly SelectedField[], rows: readonly unknown[][]): void {
  const big = fields.map(({ field }) => isBigintColumn(decoderOf(field)));
  for (const row of rows)
    for (let at = 0; at < row.length; at++) if (typeof row[at] === "bigint" && !big[at]) row[at] = Number(row[at]);
}

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field;
  const source = is(field, SQL)
    ? field
    : is(field, SQL.Aliased)
      ? field.sql
      : is(field, Subquery)
        ? field._.sql
        : field;
  const decoder: unknown = Reflect.get(Object(source), "decoder");
  return decoder as Decoder; // as: every SQL of Drizzle has one, hidden from its types
}

const bigintInfos = new WeakMap<ColumnInfo, boolean>();

function isBigintColumn(decoder: unknown): boolean {
  if (!is(decoder, Column)) return false;
  const info = columnInfoOf(decoder);
  if (!info) return decoder.dataType === "bigint";
  let big = bigintInfos.get(info);
  if (big === undefined) {
    big = storageOf(info.model, info.key, info.spec).kind === "bigint";
    bigintInfos.set(info, big);
  }
  return big;
}

function decode(decoder: Decoder | undefined, value: unknown): unknown {
  return value === null || !decoder ? value : decoder.mapFromDriverValue(value);
}

function flatRow(names: readonly string[], decoders: readonly Decoder[], row: readonly unknown[]): object {
  const result: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at++) result[names[at] ?? ""] = decode(decoders[at], row[at]);
  return result;
}

// A joined table all of whose fields are NULL is no row at all, unless it must be there.
function nestedRow(
  fields: readonly SelectedField[],
  decoders: readonly Decoder[],
  owners: readonly (string | undefined)[],
  row: readonly unknown[],
  alwaysThere: AlwaysThere,
): object {
  const result: Record<string, unknown> = {};
  const absent = new Map<string, string | false>();
  fields.forEach(({ path }, at) => {
    const value = decode(decoders[at], row[at]);
    let node = result;
    for (const part of path.slice(0, -1)) {
      node[part] ??= {};
      node = node[part] as Record<string, unknown>; // as: made in the line before
    }
    node[path.at(-1) ?? ""] = value;
    const owner = owners[at];
    const group = path[0] ?? "";
    if (owner === undefined) return;
    const before = absent.get(group);
    if (before === undefined) absent.set(group, value === null ? owner : false);
    else if (before !== owner || value !== null) absent.set(group, false);
  });
  for (const [group, owner] of absent) if (owner !== false && !alwaysThere?.[owner]) result[group] = null;
  return result;
}
