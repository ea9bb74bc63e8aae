import type { ImportBinding } from "../syntax/module.ts";

/** Writes one import statement; a source from which two forms are needed gives two. */
export function importText(bindings: readonly ImportBinding[], source: string): string {
  const quoted = JSON.stringify(source);
  const named = bindings.filter(({ imported }) => imported !== "*" && imported !== "default");
  const whole = bindings.find(({ imported }) => imported === "*");
  const main = bindings.find(({ imported }) => imported === "default");
  const parts: string[] = [];
  if (main !== undefined) parts.push(main.local);
  if (whole !== undefined) parts.push(`* as ${whole.local}`);
  if (named.length > 0) parts.push(`{ ${named.map(specifier).join(", ")} }`);
  return `import ${parts.join(", ")} from ${quoted};`;
}

function specifier({ imported, local }: ImportBinding): string {
  return imported === local ? local : `${/^[\w$]+$/.test(imported) ? imported : JSON.stringify(imported)} as ${local}`;
}
