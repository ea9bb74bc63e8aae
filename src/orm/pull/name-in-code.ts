import { toWords } from "./to-words.ts";
import { toPlural } from "./to-plural.ts";

/** The name of a column in code: `CustomerId` and `customer_id` are `customerId`. Never one of those that are taken. */
export function columnKeyOf(name: string, taken: ReadonlySet<string>): string {
  return free(toCamel(toWords(name), "column"), taken);
}

/** The name under which a table's model is exported: `Order Details` is `orderDetails`, `Artist` is `artists`. */
export function modelNameOf(table: string, taken: ReadonlySet<string>): string {
  const words = [...toWords(table)];
  const last = words.pop();
  return free(toCamel(last === undefined ? [] : [...words, toPlural(last)], "table"), taken);
}

function toCamel(words: readonly string[], what: string): string {
  const [first = what, ...rest] = words;
  const name = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
  return /^\p{N}/u.test(name) ? `${what}${name}` : name;
}

function free(name: string, taken: ReadonlySet<string>): string {
  let found = name;
  for (let number = 2; taken.has(found); number++) found = `${name}${number}`;
  return found;
}
