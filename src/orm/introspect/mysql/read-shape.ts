import { byName } from "../by-name.ts";
import type {
  CheckShape,
  ColumnShape,
  DatabaseShape,
  ForeignKeyShape,
  IndexShape,
  ReferenceActionShape,
  TableShape,
  UniqueShape,
} from "../database-shape.ts";
import { groupRows } from "../group-rows.ts";
import { toReferenceAction } from "../reference-action.ts";
import { readLists } from "../read-lists.ts";
import type { ShapeReader } from "../shape-reader.ts";
import { readDefault } from "./read-default.ts";
import { readKind } from "./read-kind.ts";
import { columnsText, foreignKeysText, queriesFor, tablesText, triggersText } from "./shape-queries.ts";

type Rows = readonly (readonly unknown[])[];

interface Parts {
  readonly columns: Rows;
  readonly indexes: Rows;
  readonly foreignKeys: Rows;
  readonly checks: Rows;
  readonly triggers: Rows;
}

/** Reads the shape of a MySQL or MariaDB database. */
export async function readShape(reader: ShapeReader): Promise<DatabaseShape> {
  const [[version] = []] = await reader.rows("select version()", []);
  const isMaria = String(version).includes("MariaDB");
  const { indexesText, checksText } = queriesFor(isMaria);
  const texts = [tablesText, columnsText, indexesText, foreignKeysText, checksText, triggersText];
  const [tables = [], ...lists] = await readLists(reader, texts);
  const groups = lists.map((rows) => groupRows(rows));
  const found: TableShape[] = [];
  const views: DatabaseShape["views"][number][] = [];
  for (const [name, type, collation] of tables) {
    const own = groups.map((group) => group.get(String(name)) ?? []);
    const [columns = [], indexes = [], foreignKeys = [], checks = [], triggers = []] = own;
    const parts: Parts = { columns, indexes, foreignKeys, checks, triggers };
    const shape = tableOf(String(name), parts, { isMaria, collation });
    if (String(type) === "VIEW") views.push({ name: String(name), columns: shape.columns });
    else found.push(shape);
  }
  return { dialect: "mysql", tables: byName(found), views: byName(views), enums: [] };
}

interface Server {
  readonly isMaria: boolean;
  /** The table's own. */
  readonly collation: unknown;
}

function tableOf(name: string, parts: Parts, server: Server): TableShape {
  const checks = parts.checks.map(([own, condition]): [string, string] => [String(own), withOneQuote(condition)]);
  // MariaDB's JSON is a text with this check.
  const jsonOf = (column: string): string => `json_valid("${column}")`;
  const isJson = (column: string): boolean => checks.some(([, condition]) => condition === jsonOf(column));
  const columns = parts.columns.map((row) => columnOf(row, server, isJson));
  const foreignKeys = foreignKeysOf(name, parts.foreignKeys);
  return {
    name,
    columns,
    ...indexesOf(parts.indexes, foreignKeys),
    foreignKeys: byName(foreignKeys.map((key) => ({ ...key, name: isMadeUp(key.name, name) ? undefined : key.name }))),
    checks: byName(
      checks
        .filter(([, condition]) => !columns.some((column) => condition === jsonOf(column.name)))
        .map(([own, condition]): CheckShape => ({ name: ownName(own, name, columns), condition })),
    ),
    triggers: parts.triggers.map(([trigger]) => String(trigger)),
    options: [],
  };
}

/** The server quotes names as the connection's sql_mode says, which is not the same for everybody. */
function withOneQuote(expression: unknown): string {
  return String(expression).replaceAll("`", '"');
}

/** What the server calls a constraint without a name. */
function ownName(name: string, table: string, columns: readonly ColumnShape[]): string | undefined {
  const isColumn = columns.some((column) => column.name === name);
  return isColumn || /^CONSTRAINT_\d+$/.test(name) || name.startsWith(`${table}_chk_`) ? undefined : name;
}

function isMadeUp(name: string | undefined, table: string): boolean {
  return name !== undefined && name.startsWith(`${table}_ibfk_`) && /_ibfk_\d+$/.test(name);
}

function columnOf(row: readonly unknown[], server: Server, isJson: (column: string) => boolean): ColumnShape {
  const [name, type, nullable, given, extra, collation, expression] = row;
  const column = String(name);
  const more = String(extra).toLowerCase();
  const onUpdate = /on update .*$/.exec(more)?.[0];
  const isGenerated = typeof expression === "string" && expression !== "";
  const json = isJson(column);
  return {
    name: column,
    type: json ? "json" : String(type).toLowerCase(),
    ...readKind(json ? "json" : String(type)),
    notNull: nullable === "NO",
    default:
      typeof given === "string"
        ? readDefault(given, server.isMaria || more.includes("default_generated"), String(type))
        : undefined,
    autoIncrement: more.includes("auto_increment"),
    generated: isGenerated ? withOneQuote(expression) : onUpdate,
    collation: typeof collation === "string" && collation !== server.collation && !json ? collation : undefined,
  };
}

/** Indexes that the server keeps for foreign keys by itself are left out: they bear the key's name, or its first column's. */
function indexesOf(
  rows: Rows,
  foreignKeys: readonly ForeignKeyShape[],
): Pick<TableShape, "primaryKey" | "uniques" | "indexes"> {
  let primaryKey: readonly string[] = [];
  const uniques: UniqueShape[] = [];
  const indexes: IndexShape[] = [];
  for (const [name, parts] of groupRows(rows)) {
    const [notUnique, type] = parts[0] ?? [];
    const columns = parts.map(([, , column, direction, length, expression]) => ({
      column: typeof column === "string" ? column : undefined,
      expression: typeof expression === "string" ? expression : undefined,
      descending: direction === "D",
      nulls: undefined,
      length: length === null ? undefined : Number(length),
    }));
    const plain = columns.flatMap(({ column, length }) => (length === undefined ? (column ?? []) : []));
    const isWhole = plain.length === columns.length;
    const isUnique = Number(notUnique) === 0;
    if (name === "PRIMARY") primaryKey = columns.flatMap(({ column }) => column ?? []);
    else if (isUnique && isWhole) uniques.push({ name: name === plain[0] ? undefined : name, columns: plain });
    else if (
      !foreignKeys.some((key) => key.name === name || (name === plain[0] && String(key.columns) === String(plain)))
    ) {
      const method = type === "BTREE" ? undefined : String(type).toLowerCase();
      const own = columns.length === 1 && name === plain[0] ? undefined : name;
      indexes.push({ name: own, unique: isUnique, columns, where: undefined, method });
    }
  }
  return { primaryKey, uniques: byName(uniques), indexes: byName(indexes) };
}

function foreignKeysOf(table: string, rows: Rows): readonly ForeignKeyShape[] {
  return [...groupRows(rows)].map(([name, parts]) => {
    const [, target, , onDelete, onUpdate] = parts[0] ?? [];
    return {
      name,
      columns: parts.map(([column]) => String(column)),
      table: typeof target === "string" ? target : table,
      targets: parts.map(([, , column]) => String(column)),
      onDelete: toAction(onDelete),
      onUpdate: toAction(onUpdate),
    };
  });
}

/** The server refuses at once in either case. */
function toAction(said: unknown): ReferenceActionShape {
  const action = toReferenceAction(said);
  return action === "restrict" ? "no action" : action;
}
