/** Sorts what has a name by it, and what has none by all that it is: the same list however the database gave it. */
export function byName<T extends { readonly name: string | undefined }>(items: readonly T[]): readonly T[] {
  const key = (item: T): string => item.name ?? JSON.stringify(item);
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
