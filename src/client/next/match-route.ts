import type { PageParams } from "../react/page-context.ts";

/** Reads the dynamic parts of a path by its route; undefined where it is not of that route. */
export function matchRoute(route: string, path: string): PageParams | undefined {
  const parts = split(route);
  const values = split(path);
  const params: Record<string, string | readonly string[]> = {};
  for (const [at, part] of parts.entries()) {
    const rest = /^\[\.\.\.(\w+)\]$/.exec(part)?.[1];
    if (rest !== undefined) {
      if (values.length <= at) return undefined;
      params[rest] = values.slice(at).map(decode);
      return params;
    }
    const value = values[at];
    const name = /^\[(\w+)\]$/.exec(part)?.[1];
    if (value === undefined) return undefined;
    if (name !== undefined) params[name] = decode(value);
    else if (decode(value) !== part) return undefined;
  }
  return values.length === parts.length ? params : undefined;
}

function split(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}

// An address typed by hand may be wrongly escaped: it is then taken as it is.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
