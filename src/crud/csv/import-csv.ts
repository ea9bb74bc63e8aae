import type { ReceivedFile, Upload } from "../../framework/ports/transfers.ts";
import { RxError } from "../../errors/rx-error.ts";
import type { Database } from "../../orm/database.ts";
import type { CsvAnswer, CsvFields, CsvImport, CsvOutcome } from "../../protocol/crud.ts";
import type { RowWriter } from "../write-rows.ts";
import type { CsvColumns } from "./csv-fields.ts";
import { importPlan, type ImportPlan } from "./import-plan.ts";
import { RowImport } from "./import-rows.ts";
import { LineChannel } from "./line-channel.ts";
import { findDelimiter, lookAtCsv } from "./look-at-csv.ts";
import { readCsv } from "./read-csv.ts";

/** Rows that are written at a time. */
const pieceRows = 500;

/** What an import needs. */
export interface CsvImportOptions {
  readonly request: CsvImport;
  readonly fields: NonNullable<CsvFields["import"]>;
  readonly columns: CsvColumns;
  readonly writer: RowWriter;
  readonly maxErrors: number;
}

/**
 * Takes a CSV file and makes rows of it, as many at a time as are worth a statement, in one transaction.
 *
 * @throws RxError COLUMN_NOT_ALLOWED
 */
export function importCsv(db: Database, options: CsvImportOptions): Upload {
  const { request, fields, writer } = options;
  const upload = { type: "upload", name: "import.csv", maxBytes: fields.maxBytes } as const;
  if (request.how === "look") {
    return {
      ...upload,
      async *receive(file): AsyncGenerator<CsvAnswer> {
        yield { type: "look", ...(await lookAtCsv(file, fields.fields)) };
      },
    };
  }
  const plan = importPlan(request, fields, writer.table.columns);
  return {
    ...upload,
    receive(file, signal) {
      const lines = new LineChannel<CsvAnswer>();
      const told = (bytes: number, rows: number): void => lines.push({ type: "progress", bytes, rows });
      lines.endWith(
        importFile(db, { ...options, plan, file, signal, told, delimiter: request.delimiter }).then((outcome) => ({
          type: "done",
          ...outcome,
        })),
      );
      return lines;
    },
  };
}

interface FileImport extends Omit<CsvImportOptions, "request" | "fields"> {
  readonly plan: ImportPlan;
  readonly file: ReceivedFile;
  readonly signal: AbortSignal;
  readonly told: (bytes: number, rows: number) => void;
  readonly delimiter: Exclude<CsvImport, { how: "look" }>["delimiter"];
}

async function importFile(db: Database, options: FileImport): Promise<CsvOutcome> {
  const { plan, file } = options;
  const delimiter = options.delimiter ?? (await findDelimiter(file));
  let outcome: CsvOutcome | undefined;
  try {
    await db.transaction(async (tx) => {
      const rows = new RowImport(tx, { ...options, forms: { decimalComma: delimiter === ";" } });
      const isEnd = await writeAll(rows, { ...options, delimiter });
      const isKept = !plan.isCheck && isEnd && (plan.skipsErrors || !rows.hasFailed);
      outcome = rows.outcome(isKept, isEnd);
      if (!isKept) tx.rollback();
    });
  } catch (thrown) {
    // Rows that are not to stay.
    if (!(thrown instanceof RxError) || thrown.code !== "TRANSACTION_ROLLED_BACK") throw thrown;
  }
  if (outcome === undefined) throw new RxError("INTERNAL");
  return outcome;
}

/** False where it stopped before the end of the file. */
async function writeAll(
  rows: RowImport,
  { file, signal, told, delimiter }: FileImport & { readonly delimiter: NonNullable<FileImport["delimiter"]> },
): Promise<boolean> {
  for await (const piece of readCsv(file, { delimiter, pieceRows })) {
    // Nobody waits for the answer any more: what was half done is undone.
    signal.throwIfAborted();
    const isHeader = piece.line === 1;
    await rows.write(isHeader ? 2 : piece.line, isHeader ? piece.rows.slice(1) : piece.rows);
    if (rows.isOver) return false;
    told(piece.bytes, rows.rows);
  }
  return true;
}
