import type { TableShape } from "../introspect/database-shape.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import type { ModelTable } from "./model-table.ts";
import { parameter, quoted } from "./sql-text.ts";

/** Rows of a table as the driver gives them, and the key of the last one. */
export interface Chunk {
  readonly rows: readonly (readonly unknown[])[];
  /** Undefined: the table has nothing that rows could be continued behind. */
  readonly cursor: readonly unknown[] | undefined;
}

/** Rows that are read and written at a time. */
export const chunkRows = 500;

/**
 * Reads a table in chunks by its key, behind the one given. SQLite counts its rows itself, also where keys may be NULL; a table without
 * any key comes as a whole, in one moment.
 */
export async function* readChunks(
  source: DatabaseHandle,
  table: ModelTable,
  shape: TableShape,
  after: readonly unknown[] | undefined,
): AsyncGenerator<Chunk> {
  const { dialect } = source;
  const hasRowId = dialect === "sqlite" && !shape.options.includes("without rowid");
  const keys = hasRowId ? ["rowid"] : shape.primaryKey.map(quoted);
  const columns = table.columns.map(({ name }) => quoted(name));
  const name = quoted(table.name);
  if (keys.length === 0) {
    yield* readWhole(source, `select ${columns.join(", ")} from ${name}`);
    return;
  }
  let cursor = after;
  for (;;) {
    const where = cursor === undefined ? "" : ` where ${behind(source, keys)}`;
    const text = `select ${[...columns, ...keys].join(", ")} from ${name}${where} order by ${keys.join(", ")} limit ${chunkRows}`;
    const rows = await source.rows(text, cursor === undefined ? [] : paramsOf(source, cursor), { bigints: true });
    const last = rows.at(-1);
    if (last === undefined) return;
    cursor = last.slice(columns.length);
    yield { rows: rows.map((row) => row.slice(0, columns.length)), cursor };
    if (rows.length < chunkRows) return;
  }
}

async function* readWhole(source: DatabaseHandle, text: string): AsyncGenerator<Chunk> {
  let rows: (readonly unknown[])[] = [];
  for await (const row of source.scan(text, [], { bigints: true })) {
    rows.push(row);
    if (rows.length < chunkRows) continue;
    yield { rows, cursor: undefined };
    rows = [];
  }
  if (rows.length > 0) yield { rows, cursor: undefined };
}

/** The condition that planners use an index of the key for: MySQL does not for a comparison of tuples. */
function behind({ dialect }: DatabaseHandle, keys: readonly string[]): string {
  let number = 0;
  const place = (): string => parameter(dialect, ++number);
  if (keys.length === 1) return `${keys[0]} > ${place()}`;
  if (dialect !== "mysql") return `(${keys.join(", ")}) > (${keys.map(place).join(", ")})`;
  const from = (at: number): string => {
    const key = keys[at] ?? "";
    return at === keys.length - 1
      ? `${key} > ${place()}`
      : `(${key} > ${place()} or (${key} = ${place()} and ${from(at + 1)}))`;
  };
  return `${keys[0]} >= ${place()} and ${from(0)}`;
}

function paramsOf({ dialect }: DatabaseHandle, cursor: readonly unknown[]): readonly unknown[] {
  if (dialect === "sqlite") return cursor;
  const values = cursor.map((value) => (typeof value === "bigint" ? String(value) : value));
  if (dialect === "postgres" || values.length === 1) return values;
  return [values[0], ...values.flatMap((value, at) => (at === values.length - 1 ? [value] : [value, value]))];
}
