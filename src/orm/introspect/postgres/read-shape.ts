import { byName } from "../by-name.ts";
import type { ColumnShape, DatabaseShape, IndexShape, TableShape, UniqueShape } from "../database-shape.ts";
import { groupRows } from "../group-rows.ts";
import { readLists } from "../read-lists.ts";
import type { ShapeReader } from "../shape-reader.ts";
import { readConstraints } from "./read-constraints.ts";
import { readDefault } from "./read-default.ts";
import { readKind } from "./read-kind.ts";
import { columnsText, constraintsText, enumsText, indexesText, tablesText, triggersText } from "./shape-queries.ts";

type Rows = readonly (readonly unknown[])[];

/** Reads the shape of a PostgreSQL database: what is in the schema that new tables go to, which is `public` unless set otherwise. */
export async function readShape(reader: ShapeReader): Promise<DatabaseShape> {
  const texts = [tablesText, columnsText, constraintsText, indexesText, enumsText, triggersText];
  const [tables = [], ...lists] = await readLists(reader, texts);
  const [columns, constraints, indexes, enums, triggers] = lists.map((rows) => groupRows(rows));
  const choices = new Map([...(enums ?? [])].map(([name, rows]) => [name, rows.map(([value]) => String(value))]));
  const columnsOf = (table: string): readonly ColumnShape[] =>
    (columns?.get(table) ?? []).map((row) => columnOf(row, choices));
  const named = tables.map(([name, kind]) => ({ name: String(name), isTable: kind === "r" || kind === "p" }));
  return {
    dialect: "postgres",
    tables: byName(
      named
        .filter(({ isTable }) => isTable)
        .map(({ name }) =>
          tableOf(name, columnsOf(name), {
            constraints: constraints?.get(name) ?? [],
            indexes: indexes?.get(name) ?? [],
            triggers: triggers?.get(name) ?? [],
          }),
        ),
    ),
    views: byName(named.filter(({ isTable }) => !isTable).map(({ name }) => ({ name, columns: columnsOf(name) }))),
    enums: byName([...choices].map(([name, values]) => ({ name, values }))),
  };
}

function tableOf(
  name: string,
  columns: readonly ColumnShape[],
  rows: { readonly constraints: Rows; readonly indexes: Rows; readonly triggers: Rows },
): TableShape {
  const { primaryKey, uniques, foreignKeys, checks, exclusions } = readConstraints(name, rows.constraints);
  const indexes = rows.indexes.map((row) => indexOf(row));
  const isPlain = (index: IndexShape): boolean =>
    index.unique && index.where === undefined && index.columns.every(({ column }) => column !== undefined);
  const asUniques = indexes
    .filter(isPlain)
    .map((index): UniqueShape => ({ name: index.name, columns: index.columns.flatMap(({ column }) => column ?? []) }));
  return {
    name,
    columns,
    primaryKey,
    uniques: byName([...uniques, ...asUniques]),
    indexes: byName(indexes.filter((index) => !isPlain(index))),
    foreignKeys,
    checks,
    triggers: rows.triggers.map(([trigger]) => String(trigger)),
    options: exclusions,
  };
}

function columnOf(row: readonly unknown[], choices: ReadonlyMap<string, readonly string[]>): ColumnShape {
  const [name, type, notNull, given, identity, generated, enumName, collation, isSerial] = row;
  const values = typeof enumName === "string" ? choices.get(enumName) : undefined;
  const counted = identity !== "" || isSerial === true;
  return {
    name: String(name),
    type: String(type),
    ...readKind(String(type), values),
    notNull: notNull === true,
    default: typeof given === "string" && generated === "" && !counted ? readDefault(given) : undefined,
    autoIncrement: counted,
    generated: generated === "" ? undefined : String(given),
    collation: typeof collation === "string" ? collation : undefined,
  };
}

interface IndexPart {
  readonly column: string | null;
  readonly expression: string;
  readonly option: number;
}

function indexOf([name, unique, parts, where, method]: readonly unknown[]): IndexShape {
  const list: readonly IndexPart[] = JSON.parse(String(parts));
  return {
    name: String(name),
    unique: unique === true,
    columns: list.map(({ column, expression, option }) => {
      // Bits of the server's own: 1 descending, 2 NULL first.
      const descending = (option & 1) === 1;
      const nullsFirst = (option & 2) === 2;
      return {
        column: column ?? undefined,
        expression: column === null ? expression : undefined,
        descending,
        nulls: nullsFirst === descending ? undefined : nullsFirst ? "first" : "last",
        length: undefined,
      };
    }),
    where: typeof where === "string" ? where : undefined,
    method: method === "btree" ? undefined : String(method),
  };
}
