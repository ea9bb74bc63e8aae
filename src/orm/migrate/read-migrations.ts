import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { toMigration, type MigrationFile } from "./migration-file.ts";

const fileName = /^(\d{4})_[\w-]+\.sql$/;

/**
 * The migrations of one dialect in the order of their numbers.
 *
 * @param folder `migrations/sqlite` of an app; none where it does not exist
 * @throws RxError MIGRATION_NUMBER_TWICE, as after a merge of two branches.
 */
export function readMigrations(folder: string): readonly MigrationFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => fileName.test(name));
  const byNumber = new Map<string, string>();
  for (const name of names.toSorted()) {
    const number = name.slice(0, 4);
    const first = byNumber.get(number);
    if (first !== undefined) throw new RxError("MIGRATION_NUMBER_TWICE", { number, folder, first, second: name });
    byNumber.set(number, name);
  }
  return [...byNumber.values()].map((name) => toMigration(name.slice(0, -4), readFileSync(join(folder, name), "utf8")));
}
