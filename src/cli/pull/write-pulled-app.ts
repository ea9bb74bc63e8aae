import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import type { DialectName } from "../../orm/dialects/dialect-name.ts";
import { printModels } from "../../orm/pull/print-models.ts";
import type { PulledSchema } from "../../orm/pull/pulled-model.ts";
import { writeBaseline } from "../../orm/pull/write-baseline.ts";
import { printPages } from "./print-pages.ts";

/** What of a pulled database is written, and where to. */
export interface WriteOptions {
  /** The app's. */
  readonly folder: string;
  /** File of the models, from the folder. */
  readonly out: string;
  /** Where the models come from, as it may be shown. */
  readonly source: string;
  readonly dialects: readonly DialectName[];
  /** The app's name on screen, where a page for every table is to be written, too. */
  readonly pagesOf?: string | undefined;
  /** Writes over a file that is there. */
  readonly force: boolean;
}

/**
 * Writes the models of a pulled database into an app, the migration that makes its tables elsewhere, and pages where they are
 * asked for.
 *
 * @returns the paths of what was written
 * @throws RxError PULL_FILE_EXISTS before anything is written.
 */
export async function writePulledApp(schema: PulledSchema, options: WriteOptions): Promise<readonly string[]> {
  const { folder, out, source, dialects, pagesOf, force } = options;
  const files = new Map([[out, printModels(schema, source)]]);
  if (pagesOf !== undefined) for (const [path, text] of printPages(schema, pagesOf)) files.set(path, text);
  const present = [...files.keys()].find((path) => existsSync(join(folder, path)));
  if (present !== undefined && !force) throw new RxError("PULL_FILE_EXISTS", { path: present });
  const register = "app/register.d.ts";
  if (out === "app/models.ts" && !existsSync(join(folder, register))) files.set(register, registerText);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const baseline = await writeBaseline(schema, join(folder, "migrations"), dialects);
  return [...[...files.keys()].map((path) => join(folder, path)), ...baseline];
}

const registerText = `// Tells db.query which models there are.
import type * as models from "./models.ts";

declare module "rowx/orm" {
  interface Register {
    models: typeof models;
  }
}
`;
