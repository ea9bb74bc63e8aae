/** Which page a tab shows: its route as the compiler wrote it, and what the address says. */
export interface PageAddress {
  readonly route: string;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  readonly query: Readonly<Record<string, string>>;
}
