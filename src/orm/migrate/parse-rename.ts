import { RxError } from "../../errors/rx-error.ts";
import type { Rename } from "./rename.ts";

/**
 * A rename as it is said on the command line: `orders.title=name`, `notes=memos`; names of the database.
 *
 * @throws RxError MIGRATION_RENAME_UNKNOWN.
 */
export function parseRename(text: string): Rename {
  const [, table = "", column, to = ""] = /^([^.=]+)(?:\.([^.=]+))?=(?:[^.=]+\.)?([^.=]+)$/.exec(text.trim()) ?? [];
  if (to === "")
    throw new RxError("MIGRATION_RENAME_UNKNOWN", { found: text, known: "table.column=name or table=name" });
  return column === undefined ? { type: "table", from: table, to } : { type: "column", table, from: column, to };
}
