/** Parameters in the types that the driver takes: those of raw SQL have no column that would encode them. */
export function toDriverParams(params: readonly unknown[]): unknown[] {
  return params.map((value) => {
    if (value === undefined) return null;
    if (typeof value === "bigint") return String(value);
    if (value instanceof Date) return value.toISOString();
    return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value;
  });
}
