import { CsvError, parse, type Options } from "csv-parse";
import { RxError } from "../../errors/rx-error.ts";
import type { ReceivedFile } from "../../framework/ports/transfers.ts";
import type { CsvDelimiter } from "../../protocol/crud.ts";

/** Rows of a file that come together. */
export interface CsvPiece {
  /** Number of the first of them in the file, its header being 1. */
  readonly line: number;
  readonly rows: readonly (readonly string[])[];
  /** How much of the file has been read. */
  readonly bytes: number;
}

/** How a file is read. */
export interface ReadCsvOptions {
  readonly delimiter: CsvDelimiter;
  /** Rows of a piece, at most. */
  readonly pieceRows: number;
}

/** A field, and with it a row, may be no longer: a quote that is never closed would take the whole file. */
const maxRecordBytes = 1024 * 1024;

/**
 * Reads a CSV file piece by piece, never all of it.
 *
 * @throws RxError CSV_INVALID for what is neither CSV nor UTF-8
 */
export async function* readCsv(file: ReceivedFile, options: ReadCsvOptions): AsyncGenerator<CsvPiece> {
  const parser = parse(parserOptions(options.delimiter));
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let [bytes, line] = [0, 1];
  let failed: Error | undefined;
  parser.on("error", (error) => (failed = error));
  const take = (): CsvPiece | undefined => {
    const rows: string[][] = [];
    for (let row: string[] | null; rows.length < options.pieceRows && (row = parser.read()) !== null;) rows.push(row);
    if (rows.length === 0) return undefined;
    line += rows.length;
    return { line: line - rows.length, rows, bytes };
  };
  const drain = function* (): Generator<CsvPiece> {
    for (let piece = take(); piece !== undefined; piece = take()) yield piece;
    if (failed !== undefined) throw invalid(failed);
  };
  for await (const piece of file.read()) {
    check(utf8, piece);
    bytes += piece.length;
    // Parsed before the call comes back: what it made can be read at once.
    parser.write(piece);
    yield* drain();
  }
  check(utf8, undefined);
  parser.end();
  yield* drain();
  const rest: string[][] = [];
  try {
    for await (const row of parser) rest.push(row as string[]); // as: records are lists of texts
  } catch (error) {
    throw invalid(error);
  }
  if (rest.length > 0) yield { line, rows: rest, bytes };
}

function parserOptions(delimiter: CsvDelimiter): Options {
  return {
    bom: true,
    delimiter,
    // Too few or too many fields are one row's fault and not the file's.
    relax_column_count: true,
    max_record_size: maxRecordBytes,
  };
}

/** A text in another encoding would come in with its letters lost. */
function check(utf8: InstanceType<typeof TextDecoder>, piece: Uint8Array | undefined): void {
  try {
    utf8.decode(piece, { stream: piece !== undefined });
  } catch (cause) {
    throw new RxError("CSV_INVALID", { expected: "a file in UTF-8", found: "another encoding" }, { cause });
  }
}

function invalid(error: unknown): RxError {
  const message = error instanceof Error ? error.message : String(error);
  const { lines } = error instanceof CsvError ? error : { lines: undefined };
  const found = `${message.slice(0, 200)}${typeof lines === "number" ? ` (line ${lines})` : ""}`;
  return new RxError("CSV_INVALID", { expected: "a CSV file", found }, { cause: error });
}
