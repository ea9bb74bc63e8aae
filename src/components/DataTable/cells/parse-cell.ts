import type { ColumnDescription } from "../../../protocol/rows.ts";

/** What was typed, as a cell; or why it cannot be one. The server checks it again, with the model's own rules. */
export type ParsedCell =
  { readonly ok: true; readonly cell: unknown } | { readonly ok: false; readonly reason: string };

/** Reads what was typed into a cell. An empty text is nothing where the column may be empty. */
export function parseCell(column: ColumnDescription, text: string): ParsedCell {
  const typed = text.trim();
  const isText = column.kind === "text" || column.kind === "longText";
  if (typed === "" && !(isText && !column.nullable)) {
    if (column.nullable) return { ok: true, cell: null };
    return { ok: false, reason: `${column.label} cannot be empty.` };
  }
  switch (column.kind) {
    case "integer":
      return number(column, typed, /^-?\d+$/, "a whole number");
    case "real":
      return number(column, typed, /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i, "a number");
    case "bigint":
      return pattern(column, plain(typed), /^-?\d+$/, "a whole number");
    case "decimal":
      return decimal(column, plain(typed));
    case "date":
      return pattern(column, typed, /^\d{4}-\d{2}-\d{2}$/, "a date");
    case "timestamp": {
      const at = Date.parse(typed);
      return Number.isNaN(at) ? refused(column, "a date and time") : { ok: true, cell: at };
    }
    case "json":
      try {
        return { ok: true, cell: JSON.parse(typed) };
      } catch {
        return refused(column, 'JSON, such as ["a", 1]');
      }
    default:
      return textCell(column, text);
  }
}

function number(column: ColumnDescription, typed: string, shape: RegExp, what: string): ParsedCell {
  const text = plain(typed);
  return shape.test(text) ? { ok: true, cell: Number(text) } : refused(column, what);
}

function pattern(column: ColumnDescription, text: string, shape: RegExp, what: string): ParsedCell {
  return shape.test(text) ? { ok: true, cell: text } : refused(column, what);
}

function decimal(column: ColumnDescription, text: string): ParsedCell {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return refused(column, "a number");
  const digits = text.split(".")[1]?.length ?? 0;
  if (column.scale !== undefined && digits > column.scale) {
    return { ok: false, reason: `${column.label} has at most ${column.scale} digits after the point.` };
  }
  return { ok: true, cell: text };
}

function textCell(column: ColumnDescription, text: string): ParsedCell {
  const { max } = column;
  if (max !== undefined && text.length > max) {
    return {
      ok: false,
      reason: `${column.label} has at most ${max.toLocaleString()} characters, this has ${text.length.toLocaleString()}.`,
    };
  }
  return { ok: true, cell: text };
}

/** Without the separators of thousands that a reader may have copied. */
function plain(text: string): string {
  return text.replace(/[\s,'’_](?=\d{3}(\D|$))/g, "");
}

function refused(column: ColumnDescription, what: string): ParsedCell {
  return { ok: false, reason: `${column.label} is ${what}.` };
}
