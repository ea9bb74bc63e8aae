import { byName } from "../by-name.ts";
import type {
  ColumnShape,
  DatabaseShape,
  ForeignKeyShape,
  IndexShape,
  TableShape,
  UniqueShape,
} from "../database-shape.ts";
import { groupRows } from "../group-rows.ts";
import { readDefault } from "../read-default.ts";
import { toReferenceAction } from "../reference-action.ts";
import { readLists } from "../read-lists.ts";
import type { ShapeReader } from "../shape-reader.ts";
import { readCreateTable, type CreateTable } from "./read-create-table.ts";
import { readIndexText } from "./read-index-text.ts";
import { readKind } from "./read-kind.ts";

type Rows = readonly (readonly unknown[])[];

interface Parts {
  readonly columns: Rows;
  readonly indexes: Rows;
  readonly foreignKeys: Rows;
  readonly triggers: Rows;
}

/** Reads the shape of an SQLite database. Virtual tables, and those that stand behind them, are left out. */
export async function readShape(reader: ShapeReader): Promise<DatabaseShape> {
  const [names, columns, indexes, foreignKeys, triggers] = await readLists(reader, [
    tablesText,
    columnsText,
    indexesText,
    foreignKeysText,
    triggersText,
  ]);
  const groups = [columns, indexes, foreignKeys, triggers].map((rows) => groupRows(rows ?? []));
  const tables: TableShape[] = [];
  const views: DatabaseShape["views"][number][] = [];
  for (const [name, type, text, withoutRowid, strict] of names ?? []) {
    const [own = [], ownIndexes = [], ownKeys = [], ownTriggers = []] = groups.map((group) => group.get(String(name)));
    const parts: Parts = { columns: own, indexes: ownIndexes, foreignKeys: ownKeys, triggers: ownTriggers };
    const made = readCreateTable(String(text));
    const options = [
      ...(made.autoIncrement ? ["autoincrement"] : []),
      ...(strict === 1 ? ["strict"] : []),
      ...(withoutRowid === 1 ? ["without rowid"] : []),
    ];
    if (type === "view") views.push({ name: String(name), columns: columnsOf(parts.columns, made, "") });
    else tables.push(tableOf(String(name), parts, made, options));
  }
  return { dialect: "sqlite", tables: withTargets(byName(tables)), views: byName(views), enums: [] };
}

const listed = `(select name from pragma_table_list where schema = 'main' and type in ('table', 'view') and name not like 'sqlite!_%' escape '!')`;
const tablesText = `select l.name, l.type, m.sql, l.wr, l.strict from pragma_table_list l join sqlite_master m on m.name = l.name and m.type = l.type
  where l.schema = 'main' and l.type in ('table', 'view') and l.name not like 'sqlite!_%' escape '!'`;
const columnsText = `select t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden from ${listed} t, pragma_table_xinfo(t.name) c order by t.name, c.cid`;
const indexesText = `select t.name, i.name, i."unique", i.origin, i.partial, m.sql, p.name, p.cid, p."desc"
  from ${listed} t, pragma_index_list(t.name) i join pragma_index_xinfo(i.name) p on p.key = 1 left join sqlite_master m on m.type = 'index' and m.name = i.name
  where i.origin <> 'pk' order by t.name, i.name, p.seqno`;
const foreignKeysText = `select t.name, f.id, f."table", f."from", f."to", f.on_delete, f.on_update from ${listed} t, pragma_foreign_key_list(t.name) f order by t.name, f.id, f.seq`;
const triggersText = `select tbl_name, name from sqlite_master where type = 'trigger' order by name`;

function tableOf(name: string, parts: Parts, made: CreateTable, options: readonly string[]): TableShape {
  const keys = parts.columns
    .filter(([, , , , pk]) => Number(pk) > 0)
    .toSorted((a, b) => Number(a[4]) - Number(b[4]))
    .map(([column]) => String(column));
  const [only] = keys;
  const counted = keys.length === 1 && !options.includes("without rowid") && only !== undefined ? only : "";
  return {
    name,
    columns: columnsOf(parts.columns, made, counted),
    primaryKey: keys,
    ...indexesOf(parts.indexes),
    foreignKeys: foreignKeysOf(parts.foreignKeys),
    checks: byName(made.checks),
    triggers: parts.triggers.map(([trigger]) => String(trigger)),
    options,
  };
}

function columnsOf(rows: Rows, made: CreateTable, counted: string): readonly ColumnShape[] {
  return rows.map(([name, type, notNull, given, pk, hidden]) => {
    const column = String(name);
    const isRowId = column === counted && String(type).toLowerCase() === "integer";
    return {
      name: column,
      type: String(type).toLowerCase(),
      ...readKind(String(type)),
      notNull: notNull === 1 || (Number(pk) > 0 && isRowId),
      default: typeof given === "string" ? readDefault(given) : undefined,
      autoIncrement: isRowId,
      generated: Number(hidden) >= 2 ? (made.generated.get(column.toLowerCase()) ?? "") : undefined,
      collation: made.collations.get(column.toLowerCase()),
    };
  });
}

function indexesOf(rows: Rows): Pick<TableShape, "uniques" | "indexes"> {
  const uniques: UniqueShape[] = [];
  const indexes: IndexShape[] = [];
  for (const [name, parts] of groupRows(rows)) {
    const [unique, origin, partial, text] = parts[0] ?? [];
    const made = typeof text === "string" ? readIndexText(text) : undefined;
    const columns = parts.map(([, , , , column, cid, descending], at) => ({
      column: Number(cid) >= 0 ? String(column) : undefined,
      expression: Number(cid) >= 0 ? undefined : made?.parts[at],
      descending: descending === 1,
      nulls: undefined,
      length: undefined,
    }));
    const own = origin === "c" ? name : undefined;
    const plain = columns.flatMap(({ column }) => column ?? []);
    if (unique === 1 && partial !== 1 && plain.length === columns.length) uniques.push({ name: own, columns: plain });
    else indexes.push({ name: own, unique: unique === 1, columns, where: made?.where, method: undefined });
  }
  return { uniques: byName(uniques), indexes: byName(indexes) };
}

function foreignKeysOf(rows: Rows): readonly ForeignKeyShape[] {
  const keys = [...groupRows(rows).values()].map((parts): ForeignKeyShape => {
    const [table, , , onDelete, onUpdate] = parts[0] ?? [];
    return {
      name: undefined,
      columns: parts.map(([, from]) => String(from)),
      table: String(table),
      targets: parts.flatMap(([, , to]) => (typeof to === "string" ? to : [])),
      onDelete: toReferenceAction(onDelete),
      onUpdate: toReferenceAction(onUpdate),
    };
  });
  return byName(keys);
}

/** A foreign key that names no columns means the other table's key; and table names are the same in any case. */
function withTargets(tables: readonly TableShape[]): readonly TableShape[] {
  const find = (name: string): TableShape | undefined =>
    tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
  return tables.map((table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => {
      const target = find(key.table);
      const names = key.targets.length > 0 ? key.targets : (target?.primaryKey ?? []);
      const spelled = (name: string): string =>
        target?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name;
      return { ...key, table: target?.name ?? key.table, targets: names.map(spelled) };
    }),
  }));
}
