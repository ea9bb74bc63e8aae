import type { Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import { changeLog } from "./changes-table.ts";
import { ledger } from "./ledger-table.ts";
import { modelOf } from "./model-info.ts";
import { tableFor } from "./table-for.ts";

/** The framework's own tables in one dialect, by their names in code; their migrations are in `migrations/`. */
export function frameworkTables(dialect: DialectName): { readonly ledger: Table; readonly changes?: Table } {
  const model = modelOf(ledger);
  if (!model) throw new RxError("MODEL_NAME_INVALID", { expected: "the ledger's model", found: "none" });
  const own = { ledger: tableFor(model, dialect) };
  return dialect === "postgres" ? own : { ...own, changes: tableFor(changeLog, dialect) };
}
