import { MySqlSelectBase } from "drizzle-orm/mysql-core";
import { RxError } from "../../../errors/rx-error.ts";

/** Gives MySQL's selects the methods that PostgreSQL's types promise: they say that they are not known. */
export function fitSelect(): void {
  for (const name of ["fullJoin", "leftJoinLateral", "innerJoinLateral", "crossJoinLateral"]) {
    const value = (): never => {
      throw new RxError("NOT_PORTABLE", { found: `.${name}()`, dialect: "MySQL" });
    };
    Object.defineProperty(MySqlSelectBase.prototype, name, { configurable: true, writable: true, value });
  }
}
