/** Parameters in the types that the driver takes: those of raw SQL have no column that would encode them. */
export function toDriverParams(params: readonly unknown[]): unknown[] {
  return params.map((value) => {
    if (value === undefined) return null;
    if (typeof value === "boolean") return value ? 1 : 0;
    if (value instanceof Date) return value.toISOString().slice(0, 23).replace("T", " ");
    return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value;
  });
}
