/**
 * May what a statement gives depend on one of these columns of a table? Said of its text, raw SQL and all: rather once too often than
 * once too little.
 */
export function usesColumns(text: string, table: string, columns: readonly string[]): boolean {
  if (takesAll.test(text) || new RegExp(`[(,]\\s*["\`]?${escaped(table)}["\`]?\\s*[),:]`, "i").test(text)) return true;
  return columns.some((column) => {
    // Quotes within a name are written twice.
    if (/["`]/.test(column)) return true;
    return new RegExp(`(?<![\\w$])${escaped(column)}(?![\\w$])`, "iu").test(text);
  });
}

/** A star that is no `count(*)`. */
const takesAll = /\*(?!\))/;

function escaped(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
