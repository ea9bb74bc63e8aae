/** Rows by the text in their first place, without it. */
export function groupRows(rows: readonly (readonly unknown[])[]): ReadonlyMap<string, readonly (readonly unknown[])[]> {
  const groups = new Map<string, (readonly unknown[])[]>();
  for (const [first, ...rest] of rows) {
    const group = groups.get(String(first)) ?? [];
    groups.set(String(first), group);
    group.push(rest);
  }
  return groups;
}
