import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DialectName } from "../../../src/orm/dialects/dialect-name.ts";
import { statementBreak } from "../../../src/orm/migrate/statement-break.ts";

/** A folder of an app that has nothing but migrations; `0001_a.down` is the way back of `0001_a`. */
export function appWithMigrations(
  dialect: DialectName,
  files: Readonly<Record<string, readonly string[]>>,
): { readonly folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "rowx-app-"));
  const migrations = join(folder, "migrations", dialect);
  mkdirSync(migrations, { recursive: true });
  for (const [name, statements] of Object.entries(files))
    writeFileSync(join(migrations, `${name}.sql`), statements.join(`\n${statementBreak}\n`));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
