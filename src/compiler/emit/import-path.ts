import { posix } from "node:path";

/** An import from one path to another, both from the same folder: `./x.ts`, `../y/z.css`. */
export function importPath(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
