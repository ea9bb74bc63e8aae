import type { ColumnPlan, Plan, TablePlan } from "./plan.ts";

/** How many rows each table has. */
export const rowCount = 3;

/** The value that a column's rows without one get. */
export function defaultOf({ kind, number }: ColumnPlan): unknown {
  switch (kind) {
    case "text":
      return number % 2 === 0 ? "it's \"x\" \\ `y`" : "";
    case "oneOf":
      return "it's";
    case "integer":
      return number % 5;
    case "bigint":
      return 9_007_199_254_740_993n;
    case "real":
      return 0.5;
    case "decimal":
      return "7.25";
    case "boolean":
      return number % 2 === 0;
    case "timestamp":
      return new Date(Date.UTC(2024, 1, 29, 12, 30, 15, 123));
    case "date":
      return "2024-02-29";
    case "longText":
      return "long 'x'\n\\ \"";
    case "json":
      return { "it's": ["\\", null] };
    case "bytes":
      return Buffer.from([0, 39, 92, 255]);
    default:
      throw new Error(`no default for ${kind}`);
  }
}

/** The rows that a table is filled with, as its model takes them. */
export function rowsOf(plan: Plan, table: TablePlan): Record<string, unknown>[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const values: Record<string, unknown> = {};
    if (table.key !== "pair") values["id"] = keyOf(table, row);
    for (const column of table.columns) values[column.name] = valueOf(plan, column, row);
    return values;
  });
}

/** A row's value of a column. */
export function valueOf(plan: Plan, column: ColumnPlan, row: number): unknown {
  if (!column.notNull && (row + column.number) % 3 === 0) return null;
  if (column.ref === undefined) return plainValue(column, row);
  const target = plan.find(({ number }) => number === column.ref);
  return target ? keyOf(target, row) : null;
}

function keyOf({ key, number }: TablePlan, row: number): unknown {
  return key === "id" ? row + 1 : uuidOf(number, row);
}

function plainValue({ kind, number }: ColumnPlan, row: number): unknown {
  switch (kind) {
    case "text":
      return `${row}'é"\\${number}`;
    case "longText":
      return `long ${row}\n'"\``;
    case "oneOf":
      return row % 2 === 0 ? "lead" : "it's";
    case "integer":
      return row * 7 + 1;
    case "bigint":
      return 9_007_199_254_740_993n + BigInt(row);
    case "real":
      return row + 0.125;
    case "decimal":
      return `${row}.25`;
    case "boolean":
      return row % 2 === 0;
    case "timestamp":
      return new Date(Date.UTC(2024, 2, 10, 7, 30, row, 7));
    case "date":
      return `2024-02-0${row + 1}`;
    case "json":
      return { row, "it's": [null, "é"] };
    case "bytes":
      return Buffer.from([0, 255, row]);
    case "uuid":
      return uuidOf(number, row);
  }
}

function uuidOf(number: number, row: number): string {
  return `00000000-0000-4000-8000-${String(number * 1_000 + row).padStart(12, "0")}`;
}
