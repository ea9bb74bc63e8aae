/** Parameters in the types that the driver takes: those of raw SQL have no column that would encode them. */
export function toDriverParams(params: readonly unknown[]): unknown[] {
  return params.map((value) => {
    if (value === undefined) return null;
    if (typeof value === "boolean") return value ? 1 : 0;
    return value instanceof Date ? value.getTime() : value;
  });
}
