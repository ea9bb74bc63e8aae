import type { ColumnDescription } from "../../../protocol/rows.ts";

/** A cell as an editor's text field begins with it. */
export function editText(column: Pick<ColumnDescription, "kind">, cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (column.kind === "timestamp") return localTime(new Date(Number(cell)));
  if (column.kind === "json") return JSON.stringify(cell);
  return String(cell);
}

/** As `<input type="datetime-local">` wants it: the reader's own time. */
function localTime(at: Date): string {
  const pad = (value: number, width = 2): string => String(value).padStart(width, "0");
  const day = `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}
