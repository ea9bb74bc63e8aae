/** The entries of a record that stay. */
export function filterEntries<T>(
  items: Readonly<Record<string, T>>,
  stays: (item: T, name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(items).filter(([name, item]) => stays(item, name)));
}
