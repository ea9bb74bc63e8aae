const same: ReadonlySet<string> = new Set([
  "data",
  "media",
  "metadata",
  "info",
  "information",
  "staff",
  "equipment",
  "people",
  "children",
]);

/** An English word as the name of many: tables of existing databases are often called after one row. */
export function toPlural(word: string): string {
  if (same.has(word) || (word.endsWith("s") && !/(ss|us|is)$/.test(word))) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /\p{L}$/u.test(word) ? `${word}s` : word;
}
