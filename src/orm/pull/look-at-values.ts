import type { ColumnShape, TableShape } from "../introspect/database-shape.ts";
import type { ShapeReader } from "../introspect/shape-reader.ts";
import { quoteName } from "../migrate/quote-name.ts";
import type { ColumnLook, TableLook } from "./column-look.ts";

/** Rows that are looked at. */
const maxRows = 100_000;
/** Columns in one statement: SQLite gives at most 2,000 values in a row. */
const columnsAtATime = 40;

/**
 * Looks at values where the type does not say enough: on SQLite everywhere, on the others at texts without a length, numbers without
 * digits and what stands for a boolean or a UUID.
 */
export async function lookAtValues(reader: ShapeReader, table: TableShape): Promise<TableLook> {
  const looks = new Map<string, ColumnLook>();
  const columns = table.columns.filter((column) => reader.dialect === "sqlite" || isOpen(column));
  for (let from = 0; from < columns.length; from += columnsAtATime) {
    const some = columns.slice(from, from + columnsAtATime);
    for (const [name, look] of await lookAt(reader, table.name, some)) looks.set(name, look);
  }
  return looks;
}

function isOpen({ kind, type, max }: ColumnShape): boolean {
  return (kind === "longText" && max === undefined) || /^numeric$|^tinyint\(1\)|^char\(36\)/.test(type);
}

async function lookAt(
  reader: ShapeReader,
  table: string,
  columns: readonly ColumnShape[],
): Promise<readonly (readonly [string, ColumnLook])[]> {
  const { dialect } = reader;
  const questions =
    dialect === "sqlite" ? sqliteQuestions : dialect === "postgres" ? postgresQuestions : mysqlQuestions;
  const names = Object.keys(questions(""));
  const asked = columns.flatMap(({ name }) => Object.values(questions(quoteName(dialect, name))));
  const listed = columns.map(({ name }) => quoteName(dialect, name)).join(", ");
  const [row = []] = await reader.rows(
    `select ${asked.join(", ")} from (select ${listed} from ${quoteName(dialect, table)} limit ${maxRows}) as looked`,
    [],
  );
  return columns.map(({ name }, at): readonly [string, ColumnLook] => {
    const answers = row.slice(at * names.length, (at + 1) * names.length);
    const known = names.flatMap((question, place) => {
      const answer = answers[place];
      return answer === null || answer === undefined ? [] : [[question, Number(answer)] as const];
    });
    return [name, { values: 0, ...Object.fromEntries(known) }];
  });
}

type Questions = (column: string) => Readonly<Record<string, string>>;

const digit = "[0-9]";
const day = `${digit.repeat(4)}-${digit.repeat(2)}-${digit.repeat(2)}`;
const hex = "[0-9a-fA-F]";
const uuid = [8, 4, 4, 4, 12].map((count) => hex.repeat(count)).join("-");

const sqliteQuestions: Questions = (column) => ({
  values: `count(${column})`,
  integers: `total(typeof(${column}) = 'integer')`,
  reals: `total(typeof(${column}) = 'real')`,
  texts: `total(typeof(${column}) = 'text')`,
  blobs: `total(typeof(${column}) = 'blob')`,
  moments: `total(typeof(${column}) = 'text' and datetime(${column}) is not null and (${column} glob '${day} ??:??:??' or ${column} glob '${day} ??:??:??.???'))`,
  days: `total(typeof(${column}) = 'text' and date(${column}) is not null and ${column} glob '${day}')`,
  uuids: `total(typeof(${column}) = 'text' and ${column} glob '${uuid}')`,
  jsons: `total(typeof(${column}) = 'text' and json_valid(${column}))`,
  longest: `max(case when typeof(${column}) = 'text' then length(${column}) end)`,
  least: `min(case when typeof(${column}) in ('integer', 'real') then ${column} end)`,
  greatest: `max(case when typeof(${column}) in ('integer', 'real') then ${column} end)`,
  fraction: `max(case when typeof(${column}) = 'real' then ${digitsOf(column)} end)`,
});

/** Digits behind the point that a number has; 99: more than can be counted. */
function digitsOf(column: string): string {
  const cases = Array.from(
    { length: 11 },
    (_, digits) => `when ${column} = round(${column}, ${digits}) then ${digits}`,
  );
  return `case ${cases.join(" ")} else 99 end`;
}

const postgresQuestions: Questions = (column) => ({
  values: `count(${column})`,
  longest: `max(char_length(${column}::text))`,
  fraction: `max(case when ${column}::text ~ '^-?\\d+\\.\\d+$' then char_length(split_part(${column}::text, '.', 2)) end)`,
});

const mysqlQuestions: Questions = (column) => ({
  values: `count(${column})`,
  longest: `max(char_length(${column}))`,
  greatest: `max(case when cast(${column} as char) in ('0', '1') then 1 else 2 end)`,
  uuids: `sum(cast(${column} as char) regexp '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$')`,
});
