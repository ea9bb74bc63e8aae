import { RxError } from "../../errors/rx-error.ts";
import { introspect } from "../introspect/introspect.ts";
import type { ShapeReader } from "../introspect/shape-reader.ts";
import { baselineHead } from "./baseline-head.ts";
import type { MigrationFile } from "./migration-file.ts";

/**
 * The migration as it is to be run: a baseline has nothing left to do where all of its tables are there.
 *
 * @throws RxError BASELINE_IN_PART where some of them are.
 */
export async function withoutWhatIsThere(reader: ShapeReader, file: MigrationFile): Promise<MigrationFile> {
  if (!(file.statements[0] ?? "").startsWith(baselineHead)) return file;
  const tables = file.statements.flatMap((text) => /^CREATE TABLE (?:"([^"]+)"|`([^`]+)`)/m.exec(text)?.slice(1) ?? []);
  const wanted = tables.filter((name) => name !== undefined);
  const present = new Set((await introspect(reader)).tables.map(({ name }) => name));
  const missing = wanted.filter((name) => !present.has(name));
  if (missing.length === wanted.length) return file;
  if (missing.length === 0) return { ...file, statements: [] };
  throw new RxError("BASELINE_IN_PART", {
    tag: file.tag,
    found: wanted.length - missing.length,
    all: wanted.length,
    first: missing[0] ?? "",
  });
}
