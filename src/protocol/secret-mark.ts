// A row that holds a secret column carries a mark that no copy of its values takes along: what an app picks out of it on purpose
// may travel, the row itself may not.
const mark = Symbol.for("rowx:secret");

/** Marks a row as holding a secret column. */
export function markSecret(row: object, column: string): void {
  Object.defineProperty(row, mark, { value: column });
}

/** The secret column that a row holds; undefined for any other object. */
export function secretIn(value: object): string | undefined {
  const column: unknown = Reflect.get(value, mark);
  return typeof column === "string" ? column : undefined;
}
