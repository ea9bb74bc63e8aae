import type { Total } from "../../protocol/rows.ts";

/** A count as it may be said: exact, "over 10,000", "about 2,400,000". Never a number that the server did not send. */
export function totalText({ count, is }: Total): string {
  const number = count.toLocaleString();
  if (is === "at least") return `over ${number}`;
  return is === "about" ? `about ${number}` : number;
}
