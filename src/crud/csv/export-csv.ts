import { stringify } from "csv-stringify/sync";
import type { SQL } from "drizzle-orm";
import type { Download } from "../../framework/ports/transfers.ts";
import type { DatabaseHandle } from "../../orm/session/database-handle.ts";
import { scanView, type ScanField, type ViewScan } from "../../orm/window/scan-view.ts";
import type { CsvDelimiter, CsvExport } from "../../protocol/crud.ts";
import { defuseFormula } from "./formula.ts";

/** Rows that are written at a time. */
const pieceRows = 250;

/** What is exported, and how. */
export interface CsvExportOptions {
  /** The file without its ending. */
  readonly name: string;
  readonly request: CsvExport;
  /** Only rows for which this holds, too. */
  readonly where?: SQL | undefined;
}

/**
 * The rows that a table shows as a CSV file: read one after another at one moment of the database, never all at once.
 *
 * @throws RxError COLUMN_NOT_ALLOWED, FILTER_VALUE_INVALID
 */
export function exportCsv(handle: DatabaseHandle, query: unknown, options: CsvExportOptions): Download {
  const { sort = [], filter = null, search = "", columns, bom = true, delimiter = "," } = options.request;
  const scan = scanView(handle, query, { view: { sort, filter, search }, columns, where: options.where });
  return {
    type: "download",
    name: `${options.name}.csv`,
    contentType: "text/csv; charset=utf-8",
    body: (signal) => pieces(scan, { bom, delimiter, signal }),
  };
}

async function* pieces(
  { fields, rows }: ViewScan,
  { bom, delimiter, signal }: { readonly bom: boolean; readonly delimiter: CsvDelimiter; readonly signal: AbortSignal },
): AsyncGenerator<string> {
  const write = (records: readonly (readonly string[])[]): string =>
    stringify([...records], { delimiter, record_delimiter: "windows" });
  const texts = fields.flatMap(({ kind }, at) => (isText(kind) ? [at] : []));
  let records: string[][] = [];
  yield `${bom ? "\uFEFF" : ""}${write([headerOf(fields).map(defuseFormula)])}`;
  for await (const row of rows()) {
    const record = [...row];
    for (const at of texts) record[at] = defuseFormula(record[at] ?? "");
    records.push(record);
    if (records.length < pieceRows) continue;
    if (signal.aborted) return;
    yield write(records);
    records = [];
  }
  if (records.length > 0) yield write(records);
}

/** Kinds that may begin like a formula; numbers stay numbers, also negative ones. */
function isText(kind: ScanField["kind"]): boolean {
  return kind === "text" || kind === "longText" || kind === "oneOf";
}

/** Labels; where two are alike, names. */
function headerOf(fields: readonly ScanField[]): readonly string[] {
  const titles = fields.map(({ column, is }) => (is === "key" ? `${column.label} ID` : column.label));
  return titles.map((title, at) => {
    const isAlone = titles.filter((other) => other.toLowerCase() === title.toLowerCase()).length === 1;
    const field = fields[at];
    if (isAlone || field === undefined) return title;
    return field.is === "key" ? `${field.column.name} ID` : field.column.name;
  });
}
