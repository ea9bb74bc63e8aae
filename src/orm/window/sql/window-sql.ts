import type { Column, SQL } from "drizzle-orm";
import type { DialectName } from "../../dialects/dialect-name.ts";
import type { Expression } from "../expression.ts";

/** Orders two values of an expression, none of them NULL, as the driver gives them. */
export type CompareValues = (a: unknown, b: unknown) => number;

/** One column of an index. */
export interface IndexColumn {
  /** Undefined: an expression. */
  readonly name: string | undefined;
  readonly descending: boolean;
  /** Is NULL before all values as the index is read upwards? */
  readonly nullsSmallest: boolean;
}

/** How a dialect writes what windows ask, and what its driver gives. NULL is the smallest value in all of them. */
export interface WindowSql {
  readonly name: DialectName;
  /** Does a read hold up everything else of this process? */
  readonly holdsUp: boolean;
  /** Does `estimate` say how many rows there are, and not only how many there may be? */
  readonly estimatesWell: boolean;
  /** Rows of a table that are counted in about a tenth of a second. */
  readonly countedRows: number;
  /** Rows of an indexed order that are skipped in a few milliseconds. */
  readonly hopRows: number;
  /** Is `(a, b) > (?, ?)` looked up in an index? Else it is written out. */
  readonly comparesRows: boolean;
  /** Is NULL the smallest value by itself, whatever an order says? */
  readonly nullsSmallest: boolean;
  /** Does an index end with the key by itself, so that an order may go on with it? */
  readonly appendsKey: boolean;
  /** Are rows that an index orders by its first columns sorted by the others few at a time? */
  readonly sortsInSteps: boolean;
  /** Joins a table to keys that were found, so that it is looked up by them. */
  readonly lateJoin: SQL;
  /** Should an inner join that finds a row for certain be a left one? Some planners would begin with the joined table. */
  readonly loosensJoins: boolean;
  /** Do parameters take the types of what they are united with? */
  readonly typesByUnion: boolean;
  /** A bound of a place, as it is compared with an expression. */
  bind(value: SQL, expression: Expression): SQL;
  /** Are both the same, NULL like NULL? */
  same(left: Expression, right: SQL): SQL;
  /** One term of an order. */
  order(expression: Expression, how: OrderHow): SQL;
  /** A value as text, for a search. */
  asText(expression: Expression): SQL;
  /** A parameter as a value of the column's own type, for a row that is in no table. */
  asStored(column: Column, value: SQL): SQL;
  /** A value of the column as the driver gives it; undefined where what JavaScript has of it is less than that. */
  toRaw(column: Column, value: unknown): unknown;
  /** How the database orders what the expression gives; undefined where only the database knows. */
  compare(expression: Expression, orders: TextOrders): CompareValues | undefined;
  /** The columns of a table's indexes: `[index, column, descending, NULL is the smallest]`, in order. */
  indexes(table: string): SQL;
  /** About how many rows a table has, without looking at them: `[count]`, below 0 where the database has not looked yet. */
  estimate(table: string): SQL;
}

/** How a term is ordered. */
export interface OrderHow {
  readonly descending: boolean;
  /** Is NULL the smallest value, and not the greatest? Also asked where no value is NULL: the order of an index is one or the other. */
  readonly nullsSmallest: boolean;
}

/** Which text columns the database orders byte by byte. */
export interface TextOrders {
  ordersByBytes(table: string, column: string): boolean;
}
