/** What a model's rows are called when the author does not say: from the table's name, `order_lines` → "Order line", "Order lines". */
export function modelWords(table: string): { readonly singular: string; readonly plural: string } {
  const words = table
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  const plural = words.charAt(0).toUpperCase() + words.slice(1);
  return { singular: toSingular(plural), plural };
}

const rules: readonly (readonly [ending: RegExp, to: string])[] = [
  [/people$/i, "person"],
  [/(child)ren$/i, "$1"],
  [/(ss|us|is|news|series)$/i, "$1"],
  [/([^aeiou])ies$/i, "$1y"],
  [/(ch|sh|x|ss|zz)es$/i, "$1"],
  [/s$/i, ""],
];

function toSingular(plural: string): string {
  const rule = rules.find(([ending]) => ending.test(plural));
  const singular = rule === undefined ? plural : plural.replace(rule[0], rule[1]);
  return singular.charAt(0).toUpperCase() + singular.slice(1);
}
