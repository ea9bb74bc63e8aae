declare const decimalMark: unique symbol;

/** What makes a decimal known as a number that can be drawn; never there at run time. */
export interface DecimalMark {
  readonly [decimalMark]?: true;
}

/** An exact decimal number as text, `"12.50"`: any string can be assigned to it and it to any string. */
export type Decimal = string & DecimalMark;
