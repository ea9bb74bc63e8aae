import type { Table } from "drizzle-orm";

type Method = (...args: never[]) => unknown;

/** Drizzle's builders of one dialect, bound to a session. Their types are not the dialects' but those of `Database`. */
export interface Builders {
  readonly select: Method;
  readonly selectDistinct: Method;
  readonly with: Method;
  readonly $with: Method;
  readonly $count: Method;
  insert(table: Table): { values(rows: never): object };
  update(table: Table): { set(values: never): object };
  delete(table: Table): object;
}
