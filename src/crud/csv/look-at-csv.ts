import { RxError } from "../../errors/rx-error.ts";
import type { ReceivedFile } from "../../framework/ports/transfers.ts";
import type { CsvDelimiter, CsvFields, CsvLook, CsvTarget } from "../../protocol/crud.ts";
import { readCsv } from "./read-csv.ts";

type Fields = NonNullable<CsvFields["import"]>["fields"];

const sampleRows = 5;
/** Of the beginning of a file, to find out what it is. */
const lookBytes = 64 * 1024;
const delimiters: readonly CsvDelimiter[] = [",", ";", "\t"];

/**
 * Says what the beginning of a file looks like, and where its columns most likely go.
 *
 * @throws RxError CSV_INVALID
 */
export async function lookAtCsv(file: ReceivedFile, fields: Fields): Promise<CsvLook> {
  const delimiter = await findDelimiter(file);
  const [header = [], ...sample] = await firstRows(file, delimiter);
  return { delimiter, header, sample, columns: suggest(header, fields) };
}

/** The delimiter that parts the first row into most fields. */
export async function findDelimiter(file: ReceivedFile): Promise<CsvDelimiter> {
  const [first = ""] = (await beginning(file)).split(/\r\n|\r|\n/, 1);
  // What stands in quotes parts nothing.
  const bare = first.replace(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: CsvDelimiter): number => bare.split(delimiter).length;
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}

async function firstRows(file: ReceivedFile, delimiter: CsvDelimiter): Promise<readonly (readonly string[])[]> {
  const cut = { bytes: Math.min(file.bytes, lookBytes), read: () => firstPieces(file) };
  const rows: (readonly string[])[] = [];
  try {
    for await (const piece of readCsv(cut, { delimiter, pieceRows: sampleRows + 1 })) {
      rows.push(...piece.rows);
      if (rows.length > sampleRows) break;
    }
  } catch (error) {
    // The piece may end within a row; what stands before that is told.
    if (rows.length === 0 || !(error instanceof RxError)) throw error;
  }
  if (rows.length === 0)
    throw new RxError("CSV_INVALID", { expected: "names of columns in the first row", found: "an empty file" });
  return rows.slice(0, sampleRows + 1);
}

async function* firstPieces(file: ReceivedFile): AsyncGenerator<Uint8Array> {
  for await (const piece of file.read()) {
    yield piece.subarray(0, lookBytes);
    return;
  }
}

async function beginning(file: ReceivedFile): Promise<string> {
  for await (const piece of file.read()) return new TextDecoder().decode(piece.subarray(0, lookBytes));
  return "";
}

/** By label or by name, whatever the case; each column of the model once. "Customer" of a reference is its name, "Customer ID" its key. */
function suggest(header: readonly string[], fields: Fields): readonly (CsvTarget | null)[] {
  const known = new Map<string, CsvTarget>();
  for (const { name, label, named } of fields) {
    const [byKey, byName]: CsvTarget[] = [{ field: name }, { field: name, by: "name" }];
    for (const title of [label, name]) {
      known.set(plain(`${title} ID`), byKey as CsvTarget);
      known.set(plain(title), (named ? byName : byKey) as CsvTarget);
    }
  }
  for (const { name, named } of fields) if (named) known.set(plain(name), { field: name });
  const titles = header.map(plain);
  const found = titles.map((title, at) => (titles.indexOf(title) === at ? (known.get(title) ?? null) : null));
  // A file of ours has both of a reference: its key says exactly which row is meant.
  const keyed = new Set(found.flatMap((target) => (target && target.by === undefined ? [target.field] : [])));
  return found.map((target) => (target?.by === "name" && keyed.has(target.field) ? null : target));
}

function plain(title: string): string {
  return title
    .replace(/^'/, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
}
