/** "Duplicate entry 'x' for key 'customers_email_unique'": the last; MySQL puts the table and a dot before it. */
export function nameOfKey(message: string): string {
  const [, name = ""] = /'([^']+)'$/.exec(message) ?? [];
  return name.slice(name.lastIndexOf(".") + 1);
}
