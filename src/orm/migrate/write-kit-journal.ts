import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DialectName } from "../dialects/dialect-name.ts";
import { readMigrations } from "./read-migrations.ts";
import type { Snapshot } from "./snapshot.ts";

interface KitJournal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

/**
 * The journal that drizzle-kit's own commands (check, studio) want. Ours read the folder: this is made anew each time, so a merge
 * cannot spoil it.
 */
export function writeKitJournal(folder: string, dialect: DialectName, { version }: Snapshot): void {
  const path = join(folder, "meta", "_journal.json");
  const { entries: before }: KitJournal = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { entries: [] };
  const known = new Map(before.map(({ tag, when }) => [tag, when]));
  const entries = readMigrations(folder).map(({ tag }, idx) => ({
    idx,
    version,
    when: known.get(tag) ?? Date.now(),
    tag,
    breakpoints: true,
  }));
  const journal = { version: "7", dialect: dialect === "postgres" ? "postgresql" : dialect, entries };
  writeFileSync(path, `${JSON.stringify(journal, undefined, 2)}\n`);
}
