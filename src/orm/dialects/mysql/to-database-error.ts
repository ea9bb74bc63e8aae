import { RxError } from "../../../errors/rx-error.ts";
import { columnNamed, databaseFailed, foreignKeyViolation, violation } from "../../session/database-errors.ts";
import type { WriteSource } from "../../session/statement.ts";
import { isLost } from "./is-lost.ts";
import { nameOfKey } from "./name-of-key.ts";
import { takenColumns } from "./taken-columns.ts";

/** What the driver threw as an error of ours, which names the column where the database does. */
export function toDatabaseError(error: unknown, write: WriteSource | undefined, text: string): unknown {
  if (!(error instanceof Error) || error instanceof RxError) return error;
  if (isLost(error)) return new RxError("DATABASE_LOST", { found: error.message }, { cause: error });
  const cause = { cause: error };
  const table = write?.table;
  // Numbers are the same on MySQL and MariaDB; their names are not.
  switch (Reflect.get(error, "errno")) {
    case 1062: {
      const columns = table ? takenColumns(table, error.message) : [];
      return violation("UNIQUE_VIOLATION", columns, { error, fallback: nameOfKey(error.message) });
    }
    case 1242:
      return write && inUpsert(write)
        ? violation("UNIQUE_VIOLATION", [], { error, fallback: "Key" })
        : databaseFailed(error, text);
    case 1048:
    case 1364: {
      const [, name = ""] = /^(?:Column|Field) '([^']+)'/.exec(error.message) ?? [];
      const column = columnNamed(table, name);
      return violation("NOT_NULL_VIOLATION", column ? [column] : [], { error, fallback: name });
    }
    case 1451:
    case 1452:
      return foreignKeyViolation(error, write);
    case 3819:
    case 4025: {
      const [, constraint = ""] = /(?:CONSTRAINT `|constraint ')([^`']+)/.exec(error.message) ?? [];
      return new RxError("CHECK_VIOLATION", { constraint }, cause);
    }
    case 1264:
    case 1292:
    case 1366:
    case 1406:
      return new RxError("VALUE_REFUSED", { found: error.message }, cause);
    case 1317:
    case 1969:
    case 3024:
      return new RxError("STATEMENT_TIMEOUT", {}, cause);
    case 1205:
    case 1213:
      return new RxError("DATABASE_DEADLOCK", {}, cause);
    default:
      return databaseFailed(error, text);
  }
}

/** `withUpsert` makes an upsert fail so where another unique key than its target is in the way. */
function inUpsert({ what }: WriteSource): boolean {
  return what.type === "other" && what.insert?.conflict !== undefined;
}
