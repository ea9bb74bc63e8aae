// insert into "x", replace into x, update x, delete from x; behind a WITH nobody can tell without a parser.
const target =
  /^\s*(?:insert\s+(?:or\s+\w+\s+|ignore\s+)?into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+(?:"([^"]+)"|`([^`]+)`|(\w+)(?!\s*\.))/i;

/** The table that raw SQL writes to; undefined where its text does not tell. */
export function rawTarget(text: string): string | undefined {
  const [, quoted, ticked, plain] = target.exec(text) ?? [];
  return quoted ?? ticked ?? plain;
}
