import type { DialectName } from "../dialects/dialect-name.ts";
import type { Kit } from "./load-kit.ts";
import type { Rename } from "./rename.ts";

/** How a way is made. */
export interface DiffOptions {
  readonly kit: Kit;
  readonly dialect: DialectName;
  readonly renames: readonly Rename[];
  /** It is a way back: a column that is required again gets the emptiest value of its type where rows have none. */
  readonly isBack?: boolean;
  /** Defaults that are in the models and not in the database, in SQL. */
  readonly fill?: (table: string, column: string) => string | undefined;
}
