import type { ColumnShape, ForeignKeyShape, TableShape } from "../introspect/database-shape.ts";
import { toSqlName } from "../sql-name.ts";
import { pullDefault } from "./pull-default.ts";
import { settledKind, singleReferences, type PullContext } from "./pull-context.ts";
import type { Literal, PulledColumn, PulledTarget } from "./pulled-model.ts";
import { relationNames } from "./relation-names.ts";
import type { SettledKind } from "./settle-kind.ts";

/** The columns of a table as calls of our functions. Generated ones are left to the notes of the table. */
export function pullColumns(table: TableShape, context: PullContext): readonly PulledColumn[] {
  const references = singleReferences(table, context);
  return table.columns
    .filter(({ foreign }) => foreign === undefined)
    .filter(
      ({ generated, default: given }) =>
        generated === undefined || given !== undefined || generated.startsWith("on update"),
    )
    .map((column) => {
      const key = context.names.column(table.name, column.name);
      const reference = references.get(column.name);
      const kind = settledKind(table, column, context);
      return reference
        ? pullReference(table, column, { key, kind, reference, context })
        : pullPlain(table, column, { key, kind, context });
    });
}

interface Parts {
  readonly key: string;
  readonly kind: SettledKind;
  readonly context: PullContext;
}

function pullPlain(table: TableShape, column: ColumnShape, { key, kind }: Parts): PulledColumn {
  const isCounted = column.autoIncrement && table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  const named = nameOption(key, column.name);
  if (isCounted) return { key, call: "id", options: named, modifiers: [], notes: [] };
  const given = pullDefault(kind, column.default);
  const notes = [
    ...(kind.differs === undefined ? [] : [kind.differs]),
    ...(column.autoIncrement ? ["counted up by the database"] : []),
    ...(given.note === undefined ? [] : [given.note]),
    ...(column.generated?.startsWith("on update") ? [`set by the database: ${column.generated}`] : []),
    ...(column.collation === undefined ? [] : [`collation ${column.collation}`]),
  ];
  return {
    key,
    call: kind.kind,
    choices: kind.choices,
    options: { ...optionsOf(kind), ...named },
    modifiers: [...modifiersOf(table, column), ...given.modifiers],
    notes,
  };
}

function optionsOf(kind: SettledKind): Readonly<Record<string, Literal>> {
  switch (kind.kind) {
    case "text":
      return kind.max === undefined || kind.max === 255 ? {} : { max: kind.max };
    case "longText":
      return kind.max === undefined ? {} : { max: kind.max };
    case "decimal":
      return { precision: kind.precision ?? 15, scale: kind.scale ?? 0 };
    case "timestamp":
      return kind.sqliteText ? { sqlite: "text" } : {};
    default:
      return {};
  }
}

function nameOption(key: string, name: string): Readonly<Record<string, Literal>> {
  return toSqlName(key) === name ? {} : { column: name };
}

function modifiersOf(table: TableShape, column: ColumnShape): PulledColumn["modifiers"] {
  const isPrimary = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  if (isPrimary) return [{ method: "primaryKey", args: [] }];
  const isUnique = table.uniques.some(
    ({ name, columns }) => name === undefined && columns.length === 1 && columns[0] === column.name,
  );
  const isRequired = column.notNull || table.primaryKey.includes(column.name);
  return [
    ...(isRequired ? [{ method: "notNull", args: [] }] : []),
    ...(isUnique ? [{ method: "unique", args: [] }] : []),
  ];
}

function pullReference(
  table: TableShape,
  column: ColumnShape,
  { key, kind, reference, context }: Parts & { readonly reference: ForeignKeyShape },
): PulledColumn {
  const relations = relationNames(table, context).get(column.name) ?? {};
  const isIndexed =
    context.dialect === "mysql" ||
    table.primaryKey[0] === column.name ||
    table.uniques.some(({ columns }) => columns[0] === column.name) ||
    table.indexes.some(({ columns, where }) => columns[0]?.column === column.name && where === undefined);
  const given = pullDefault(kind, column.default);
  const action = (name: "onDelete" | "onUpdate"): Readonly<Record<string, Literal>> =>
    reference[name] === "no action" ? {} : { [name]: reference[name] };
  return {
    key,
    call: "ref",
    target: targetOf(table, reference, context),
    options: {
      ...action("onDelete"),
      ...action("onUpdate"),
      ...relations,
      ...(isIndexed ? {} : { index: false }),
      ...nameOption(key, column.name),
    },
    modifiers: [...modifiersOf(table, column), ...given.modifiers],
    notes: [
      ...(given.note === undefined ? [] : [given.note]),
      ...(isIndexed ? [] : ["the database has no index for it"]),
    ],
  };
}

function targetOf(table: TableShape, reference: ForeignKeyShape, context: PullContext): PulledTarget {
  const target = context.tables.find(({ name }) => name === reference.table);
  const [name = ""] = reference.targets;
  const column = target?.columns.find((other) => other.name === name);
  const isText = column !== undefined && ["uuid", "text", "longText"].includes(column.kind);
  const circular = reference.table === table.name || context.leadsBack(reference.table, table.name);
  return {
    table: reference.table,
    key: context.names.column(reference.table, name),
    byName: circular ? (isText ? "uuid" : "number") : undefined,
  };
}
