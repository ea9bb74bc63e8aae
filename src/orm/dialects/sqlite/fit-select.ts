import { SQLiteSelectBase } from "drizzle-orm/sqlite-core";
import { RxError } from "../../../errors/rx-error.ts";

const unknown = ["leftJoinLateral", "innerJoinLateral", "crossJoinLateral", "intersectAll", "exceptAll"];

/** Gives SQLite's selects the methods that PostgreSQL's types promise: locking is in vain there, the others say that they are not known. */
export function fitSelect(): void {
  // A transaction that writes is alone anyway.
  define("for", function (this: unknown) {
    return this;
  });
  for (const name of unknown)
    define(name, () => {
      throw new RxError("NOT_PORTABLE", { found: `.${name}()`, dialect: "SQLite" });
    });
}

function define(name: string, value: (this: unknown) => unknown): void {
  Object.defineProperty(SQLiteSelectBase.prototype, name, { configurable: true, writable: true, value });
}
