import { RxError } from "../errors/rx-error.ts";
import { setCurrentDialect } from "./current-dialect.ts";
import type { DatabaseHandle } from "./session/database-handle.ts";

let current: DatabaseHandle | undefined;

/** The database that `db` stands for. Throws NOT_CONNECTED. */
export function currentDatabase(): DatabaseHandle {
  if (!current) throw new RxError("NOT_CONNECTED");
  return current;
}

/** Says which database `db` stands for, and with it which dialect the models have; undefined: none any more. */
export function setCurrentDatabase(handle: DatabaseHandle | undefined): void {
  current = handle;
  if (handle) setCurrentDialect(handle.dialect);
}
